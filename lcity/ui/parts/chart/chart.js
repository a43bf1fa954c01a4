// Lines and dots on two axes, as one vector graphic. What the pointer is near is told beside it; so is what the
// arrow keys come to, and Enter, the space bar or a click chooses it. An entry of the legend hides its series.

import { component } from "../lib/component.js";
import { button, disc, element, set, vector } from "../lib/element.js";
import { Tip } from "../lib/tip.js";
import { beside, ends, nearest, scale, ticks } from "./axis.js";

const REACH_PX = 18;
const GAP_PX = 6;
const DASHES = { solid: "", dash: "9 6", dot: "2 4" };
const SHAPES = {
  circle: ([x, y], r) => disc([x, y, r]),
  square: ([x, y], r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  diamond: ([x, y], r) => `M${x - 1.3 * r} ${y}l${1.3 * r} ${-1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}z`,
  "line-ns": ([x, y], r) => `M${x} ${y - 1.4 * r}v${2.8 * r}`,
};

export default component(new URL("chart.css", import.meta.url), open, draw, ({ resize }) => resize.disconnect());

function open(root) {
  const frame = element("div", { class: "frame chart", tabindex: 0, role: "group" });
  const legend = element("div", { class: "legend" });
  const told = element("div", { class: "aloud", "aria-live": "polite" });
  frame.append(legend, told);
  const state = { frame, legend, told, root, tip: new Tip(frame), hidden: new Set(), points: [], at: -1, width: 0, ruler: document.createElement("canvas").getContext("2d") };
  const place = ({ clientX, clientY }) => {
    const box = frame.getBoundingClientRect();
    return nearest(state.points, [clientX - box.left, clientY - box.top], REACH_PX);
  };
  frame.addEventListener("pointermove", (event) => point(state, place(event)));
  frame.addEventListener("pointerleave", () => point(state, -1));
  frame.addEventListener("blur", () => point(state, -1));
  frame.addEventListener("click", (event) => choose(state, event.target.closest("button") ? -1 : place(event)));
  frame.addEventListener("keydown", (event) => step(state, event));
  state.resize = new ResizeObserver(() => {
    if (state.data && frame.clientWidth !== state.width) picture(state);
  });
  root.append(frame);
  state.resize.observe(frame);
  return state;
}

function draw(state) {
  const { data, frame } = state;
  set(frame, "aria-label", data.label);
  frame.style.height = `${data.height}px`;
  frame.style.fontSize = `${data.text}px`;
  frame.classList.toggle("chosen-from", data.chosen_from);
  entries(state);
  picture(state);
}

function entries(state) {
  const { data, legend, hidden } = state;
  legend.hidden = !data.legend;
  const shown = data.series.filter((series) => data.legend && series.in_legend);
  legend.replaceChildren(...shown.map(({ label, dots, line }) => {
    const look = dots ? marks([[7, 7]], dots) : vector("path", { d: "M0 7h14", ...stroke(line) });
    const entry = button(vector("svg", { width: 14, height: 14, "aria-hidden": "true" }, look), () => {
      if (!hidden.delete(label)) hidden.add(label);
      set(entry, "aria-pressed", !hidden.has(label));
      picture(state);
    }, { "aria-pressed": !hidden.has(label) });
    entry.append(label);
    return entry;
  }));
}

function picture(state) {
  const { data, frame, hidden } = state;
  const [width, height] = [frame.clientWidth, data.height];
  state.width = width;
  if (!width) return;
  const series = data.series.filter(({ label }) => !hidden.has(label));
  const bounds = { x: ends(data.x, data.series.flatMap(({ x }) => x)), y: ends(data.y, data.series.flatMap(({ y }) => y)) };
  const line = 1.35 * data.text;
  const room = { x: width / (2 * measure(state, `100${data.x.suffix}`)), y: height / (2 * line) };
  const marked = { x: ticks(data.x, bounds.x, room.x), y: ticks(data.y, bounds.y, room.y) };
  const wide = (rows) => Math.max(0, ...rows.map(([, text, bold]) => measure(state, text, bold)));
  const left = wide(marked.y) + GAP_PX + (data.y.title ? line + GAP_PX : 0);
  const foot = (data.x.top ? GAP_PX : line + GAP_PX) + (data.x.title ? line + GAP_PX : 0);
  const box = { left, right: width - Math.max(GAP_PX, data.x.ticks ? 0 : wide(marked.x.slice(-1)) / 2), top: Math.max(data.head, GAP_PX), bottom: height - foot };
  const x = scale(bounds.x, box.left, box.right);
  const y = scale(bounds.y, box.bottom, box.top);
  const svg = vector("svg", { width, height, "aria-hidden": "true" });
  for (const { ends: [low, high], fill } of data.bands) svg.append(vector("rect", { x: box.left, width: box.right - box.left, y: Math.min(y(low), y(high)), height: Math.abs(y(low) - y(high)), fill }));
  if (data.y.grid !== false) svg.append(vector("path", { class: "grid", d: marked.y.map(([at]) => `M${box.left} ${y(at)}H${box.right}`).join("") }));
  for (const { at, colour } of data.rules) svg.append(vector("path", { d: `M${x(at)} ${box.top}V${box.bottom}`, stroke: colour, "stroke-dasharray": DASHES.dot }));
  for (const own of series) svg.append(...drawn(own, x, y));
  state.points = series.flatMap((own) => (own.tips ?? []).map((tip, number) => ({ tip, id: own.ids?.[number], place: [own.x[number], own.y[number]] })))
    .filter(({ place }) => !place.includes(null)).map((one) => ({ ...one, at: [x(one.place[0]), y(one.place[1])] }));
  svg.append(...axisTexts(data, marked, box, x, y, line), ...data.notes.map((note) => noted(state, note, x, y)));
  state.ring = svg.appendChild(vector("circle", { class: "ring", r: 9, visibility: "hidden" }));
  state.svg?.remove();
  state.svg = svg;
  frame.prepend(svg);
  point(state, -1);
}

function measure({ ruler, data, root }, text, bold) {
  const family = getComputedStyle(root.host ?? root).fontFamily;
  ruler.font = `${bold ? 600 : 400} ${data.text}px ${family}`;
  return ruler.measureText(text).width;
}

function drawn({ x: along, y: up, line, dots, opacity }, x, y) {
  const at = along.map((amount, number) => (amount === null || up[number] === null ? null : [x(amount), y(up[number])]));
  const made = [];
  if (line) made.push(vector("path", { d: at.map((own, number) => (own ? `${at[number - 1] ? "L" : "M"}${own.map((px) => px.toFixed(1)).join(" ")}` : "")).join(""), ...stroke(line), opacity }));
  if (dots) made.push(marks(at.filter(Boolean), dots, opacity));
  return made;
}

function marks(at, { colour, shape, size, rim }, opacity = 1) {
  const d = at.map((own) => SHAPES[shape](own.map((px) => Number(px.toFixed(1))), size / 2)).join("");
  const look = shape === "line-ns" ? { stroke: colour, "stroke-width": rim } : { fill: colour };
  return vector("path", { d, ...look, opacity });
}

function stroke({ colour, dash, width }) {
  return { fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": DASHES[dash], "stroke-linejoin": "round" };
}

function axisTexts(data, marked, box, x, y, line) {
  const beside = data.x.top ? box.top - GAP_PX : box.bottom + line;
  const words = (text, at, bold) => vector("text", { ...at, class: bold ? "bold" : "" }, text);
  const titles = [];
  if (data.x.title) titles.push(words(data.x.title, { x: (box.left + box.right) / 2, y: beside + line + GAP_PX / 2, "text-anchor": "middle" }));
  const middle = (box.top + box.bottom) / 2;
  const across = (line + GAP_PX) / 2; // letters of some scripts are taller than their line
  if (data.y.title) titles.push(words(data.y.title, { x: across, y: middle, "text-anchor": "middle", "dominant-baseline": "middle", transform: `rotate(-90 ${across} ${middle})` }));
  return [
    ...marked.x.map(([at, text, bold]) => words(text, { x: x(at), y: beside, "text-anchor": "middle" }, bold)),
    ...marked.y.map(([at, text, bold]) => words(text, { x: box.left - GAP_PX, y: y(at), "text-anchor": "end", "dominant-baseline": "central" }, bold)),
    ...titles,
  ];
}

function noted(state, { x: along, y: up, text, bold, right, shift, colour, gives_way: givesWay }, x, y) {
  const wide = measure(state, text, bold);
  let [left, middle, anchor] = [x(along) + shift, y(up), right ? "start" : "end"];
  if (givesWay) {
    const size = [wide, 1.2 * state.data.text];
    const others = state.points.map(({ at }) => at);
    [left, middle, anchor] = beside([x(along), y(up)], size, Math.abs(shift), right, others, [state.width, state.data.height]);
  }
  // On a narrow screen a long name comes nearer rather than being cut.
  else if (right) left = Math.min(left, state.width - wide);
  const look = { x: left, y: middle, "text-anchor": anchor, "dominant-baseline": "central", class: bold ? "bold" : "" };
  return vector("text", colour ? { ...look, style: `fill:${colour}` } : look, text);
}

/** Tells what a point says, and rings it; -1 for none. */
function point(state, number) {
  const { frame, points, ring, tip, told, data } = state;
  if (number === state.at && number < 0) return;
  state.at = number;
  const one = points[number];
  ring?.setAttribute("visibility", one ? "visible" : "hidden");
  frame.classList.toggle("on", Boolean(one?.id && data.chosen_from));
  if (!one) return tip.hide();
  const [x, y] = one.at;
  set(ring, "cx", x);
  set(ring, "cy", y);
  const box = frame.getBoundingClientRect();
  tip.show({ clientX: box.left + x, clientY: box.top + y }, one.tip);
  // Read aloud where keys came to it: who points sees it.
  told.textContent = frame.getRootNode().activeElement === frame ? one.tip : "";
}

function choose(state, number) {
  const id = state.points[number]?.id;
  if (id && state.data.chosen_from) state.trigger("chosen", id);
}

function step(state, event) {
  if (event.target.closest("button")) return;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const count = state.points.length;
  const end = { Home: 0, End: count - 1 }[event.key];
  if (end !== undefined && count) point(state, end);
  else if (by && count) point(state, (Math.max(state.at, by > 0 ? -1 : 0) + by + count) % count);
  else if (event.key === "Escape") point(state, -1);
  else if (event.key === "Enter" || event.key === " ") choose(state, state.at);
  else return;
  event.preventDefault();
}
