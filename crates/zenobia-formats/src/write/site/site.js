"use strict";
// Draws what rows.js holds: a map without tiles, a count by month, and quotations. All text is set as text, never as markup.
const rows = window.ZENOBIA.features;
const byId = (id) => document.getElementById(id);
const svg = (name, attributes, text) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};
const html = (name, text) => {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  return node;
};
const fold = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const haystack = new Map(rows.map((row) => [row, fold(Object.values(row.properties).join(" "))]));

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

function drawMap(found) {
  const map = byId("map");
  const points = new Map();
  for (const row of found.filter((row) => row.geometry)) {
    const key = row.geometry.coordinates.join(",");
    if (!points.has(key)) points.set(key, { at: row.geometry.coordinates, rows: [] });
    points.get(key).rows.push(row);
  }
  map.replaceChildren();
  if (!points.size) return;
  const all = [...points.values()];
  const wests = all.map((point) => point.at[0]);
  const souths = all.map((point) => point.at[1]);
  const span = (values) => [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const [[west, east], [south, north]] = [span(wests), span(souths)];
  const middle = Math.cos(((south + north) / 2) * Math.PI / 180) || 0.01;
  const margin = Math.max(0.2, (east - west) * 0.08, (north - south) * 0.08);
  const width = (east - west + 2 * margin) * middle;
  const height = north - south + 2 * margin;
  const scale = 1000 / Math.max(width, height);
  const x = (degrees) => (degrees - west + margin) * middle * scale;
  const y = (degrees) => (north + margin - degrees) * scale;
  map.setAttribute("viewBox", `0 0 ${width * scale} ${height * scale}`);
  const steps = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1];
  const step = steps.find((step) => height / step >= 3) ?? 0.1;
  const unit = 1000 / 700;
  for (let line = Math.ceil((west - margin) / step) * step; line < east + margin; line += step) {
    map.append(svg("line", { class: "graticule", x1: x(line), x2: x(line), y1: 0, y2: height * scale }));
    map.append(svg("text", { class: "graticule-name", x: x(line) + 3, y: 12 * unit }, `${line.toFixed(1)}°`));
  }
  for (let line = Math.ceil((south - margin) / step) * step; line < north + margin; line += step) {
    map.append(svg("line", { class: "graticule", y1: y(line), y2: y(line), x1: 0, x2: width * scale }));
    map.append(svg("text", { class: "graticule-name", x: 3, y: y(line) - 3 }, `${line.toFixed(1)}°`));
  }
  for (const point of all.sort((a, b) => b.rows.length - a.rows.length)) {
    const radius = (4 + 3 * Math.sqrt(point.rows.length)) * unit;
    const mark = svg("circle", { cx: x(point.at[0]), cy: y(point.at[1]), r: Math.min(radius, 40 * unit) });
    mark.append(svg("title", {}, `${point.rows[0].properties.places}: ${point.rows.length}`));
    mark.addEventListener("click", () => show(point.rows));
    map.append(mark);
  }
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
  const from = [of.said_by && `according to ${of.said_by}`, of.publishers, of.published, of.factuality, of.review, of.made_by];
  node.append(html("small", from.filter(Boolean).join(" · ")));
  for (const url of (of.urls ?? "").split("; ").filter((url) => /^https?:\/\//.test(url))) {
    const link = html("a", "report");
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
  byId("count").textContent = `${found.length} of ${rows.length}`;
}

function draw() {
  const found = chosen();
  drawMap(found);
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
