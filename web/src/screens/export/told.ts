import type { Language } from "../../words";

// The server tells purposes, losses and masks in English. What has no translation here is shown as it came.
const purposes: Readonly<Record<string, string>> = {
  csv: "un tableau aux colonnes simples, pour les tableurs, R, pandas et QGIS",
  jsonl: "les lignes entières (zenobia.row/1), un objet JSON par ligne, pour les programmes",
  geojson: "des points et leurs propriétés (RFC 7946), pour QGIS, les cartes du web et GDAL",
  kml: "des repères dans le temps, pour Google Earth et d’autres globes",
  acled: "les 31 colonnes des exports d’ACLED, pour ce qui s’appuie dessus",
  ucdp: "les 49 colonnes d’UCDP GED, pour les modèles de violence organisée",
  gdelt: "les 61 colonnes des événements GDELT 2.0, pour ce qui lit GDELT",
  plover: "des événements PLOVER, pour le codage d’événements",
  polecat: "les 40 colonnes de POLECAT, pour ce qui lit ses fichiers de la semaine",
  hxl: "un tableau aux mots-dièse HXL, pour HDX et les tableaux de bord humanitaires",
  timemap: "les trois fichiers de timemap de Forensic Architecture : événements, associations, sources",
  timelinejs: "un récit le long du temps, pour TimelineJS de Knight Lab",
  ftm: "des entités FollowTheMoney, pour Aleph et ses outils",
  annotations: "des annotations du web (W3C) sur les articles, pour les outils d’annotation",
};

const losses: Readonly<Record<string, string>> = {
  "the id itself (the file has a number made from it)": "l’identifiant lui-même (le fichier en a un numéro)",
  "event types without a counterpart (the field is empty)": "les types d’événement sans équivalent (le champ est vide)",
  "modes beyond the first": "les modes après le premier",
  contexts: "les contextes",
  "that it is only announced, supposed, doubted or denied": "que ce n’est qu’annoncé, supposé, mis en doute ou nié",
  confidence: "la confiance",
  "grades of events": "les degrés de preuve",
  "campaigns and their parts": "les campagnes et leurs parties",
  "the last day of what lasted": "le dernier jour de ce qui a duré",
  "that a day is only that of publication": "qu’un jour n’est que celui de la parution",
  "that no day is known (the program cannot show it)": "qu’aucun jour n’est connu",
  "actors beyond the first": "les auteurs après le premier",
  "recipients beyond the first": "les cibles après la première",
  "keys of actors": "les clés des acteurs",
  "codes of actors": "les codes des acteurs",
  "buildings and monuments": "les bâtiments et monuments",
  "places beyond the first": "les lieux après le premier",
  "keys of places": "les clés des lieux",
  "radius of places": "l’étendue des lieux",
  means: "les moyens",
  "numbers other than of people killed": "les nombres autres que ceux de morts",
  "ranges of numbers": "les fourchettes des nombres",
  "reports beyond the first": "les articles après le premier",
  "the words that say it": "les mots qui le disent",
  "positions of words in the report": "la position des mots dans l’article",
  sentences: "les phrases",
  "who says so in the report": "qui le dit dans l’article",
  "origins of events": "les origines des événements",
};

/** Words in a language, and that language; English where there are none in the other. */
export interface Told {
  text: string;
  lang: Language;
}

/** What a format is for. */
export function purpose(format: { name: string; purpose: string }, language: Language): Told {
  return told(language === "fr" ? purposes[format.name] : undefined, format.purpose);
}

/** What is lost. */
export function loss(what: string, language: Language): Told {
  return told(language === "fr" ? losses[what] : undefined, what);
}

/** What was changed for everybody to see. */
export function mask(what: string, language: Language): Told {
  if (language !== "fr") return told(undefined, what);
  const [, persons] = /^(\d+) private persons masked$/.exec(what) ?? [];
  if (persons) return told(`personnes privées masquées : ${persons}`, what);
  const [, sentences] = /^(\d+) sentences withheld$/.exec(what) ?? [];
  if (sentences) return told(`phrases retenues : ${sentences}`, what);
  const [, cell] = /^place generalized to (.+?): /.exec(what) ?? [];
  return told(cell && `lieu généralisé à ${cell}`, what);
}

function told(french: string | undefined, english: string): Told {
  return french ? { text: french, lang: "fr" } : { text: english, lang: "en" };
}
