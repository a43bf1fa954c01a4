// Profiles of a few units among many. Values, gaps and names arrive written; drawn here are only places:
// ticks of all units (fetched once by URL), the band of those held against, and the dots of those compared.

const SVG = "http://www.w3.org/2000/svg";
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
const fetched = new Map();
const states = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const state = states.get(parentElement) ?? open(parentElement);
  state.data = data;
  state.choose = (unit) => setTriggerValue("unit", unit);
  state.ticks = null;
  draw(state);
  all(data.ticks).then((ticks) => {
    if (state.data !== data || !ticks) return;
    // A key may be any word, "constructor" too, which every object has.
    state.ticks = { ...ticks, nodes: new Map(Object.entries(ticks.nodes)) };
    drawTicks(state);
  });
}

// Null where the server has it no longer: the profile stands without ticks until it is drawn anew.
function all(url) {
  if (!fetched.has(url)) {
    fetched.clear();
    fetched.set(url, load(url));
  }
  return fetched.get(url);
}

async function load(url) {
  const answer = await fetch(new URL(url, document.baseURI)).catch(() => null);
  if (answer?.ok) return answer.json();
  fetched.delete(url);
  return null;
}

function open(parent) {
  const box = element("div", "box");
  const state = { box, legend: element("div", "legend"), frame: element("div", "frame"), tip: element("div", "tip") };
  state.table = element("table");
  state.tip.hidden = true;
  state.frame.append(state.table);
  box.append(state.legend, state.frame, state.tip);
  parent.append(box);
  new ResizeObserver(([entry]) => box.classList.toggle("narrow", entry.contentRect.width < NARROW_PX)).observe(box);
  state.table.addEventListener("pointermove", (event) => point(state, event));
  state.table.addEventListener("pointerleave", () => (state.tip.hidden = true));
  state.table.addEventListener("click", (event) => {
    const near = nearest(state, event);
    if (near) state.choose(state.ticks.units[near.units[0]]);
  });
  states.set(parent, state);
  return state;
}

function draw(state) {
  const { data, table, legend, box } = state;
  box.style.setProperty("--unit", data.units.length > 3 ? "5.2rem" : "6.2rem");
  legend.replaceChildren(
    ...data.units.map((unit) => labelled(key(unit), unit.name)),
    labelled(element("i", "quarter"), data.words.band),
    labelled(element("i", "tick"), data.words.all),
  );
  table.setAttribute("aria-label", data.words.label);
  const body = element("tbody");
  body.append(...data.rows.map((row) => drawRow(row, data)));
  table.replaceChildren(columns(data), drawHead(data), body);
}

function columns({ units }) {
  const group = element("colgroup");
  group.append(element("col", "name"), element("col"), ...units.map(() => element("col", "unit")), element("col", "gap"));
  return group;
}

function drawHead({ units, words }) {
  const row = element("tr");
  const ends = element("th");
  const both = element("div", "ends");
  both.append(element("span", "", words.low), element("span", "", words.high));
  ends.append(both);
  const heads = units.map((unit, number) => {
    const head = element("th", number ? "unit" : "unit first");
    head.append(key(unit), element("span", "", unit.name));
    return head;
  });
  row.append(element("th", "", words.indicator), ends, ...heads, element("th", "unit", words.gap));
  for (const head of row.children) head.scope = "col";
  const part = element("thead");
  part.append(row);
  return part;
}

function drawRow(row, { units, words }) {
  const line = element("tr", row.depth ? "leaf" : "dimension");
  const name = element("th");
  name.scope = "row";
  name.append(element("span", "", row.name));
  if (row.note) name.append(" ", element("span", "note", row.note));
  if (row.simulated) name.append(" ", element("span", "tag", row.simulated));
  const values = row.values.map((value, number) => {
    const cell = element("td", number ? "value" : "value first");
    if (row.dots[number] === null) cell.classList.add("missing");
    cell.append(element("span", "hidden", `${units[number].name}: `), key(units[number]), value);
    return cell;
  });
  const gap = element("td", row.behind ? "gap behind" : "gap", row.gap ?? "");
  gap.dataset.head = words.before;
  line.append(name, strip(row, units), ...values, gap);
  return line;
}

function strip(row, units) {
  const cell = element("td");
  const place = element("div", "strip");
  place.dataset.key = row.key;
  const svg = vector("svg", { class: "all", viewBox: `0 0 ${STEPS} 20`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const [low, middle, high] = row.band.map((score) => (score === null ? null : (score * STEPS) / 100));
  if (low !== null) svg.append(vector("rect", { class: "band", x: low, width: Math.max(high - low, 2), y: 1, height: 18 }));
  svg.append(vector("path", { class: "line", d: `M0 10H${STEPS}` }), vector("path", { class: "few" }), vector("path", { class: "many" }));
  if (middle !== null) svg.append(vector("path", { class: "middle", d: `M${middle} 1V19` }));
  place.append(svg);
  // The first unit is drawn last, on top.
  for (let number = units.length - 1; number >= 0; number--) {
    const score = row.dots[number];
    if (score !== null) place.append(dot(units[number], score));
  }
  if (row.median) place.append(element("span", "hidden", row.median));
  cell.append(place);
  return cell;
}

function drawTicks({ table, ticks }) {
  for (const place of table.querySelectorAll(".strip")) {
    const counts = new Map();
    for (const at of ticks.nodes.get(place.dataset.key) ?? []) {
      if (at >= 0) counts.set(at - (at % 2), (counts.get(at - (at % 2)) ?? 0) + 1);
    }
    const marks = { few: "", many: "" };
    for (const [at, count] of counts) marks[count > MANY ? "many" : "few"] += `M${at} 5V15`;
    for (const [name, path] of Object.entries(marks)) place.querySelector(`.${name}`).setAttribute("d", path);
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
  const near = nearest(state, event);
  const place = near?.place ?? event.target.closest?.(".strip");
  if (!place) return void (state.tip.hidden = true);
  const row = state.data.rows.find(({ key }) => key === place.dataset.key);
  const lines = near ? [named(near.units, row.key, state)] : [];
  if (row.median) lines.push(row.median);
  state.tip.hidden = !lines.length;
  state.tip.textContent = lines.join("\n");
  const box = state.box.getBoundingClientRect();
  const left = Math.min(event.clientX - box.left + 12, box.width - state.tip.offsetWidth);
  state.tip.style.left = `${Math.max(left, 0)}px`;
  state.tip.style.top = `${event.clientY - box.top + 16}px`;
}

function named(units, key, { ticks, data }) {
  const names = units.slice(0, NAMED).map((unit) => ticks.names[unit]).join(data.words.comma);
  const row = ticks.nodes.get(key);
  const score = Math.round(row[units[0]] / (STEPS / 100));
  return data.words.tip.replace("{names}", units.length > NAMED ? `${names} …` : names).replace("{score}", score);
}

function dot(unit, score) {
  const svg = shape(unit, "dot");
  svg.style.left = `${score}%`;
  return svg;
}

function key(unit) {
  return shape(unit, "key");
}

function shape({ colour, shape: name }, className) {
  const svg = vector("svg", { class: className, viewBox: "-8 -8 16 16", "aria-hidden": "true" });
  svg.append(vector("path", { d: SHAPES[name], fill: colour }));
  return svg;
}

function labelled(mark, words) {
  const label = element("span");
  label.append(mark, words);
  return label;
}

function vector(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

function element(name, className = "", text = null) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== null) made.textContent = text;
  return made;
}
