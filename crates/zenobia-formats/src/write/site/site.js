"use strict";
// Draws what rows.js holds: a map (map.js), a count by month, and quotations. All text is set as text, never as markup.
const rows = window.ZENOBIA.features;
const byId = (id) => document.getElementById(id);
const html = (name, text) => {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  return node;
};
const fold = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const haystack = new Map(rows.map((row) => [row, fold(Object.values(row.properties).join(" "))]));

// The words of the page in the reader's language: English as it stands, or French.
const FRENCH = {
  Words: "Mots",
  Event: "Événement",
  From: "Du",
  To: "Au",
  all: "tous",
  More: "Suite",
  of: "sur",
  report: "article",
  "according to": "selon",
  Data: "Données",
  "Read by a machine from published reports; findings are": "Lu par une machine dans des articles publiés ; ce qui est relevé est",
  unreviewed: "non vérifié",
  "where they say so. Made by": "là où c'est indiqué. Fait par",
  "A dot is a place that is told, its size the number of findings; the circle around it, where it may be. A broken circle is a region or country: nobody says where in it. Outlines: Natural Earth; borders are as that data set has them, and claim nothing.":
    "Un point est un lieu nommé, sa taille le nombre de relevés ; le cercle autour, là où il peut se trouver. Un cercle interrompu est une région ou un pays : personne ne dit où au juste. Contours : Natural Earth ; les frontières sont celles de ces données et ne prétendent rien.",
};
const is_french = navigator.language.toLowerCase().startsWith("fr");
const say = (words) => (is_french && FRENCH[words]) || words;
if (is_french) {
  document.documentElement.lang = "fr";
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.textContent);
}

function chosen() {
  const words = fold(byId("words").value).split(/\s+/).filter(Boolean);
  const [event, from, to] = ["event", "from", "to"].map((id) => byId(id).value);
  return rows.filter((row) => {
    const of = row.properties;
    if (event && of.event !== event) return false;
    if (from && !(of.last_day >= from)) return false;
    if (to && !(of.first_day <= to)) return false;
    return words.every((word) => haystack.get(row).includes(word));
  });
}

function drawTimeline(found) {
  const line = byId("timeline");
  line.replaceChildren();
  const months = new Map();
  for (const row of found) {
    const month = row.properties.first_day?.slice(0, 7);
    if (month) months.set(month, (months.get(month) ?? 0) + 1);
  }
  const names = [...months.keys()].sort();
  if (!names.length) return;
  const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const [first, last] = [number(names[0]), number(names.at(-1))];
  const most = Math.max(...months.values());
  const width = 1000 / (last - first + 1);
  line.setAttribute("viewBox", "0 0 1000 120");
  line.setAttribute("preserveAspectRatio", "none");
  for (const [month, count] of months) {
    const height = (count / most) * 90;
    const bar = svg("rect", { x: (number(month) - first) * width, y: 100 - height, width: Math.max(width - 1, 0.5), height });
    bar.append(svg("title", {}, `${month}: ${count}`));
    line.append(bar);
  }
  line.append(svg("text", { class: "axis", x: 2, y: 115 }, names[0]));
  line.append(svg("text", { class: "axis", x: 940, y: 115 }, names.at(-1)));
}

function item(row) {
  const of = row.properties;
  const node = html("li");
  node.id = row.id;
  const days = of.first_day === of.last_day ? of.first_day : `${of.first_day} – ${of.last_day}`;
  const sides = [of.actors, [of.recipients, of.sites].filter(Boolean).join("; ")].filter(Boolean).join(" → ");
  node.append(html("b", [of.event, of.modes].filter(Boolean).join(", ")), ` ${[of.first_day && days, of.places, sides, of.tolls].filter(Boolean).join(" · ")}`);
  if (of.sentences || of.words) {
    const quote = html("blockquote", of.sentences ?? of.words);
    quote.dir = "auto";
    node.append(quote);
  }
  const from = [of.said_by && `${say("according to")} ${of.said_by}`, of.publishers, of.published, of.factuality, of.review, of.made_by];
  node.append(html("small", from.filter(Boolean).join(" · ")));
  for (const url of (of.urls ?? "").split("; ").filter((url) => /^https?:\/\//.test(url))) {
    const link = html("a", say("report"));
    link.href = url;
    link.rel = "noreferrer noopener";
    node.append(" ", link);
  }
  return node;
}

const PAGE = 100;
function show(found) {
  const list = byId("list");
  let shown = 0;
  const more = () => {
    list.append(...found.slice(shown, shown + PAGE).map(item));
    shown += PAGE;
    byId("more").hidden = shown >= found.length;
  };
  list.replaceChildren();
  byId("more").onclick = more;
  more();
  byId("count").textContent = `${found.length} ${say("of")} ${rows.length}`;
}

function draw() {
  const found = chosen();
  drawMap(byId("map"), found, show);
  drawTimeline(found);
  show(found);
}

for (const event of [...new Set(rows.map((row) => row.properties.event))].sort()) {
  const option = html("option", event);
  option.value = event;
  byId("event").append(option);
}
byId("filters").addEventListener("input", draw);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
draw();
