import { both } from "../words";

/** Words about texts and how they were read. */
export const words = both({
  fr: {
    kinds: {
      trigger: "fait",
      actor: "acteur",
      site: "site",
      place: "lieu",
      time: "date",
      toll: "nombre",
      cue: "source",
      repair: "réparation",
    },
    legend: "Ce que les traits veulent dire",
    why: {
      title: "Comment cela a été lu",
      rule: "Règle",
      step: "Étape",
      words: "Mots",
      found: "Conclusion",
      none: "Cette lecture n’a pas d’étapes à montrer.",
    },
  },
  en: {
    kinds: {
      trigger: "happening",
      actor: "actor",
      site: "site",
      place: "place",
      time: "date",
      toll: "number",
      cue: "source",
      repair: "repair",
    },
    legend: "What the lines mean",
    why: {
      title: "How this was read",
      rule: "Rule",
      step: "Step",
      words: "Words",
      found: "Conclusion",
      none: "This reading has no steps to show.",
    },
  },
});
