import { both } from "../words";

export const words = both({
  fr: {
    title: "Première visite",
    again: "Montrer le guide",
    step: (at: string, all: string) => `Étape ${at} sur ${all}`,
    next: "Suivant",
    back: "Précédent",
    end: "Terminer",
    stops: {
      situation: {
        title: "D’abord la situation",
        text: "Ce que les articles disent en commun : ce qui s’est passé, qui tient quoi, les bilans par camp — chaque nombre est une fourchette et mène aux événements.",
      },
      map: {
        title: "Puis la carte et le temps",
        text: "Un cercle montre jusqu’où un lieu est exact. Tirez sur l’histogramme pour choisir des jours ; ouvrez un point pour lire la phrase d’où il vient.",
      },
      review: {
        title: "Enfin, décidez",
        text: "Une affirmation à la fois, dans sa phrase. j et k pour avancer, y pour accepter, n pour rejeter, e pour corriger ; tout s’annule.",
      },
    },
  },
  en: {
    title: "First visit",
    again: "Show the guide",
    step: (at, all) => `Step ${at} of ${all}`,
    next: "Next",
    back: "Back",
    end: "Done",
    stops: {
      situation: {
        title: "First, the situation",
        text: "What the reports tell together: what happened, who holds what, tolls by side. Each number is a range and leads to its events.",
      },
      map: {
        title: "Then the map and time",
        text: "A circle shows how exact a place is. Drag over the histogram to choose days; open a point to read the sentence it came from.",
      },
      review: {
        title: "Last, decide",
        text: "One claim at a time, in its sentence. j and k to move, y to accept, n to reject, e to correct; all of it can be undone.",
      },
    },
  },
});
