import { both } from "../../words";

export const words = both({
  fr: {
    title: "Situation",
    lead: (reports: string, claims: string, events: string) =>
      `${reports} articles lus · ${claims} affirmations · ${events} événements`,
    latest: { title: "Ce qui s’est passé", note: "Les événements les plus récents" },
    tolls: {
      title: "Bilans par camp",
      note: "Du plus bas au plus haut chiffre que donnent les sources ; jamais une moyenne",
    },
    control: {
      title: "Qui tient quoi",
      since: (day: string) => `depuis le ${day}`,
      contested: "contesté",
      nobody: "on ne sait pas",
    },
  },
  en: {
    title: "Situation",
    lead: (reports, claims, events) => `${reports} reports read · ${claims} claims · ${events} events`,
    latest: { title: "What happened", note: "The latest events" },
    tolls: { title: "Tolls by side", note: "From the lowest to the highest number that sources give; never a mean" },
    control: { title: "Who holds what", since: (day) => `since ${day}`, contested: "contested", nobody: "not known" },
  },
});
