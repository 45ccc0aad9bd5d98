import { both } from "../../words";

export const words = both({
  fr: {
    title: "Sources",
    lead: "Qui publie, qui est cité, et ce qui repose sur la même origine",
    publishers: { title: "Qui publie", note: "Éditeurs des articles lus", none: "Aucun article n’a d’éditeur." },
    cited: { title: "Qui est cité", note: "Ceux qui parlent dans les articles" },
    matrix: {
      title: "Qui cite qui",
      note: "Affirmations de chaque éditeur, par la source qu’il cite : plus c’est clair, plus c’est souvent",
      publisher: "Éditeur",
      none: "Aucun éditeur ne cite de source nommée.",
    },
    columns: {
      name: "Nom",
      documents: "Articles",
      claims: "Affirmations",
      last: "Dernière parution",
      seen: "Dernier ajout",
      copies: "Reprises",
      failures: "Échecs",
      events: "Événements",
    },
    copiesHint: "articles presque identiques à celui d’un autre",
    documents: {
      title: "Articles",
      note: "Les derniers arrivés",
      none: "Aucun article : cette source n’est que citée.",
    },
    cites: { title: "Qui elle cite", note: "Ceux qui parlent dans ses affirmations", none: "Elle parle en son nom." },
    independence: {
      title: "Indépendance",
      note: "Les événements qu’elle rapporte, et sur combien d’origines chacun repose",
      alone: (n: number, text: string) =>
        n < 2
          ? `${text} événement ne repose que sur une origine`
          : `${text} événements ne reposent que sur une origine`,
      shared: (n: number, text: string) =>
        n < 2
          ? `${text} événement est dit par plusieurs origines indépendantes`
          : `${text} événements sont dits par plusieurs origines indépendantes`,
      event: "Événement",
      origins: "Repose sur",
      none: "Aucun événement ne repose sur elle.",
      many: (n: string) => `${n} origines`,
      one: "une seule origine",
    },
    copies: { title: "Reprises", note: "Articles presque identiques à un autre, paru avant", of: "reprend" },
    health: {
      title: "Relevé des pages",
      note: "Ce qui n’a pas pu être relevé",
      fine: "Rien n’a échoué.",
      tries: (n: string) => `essayé ${n} fois`,
    },
    facts: {
      host: "Hôte",
      last: "Dernière parution",
      seen: "Dernier ajout",
      documents: "Articles",
      claims: "Affirmations",
    },
    all: "Toutes les sources",
    add: "Gérer les échecs",
  },
  en: {
    title: "Sources",
    lead: "Who publishes, who is cited, and what rests on the same origin",
    publishers: { title: "Who publishes", note: "Publishers of the reports read", none: "No report has a publisher." },
    cited: { title: "Who is cited", note: "Those who speak in reports" },
    matrix: {
      title: "Who cites whom",
      note: "Claims of each publisher by the source it cites: the lighter, the more often",
      publisher: "Publisher",
      none: "No publisher cites a named source.",
    },
    columns: {
      name: "Name",
      documents: "Reports",
      claims: "Claims",
      last: "Last published",
      seen: "Last added",
      copies: "Copies",
      failures: "Failures",
      events: "Events",
    },
    copiesHint: "reports that are nearly the text of another’s",
    documents: { title: "Reports", note: "The last that came in", none: "No report: this source is only cited." },
    cites: { title: "Whom it cites", note: "Those who speak in its claims", none: "It speaks in its own name." },
    independence: {
      title: "Independence",
      note: "The events it tells, and on how many origins each rests",
      alone: (n, text) =>
        n === 1 ? `${text} event rests on one origin only` : `${text} events rest on one origin only`,
      shared: (n, text) =>
        n === 1
          ? `${text} event is told by several independent origins`
          : `${text} events are told by several independent origins`,
      event: "Event",
      origins: "Rests on",
      none: "No event rests on it.",
      many: (n) => `${n} origins`,
      one: "a single origin",
    },
    copies: { title: "Copies", note: "Reports that are nearly another’s, published before", of: "copies" },
    health: {
      title: "Fetching",
      note: "What could not be fetched",
      fine: "Nothing failed.",
      tries: (n) => `tried ${n} times`,
    },
    facts: { host: "Host", last: "Last published", seen: "Last added", documents: "Reports", claims: "Claims" },
    all: "All sources",
    add: "Manage failures",
  },
});
