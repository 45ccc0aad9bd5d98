"use strict";
// The map: coasts and borders, how far around its point each place reaches, and a mark for each point. No tiles, nothing loaded.
const KM = 111.32; // Kilometers in a degree of latitude.
const WIDE = 60; // Kilometers of radius from which a place is a region and not a spot.

const svg = (name, attributes, text) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};
const span = (values) => [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];

// Lines of the outline as lists of [east, north] in degrees: differences, the sign in the lowest bit, five bits to a letter.
function decode(text, grid) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.split(" ").map((line) => {
    const points = [];
    const at = [0, 0];
    let [axis, value, weight] = [0, 0, 1];
    for (const letter of line) {
      const bits = letters.indexOf(letter);
      value += (bits % 32) * weight;
      weight *= 32;
      if (bits >= 32) continue;
      at[axis] += value % 2 ? -(value + 1) / 2 : value / 2;
      if (axis) points.push([at[0] / grid, at[1] / grid]);
      [axis, value, weight] = [1 - axis, 0, 1];
    }
    const [west, east] = span(points.map((point) => point[0]));
    const [south, north] = span(points.map((point) => point[1]));
    return { points, west, east, south, north };
  });
}
const outline = { coast: decode(OUTLINE.coast, OUTLINE.grid), border: decode(OUTLINE.border, OUTLINE.grid) };

// Rows by where they are and how exactly that is known.
function spots(found) {
  const all = new Map();
  for (const row of found.filter((row) => row.geometry)) {
    const [east, north] = row.geometry.coordinates;
    const radius = row.properties.radius_km ?? 0;
    const key = [east, north, radius].join(",");
    if (!all.has(key)) all.set(key, { east, north, radius, rows: [] });
    all.get(key).rows.push(row);
  }
  return [...all.values()];
}

// What is shown of the world, in a box so many times as wide as high: all spots with some room around them, and their circles unless
// these are of whole regions.
function frame(all, ratio) {
  const reach = (spot) => (spot.radius < WIDE ? spot.radius : 0) / KM;
  const [west, east] = span(all.flatMap((spot) => [spot.east - reach(spot), spot.east + reach(spot)]));
  const [south, north] = span(all.flatMap((spot) => [spot.north - reach(spot), spot.north + reach(spot)]));
  const middle = Math.max(Math.cos((((south + north) / 2) * Math.PI) / 180), 0.05);
  const margin = Math.max(0.75, (east - west) * 0.08, (north - south) * 0.08);
  const [tall, wide] = [north - south + 2 * margin, (east - west + 2 * margin) * middle];
  // As wide and as high as the box that it is drawn into.
  const height = Math.max(tall, wide / ratio);
  const width = height * ratio;
  const [left, top] = [(west + east - width / middle) / 2, (south + north + height) / 2];
  const scale = 1000 / width;
  return {
    west: left,
    east: left + width / middle,
    south: top - height,
    north: top,
    width: width * scale,
    height: height * scale,
    scale,
    x: (degrees) => (degrees - left) * middle * scale,
    y: (degrees) => (top - degrees) * scale,
  };
}

function drawOutline(map, view) {
  for (const [name, lines] of Object.entries(outline)) {
    const near = lines.filter((line) => line.east >= view.west && line.west <= view.east && line.north >= view.south && line.south <= view.north);
    const path = near.map((line) => "M" + line.points.map(([east, north]) => `${view.x(east).toFixed(1)} ${view.y(north).toFixed(1)}`).join("L"));
    map.append(svg("path", { class: name, d: path.join("") }));
  }
}

function drawGraticule(map, view, unit) {
  const degrees = view.height / view.scale;
  const step = [30, 10, 5, 2, 1, 0.5, 0.2].find((step) => degrees / step >= 3) ?? 0.2;
  const name = (line) => `${Number(line.toFixed(1))}°`;
  for (let line = Math.ceil(view.west / step) * step; line < view.east; line += step) {
    map.append(svg("line", { class: "graticule", x1: view.x(line), x2: view.x(line), y1: 0, y2: view.height }));
    map.append(svg("text", { class: "graticule-name", x: view.x(line) + 3, y: 12 * unit }, name(line)));
  }
  for (let line = Math.ceil(view.south / step) * step; line < view.north; line += step) {
    map.append(svg("line", { class: "graticule", y1: view.y(line), y2: view.y(line), x1: 0, x2: view.width }));
    map.append(svg("text", { class: "graticule-name", x: 3, y: view.y(line) - 3 }, name(line)));
  }
}

// A dot where a place is told, its circle around it; of a region or country only a broken circle, for nobody knows where in it.
function drawSpot(map, view, unit, spot, choose) {
  const [cx, cy] = [view.x(spot.east), view.y(spot.north)];
  const reach = (spot.radius / KM) * view.scale;
  const size = Math.min((4 + 3 * Math.sqrt(spot.rows.length)) * unit, 40 * unit);
  const within = spot.radius ? ` (within ${Math.round(spot.radius)} km)` : "";
  const title = `${spot.rows[0].properties.places}${within}: ${spot.rows.length}`;
  const is_wide = spot.radius >= WIDE;
  if (reach > size || is_wide) map.append(svg("circle", { class: is_wide ? "area wide" : "area", cx, cy, r: Math.max(reach, size) }));
  const mark = svg("circle", { class: is_wide ? "mark wide" : "mark", cx, cy, r: size, tabindex: 0, role: "button", "aria-label": title });
  mark.append(svg("title", {}, title));
  mark.addEventListener("click", () => choose(spot.rows));
  mark.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(spot.rows);
    }
  });
  return mark;
}

function drawMap(map, found, choose) {
  map.replaceChildren();
  const all = spots(found).sort((a, b) => b.radius - a.radius || b.rows.length - a.rows.length);
  if (!all.length) return;
  const view = frame(all, map.clientWidth / map.clientHeight || 2);
  const unit = 1000 / (map.clientWidth || 1000);
  map.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
  drawGraticule(map, view, unit);
  drawOutline(map, view);
  map.append(...all.map((spot) => drawSpot(map, view, unit, spot, choose)));
}
