// Profiles of a few units among many. Values, gaps and names arrive written; drawn here are only places:
// ticks of all units (fetched once by URL), the band of those held against, and the dots of those compared.

import { component } from "../lib/component.js";
import { element, set, vector } from "../lib/element.js";
import { json } from "../lib/fetch.js";
import { sign } from "../lib/sign.js";
import { Tip } from "../lib/tip.js";
import { filled } from "../lib/words.js";

const STEPS = 1000;
const NARROW_PX = 720;
const MANY = 3; // of so many units in one place a tick is darker
const NAMED = 4;
const SHAPES = {
  circle: "M0-6A6 6 0 1 1 0 6A6 6 0 1 1 0-6Z",
  diamond: "M0-7.5L7.5 0L0 7.5L-7.5 0Z",
  square: "M-5.5-5.5H5.5V5.5H-5.5Z",
  up: "M0-7L7 5.5H-7Z",
  down: "M0 7L7-5.5H-7Z",
};

export default component(new URL("profile.css", import.meta.url), open, draw, ({ resize }) => resize.disconnect());

function open(root) {
  const [legend, table] = [element("div", { class: "legend" }), element("table")];
  const box = element("div", { class: "box" }, legend, element("div", { class: "frame" }, table));
  const state = { box, legend, table, tip: new Tip(box), ticks: null };
  root.append(box);
  state.resize = new ResizeObserver(([entry]) => box.classList.toggle("narrow", entry.contentRect.width < NARROW_PX));
  state.resize.observe(box);
  table.addEventListener("pointermove", (event) => point(state, event));
  table.addEventListener("pointerleave", () => state.tip.hide());
  table.addEventListener("click", (event) => {
    const near = nearest(state, event);
    if (near) state.trigger("chosen", state.ticks.units[near.units[0]]);
  });
  return state;
}

function draw(state) {
  drawTable(state);
  takeTicks(state, state.data);
}

async function takeTicks(state, data) {
  state.ticks = null;
  // Where the server has them no longer the profile stands without until it is drawn anew.
  const ticks = await json(data.ticks).catch(() => null);
  if (state.data !== data || !ticks) return;
  // A key may be any word, "constructor" too, which every object has.
  state.ticks = { ...ticks, nodes: new Map(Object.entries(ticks.nodes)) };
  drawTicks(state);
}

function drawTable(state) {
  const { data, table, legend, box } = state;
  box.style.setProperty("--unit", data.units.length > 3 ? "5.2rem" : "6.2rem");
  legend.replaceChildren(
    ...data.units.map((unit) => element("span", {}, key(unit), unit.name)),
    element("span", {}, part("i", "quarter"), data.words.band),
    element("span", {}, part("i", "tick"), data.words.all),
  );
  set(table, "aria-label", data.words.label);
  table.replaceChildren(columns(data), drawHead(data), element("tbody", {}, ...data.rows.map((row) => drawRow(row, data))));
}

function columns({ units }) {
  return element("colgroup", {}, part("col", "name"), element("col"), ...units.map(() => part("col", "unit")), part("col", "gap"));
}

function drawHead({ units, words }) {
  const head = (kind, ...children) => element("th", { class: kind, scope: "col" }, ...children);
  return element("thead", {}, element("tr", {},
    head("", words.indicator),
    head("", part("div", "ends", element("span", {}, words.low), element("span", {}, words.high))),
    ...units.map((unit, number) => head(number ? "unit" : "unit first", key(unit), element("span", {}, unit.name))),
    head("unit", words.gap)));
}

function drawRow(row, { units, words }) {
  const note = row.note ? [" ", part("span", "note", row.note)] : [];
  const tag = row.simulated ? [" ", sign(row.simulated)] : [];
  const values = row.values.map((value, number) => part("td",
    `value${number ? "" : " first"}${row.dots[number] === null ? " missing" : ""}`,
    part("span", "aloud", `${units[number].name}: `), key(units[number]), value));
  return part("tr", row.depth ? "leaf" : "dimension",
    element("th", { scope: "row" }, element("span", {}, row.name), ...note, ...tag),
    element("td", {}, strip(row, units)),
    ...values,
    element("td", { class: row.behind ? "gap behind" : "gap", "data-head": words.before }, row.gap ?? ""));
}

function strip(row, units) {
  const [low, middle, high] = row.band.map((score) => (score === null ? null : (score * STEPS) / 100));
  const band = low === null ? "" : vector("rect", { class: "band", x: low, width: Math.max(high - low, 2), y: 1, height: 18 });
  const median = middle === null ? "" : vector("path", { class: "middle", d: `M${middle} 1V19` });
  const svg = vector("svg", { class: "all", viewBox: `0 0 ${STEPS} 20`, preserveAspectRatio: "none", "aria-hidden": "true" },
    band, vector("path", { class: "line", d: `M0 10H${STEPS}` }), vector("path", { class: "few" }), vector("path", { class: "many" }), median);
  const dots = units.map((unit, number) => (row.dots[number] === null ? "" : dot(unit, row.dots[number])));
  // The first unit is drawn last, on top.
  return element("div", { class: "strip", "data-key": row.key }, svg, ...dots.reverse(), row.median ? part("span", "aloud", row.median) : "");
}

function drawTicks({ table, ticks }) {
  for (const place of table.querySelectorAll(".strip")) {
    const counts = new Map();
    for (const at of ticks.nodes.get(place.dataset.key) ?? []) {
      if (at >= 0) counts.set(at - (at % 2), (counts.get(at - (at % 2)) ?? 0) + 1);
    }
    const marks = { few: "", many: "" };
    for (const [at, count] of counts) marks[count > MANY ? "many" : "few"] += `M${at} 5V15`;
    for (const [name, path] of Object.entries(marks)) set(place.querySelector(`.${name}`), "d", path);
  }
}

function nearest({ ticks }, event) {
  const place = event.target.closest?.(".strip");
  if (!place || !ticks) return null;
  const bounds = place.getBoundingClientRect();
  const at = ((event.clientX - bounds.left) / bounds.width) * STEPS;
  let least = Infinity;
  let units = [];
  ticks.nodes.get(place.dataset.key)?.forEach((where, unit) => {
    const far = where < 0 ? Infinity : Math.abs(where - at);
    if (far > least) return;
    if (far < least) units = [];
    least = far;
    units.push(unit);
  });
  return least <= (8 / bounds.width) * STEPS ? { place, units } : null;
}

function point(state, event) {
  const place = event.target.closest?.(".strip");
  const row = place && state.data.rows.find(({ key: own }) => own === place.dataset.key);
  const near = nearest(state, event);
  const lines = [near && named(near.units, row.key, state), row?.median].filter(Boolean);
  if (lines.length) state.tip.show(event, lines.join("\n"));
  else state.tip.hide();
}

function named(units, key, { ticks, data }) {
  const names = units.slice(0, NAMED).map((unit) => ticks.names[unit]).join(data.words.comma);
  const row = ticks.nodes.get(key);
  const score = Math.round(row[units[0]] / (STEPS / 100));
  return filled(data.words.tip, { names: units.length > NAMED ? `${names} …` : names, score });
}

function dot(unit, score) {
  const svg = shape(unit, "dot");
  svg.style.left = `${score}%`;
  return svg;
}

function key(unit) {
  return shape(unit, "key");
}

function shape({ colour, shape: name }, kind) {
  return vector("svg", { class: kind, viewBox: "-8 -8 16 16", "aria-hidden": "true" }, vector("path", { d: SHAPES[name], fill: colour }));
}

function part(tag, kind, ...children) {
  return element(tag, { class: kind }, ...children);
}
