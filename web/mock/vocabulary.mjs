// Labels as the server gives them: value, French, English.
const events = `ACCUSE|Accusation|Accusation
AGREE|Accord|Agreement
AID|Aide|Aid
ASSAULT|Attaque|Attack
CLEAR|Mines et déminage|Mines and clearance
COERCE|Contrainte|Coercion
CONCEDE|Concession|Concession
CONSULT|Rencontre|Meeting
CONTROL|Contrôle d’un lieu|Control of a place
COOPERATE|Coopération|Cooperation
DISPLACE|Déplacement|Displacement
MOBILIZE|Mobilisation|Mobilization
PROTEST|Manifestation|Protest
REJECT|Refus|Rejection
REQUEST|Demande|Demand
RETREAT|Retrait|Withdrawal
SANCTION|Sanction|Sanction
SUPPORT|Soutien|Support
THREATEN|Menace|Threat`;
const shelves = {
  events,
  modes: `aerial|aérien|aerial
firearms|armes à feu|firearms
heavy-weapons|armes lourdes|heavy weapons
explosives|explosifs|explosives
drone|drone|drone
destroy|destruction|destruction
capture|prise|capture
lose|perte|loss
hold|tenue|holding
besiege|siège|siege
flee|fuite|flight
evacuate|évacuation|evacuation
withdraw|retrait|withdrawal
ceasefire|cessez-le-feu|ceasefire
clear|déminage|clearance
contaminate|mines posées|contamination
seize|saisie|seizure
allege|accusation de fait|allegation
disapprove|condamnation|condemnation
restrict|restriction|restriction`,
  contexts: `heritage|Patrimoine|Heritage
military|Militaire|Military
humanitarian|Humanitaire|Humanitarian
diplomatic|Diplomatie|Diplomacy`,
  effects: `killed|tués|killed
wounded|blessés|wounded
displaced|déplacés|displaced
destroyed|détruits|destroyed
struck|frappés|struck
seized|saisis|seized
cleared|neutralisés|cleared
captured|capturés|captured
missing|disparus|missing
involved|concernés|concerned
carried-out|menés|carried out`,
  units: `person|personnes|people
house|maisons|houses
vehicle|véhicules|vehicles
warehouse|entrepôts|warehouses
device|engins|devices
book|livres|books
collection|collections|collections`,
  kinds: `state|État|State
state-force|Force d’État|State force
armed-group|Groupe armé|Armed group
militia|Milice|Militia
organisation|Organisation|Organization
media|Média|Media
person|Personne|Person
population|Population|Population`,
  sides: `deaths_a|Côté de l’auteur ou de l’État|Side of the doer or the state
deaths_b|Autre côté|Other side
civilians|Civils|Civilians
unknown|Côté non précisé|Side not told`,
  factuality: `asserted|Affirmé|Asserted
hedged|Avec réserve|Hedged
planned|Annoncé|Planned
hypothetical|Supposé|Hypothetical
negated|Nié|Denied`,
  grades: `confirmed|Reconnu|Confirmed
fair|Plusieurs sources|Fair
weak|Une seule source|Weak
contested|Contesté|Contested
discounted|Écarté|Discounted`,
  reviews: `unreviewed|Pas relu|Unreviewed
accepted|Accepté|Accepted
corrected|Corrigé|Corrected
rejected|Rejeté|Rejected
unsure|Indécis|Unsure`,
  reasons: `low-confidence|Lecture peu sûre|Unsure reading
contested|Contesté|Contested
high-toll|Bilan lourd|High toll
unlocated|Sans lieu|No place
undated|Sans date|No date
unsourced|Sans source|No source
far-place|Lieu éloigné|Far place`,
};
const fighting = new Set(["ASSAULT", "CONTROL", "COERCE", "DISPLACE", "CLEAR", "RETREAT", "MOBILIZE"]);

export function vocabulary(language) {
  const column = language === "fr" ? 1 : 2;
  const terms = (text) =>
    text
      .split("\n")
      .map((line) => line.split("|"))
      .map((cells) => ({ value: cells[0], label: cells[column] }));
  const all = Object.fromEntries(Object.entries(shelves).map(([name, text]) => [name, terms(text)]));
  all.events = all.events.map((term) => ({
    ...term,
    gloss: null,
    conflict: fighting.has(term.value),
    modes: all.modes,
  }));
  return all;
}
