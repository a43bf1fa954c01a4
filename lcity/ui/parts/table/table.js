// A table of units whose rows glide to their new places when the order changes.
// Everything shown arrives written and coloured; nothing is computed here but the order of a sorted column.

import { component } from "../lib/component.js";
import { arrange, button, element, set, vector, write } from "../lib/element.js";
import { still } from "../lib/reader.js";
import { sign } from "../lib/sign.js";
import { filled, rounded } from "../lib/words.js";
import { byValue, ordered } from "./order.js";

const LINE = { width: 80, height: 20, margin: 2 };
const GLIDE = { duration: 420, easing: "cubic-bezier(0.2, 0, 0, 1)" };

export default component(new URL("table.css", import.meta.url), open, draw, ({ resize }) => resize.disconnect());

function open(root) {
  const [head, body] = [element("thead"), element("tbody")];
  const table = element("table", {}, head, body);
  const frame = element("div", { class: "frame" }, table);
  const state = { frame, table, head, body, rows: new Map(), sorted: null };
  root.append(frame);
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row && !event.target.closest("button")) choose(state, row.dataset.id);
  });
  body.addEventListener("keydown", (event) => step(state, event));
  frame.addEventListener("scroll", () => hint(state), { passive: true });
  state.resize = new ResizeObserver(() => hint(state));
  state.resize.observe(frame);
  return state;
}

function choose(state, id) {
  if (!state.data.chosen_from) return;
  if (id !== state.data.selected) state.trigger("chosen", id);
  state.data.selected = id;
  mark(state);
}

function draw(state) {
  const { data, frame, table } = state;
  if (!data.columns[state.sorted]?.sortable) state.sorted = null;
  frame.style.setProperty("--tall", data.height ? `${data.height / 16}rem` : "none");
  frame.style.setProperty("--row", `${data.row / 16}rem`);
  table.style.minWidth = `${data.least / 16}rem`;
  set(table, "aria-label", data.label);
  set(table, "role", data.chosen_from ? "grid" : "table");
  frame.classList.toggle("read", !data.chosen_from);
  frame.classList.toggle("fitted", Boolean(data.fitted));
  // What has no rows to step through by keys is scrolled by them.
  if (data.chosen_from) frame.removeAttribute("tabindex");
  else set(frame, "tabindex", 0);
  drawHead(state);
  const order = ordered(data.rows, state.sorted);
  const moved = [...state.rows.keys()].join() !== order.map(({ id }) => id).join();
  // Where a row stands, the browser is asked only where one moves: to answer it lays out the whole page.
  const before = new Map(moved ? [...state.rows].map(([id, row]) => [id, row.offsetTop]) : []);
  const rows = order.map((unit) => drawRow(state, unit));
  state.rows = new Map(order.map((unit, place) => [unit.id, rows[place]]));
  arrange(state.body, rows);
  if (moved) glide(state, before);
  mark(state);
  hint(state);
}

function drawHead(state) {
  const sort = (number) => {
    state.sorted = state.sorted === number ? null : number;
    draw(state);
  };
  const { columns, rows } = state.data;
  const told = JSON.stringify([columns, state.sorted, state.sorted !== null && byValue(rows, state.sorted)]);
  if (told === state.heads) return;
  state.heads = told;
  const cells = columns.map(({ align, width, tip, label = "", sortable, mark: text, calm, sign: kind, also }, number) => {
    const face = sortable ? button(label, () => sort(number), { class: "label" }) : element("span", { class: "label" }, label);
    const cell = element("th", { class: align, scope: "col" }, face, marked(text, calm, kind), marked(also, true));
    if (width) cell.style.width = width;
    if (tip) cell.title = tip;
    if (sortable) set(cell, "aria-sort", state.sorted !== number ? "none" : byValue(rows, number) ? "descending" : "ascending");
    return cell;
  });
  state.head.replaceChildren(element("tr", {}, ...cells));
}

function marked(text, calm, kind) {
  if (!text) return "";
  return kind ? sign(text, kind === "part") : element("span", { class: calm ? "tag calm" : "tag" }, text);
}

function drawRow(state, unit) {
  const row = state.rows.get(unit.id) ?? element("tr", { "data-id": unit.id });
  row.classList.toggle("faint", Boolean(unit.faint));
  unit.cells.forEach((cell, number) => {
    const column = state.data.columns[number];
    row.cells[number] ?? row.append(element(column.heading ? "th" : "td"));
    drawCell(state, row.cells[number], cell, column);
  });
  while (row.cells.length > unit.cells.length) row.lastChild.remove();
  return row;
}

function drawCell(state, place, cell, column) {
  set(place, "class", [column.align, cell.tone, column.wraps && `wraps-${column.wraps}`].filter(Boolean).join(" "));
  set(place, "title", cell.tip ?? "");
  if (column.heading) set(place, "scope", "row");
  if (cell.parts) return drawParts(place, cell.parts, column);
  if (cell.line) return drawLine(place, cell);
  const inner = first(place, "text", () => element("span"));
  write(inner, cell.text ?? "");
  inner.style.background = cell.fill ?? "";
  inner.style.color = cell.ink ?? "";
  inner.classList.toggle("shade", Boolean(cell.fill));
  drawActions(state, place, cell.actions ?? []);
}

/** Returns what a cell begins with, made anew where it showed another kind: columns come and go with the room. */
function first(place, kind, made) {
  if (place.dataset.kind !== kind) place.replaceChildren(made());
  place.dataset.kind = kind;
  return place.firstElementChild;
}

/** Draws buttons below what the cell says, if it says anything. */
function drawActions(state, place, actions) {
  const before = place.querySelector(".acts");
  if (!actions.length) return before?.remove();
  const held = place.querySelector(":focus")?.dataset.act;
  const acts = before ?? place.appendChild(element("div", { class: "acts" }));
  const row = place.parentElement;
  const called = row.querySelector("th > span")?.textContent ?? row.dataset.id;
  acts.replaceChildren(
    ...actions.map(([act, label, on]) => {
      const pressed = { "data-act": act, "aria-pressed": on, "aria-label": `${label}: ${called}` };
      return button(label, () => state.trigger("acted", [row.dataset.id, act]), { class: "act", ...pressed });
    }),
  );
  if (held) acts.querySelector(`[data-act="${held}"]`)?.focus();
}

function drawParts(place, parts, { pieces, full }) {
  const bar = first(place, "bar", () => element("div", { class: "bar" }));
  parts.forEach((points, number) => {
    const [fill, words] = pieces[number];
    const piece = bar.children[number] ?? bar.appendChild(element("i"));
    piece.style.width = `${(100 * points) / full}%`;
    piece.style.background = fill;
    set(piece, "title", filled(words, { points: rounded(points, 1).toFixed(1) }));
  });
  while (bar.children.length > parts.length) bar.lastChild.remove();
}

function drawLine(place, { line, tip = "" }) {
  const { width, height, margin } = LINE;
  const [low, high] = [Math.min(...line), Math.max(...line)];
  const along = (at) => margin + ((width - 2 * margin) * at) / Math.max(line.length - 1, 1);
  const up = (amount) => (high > low ? height - margin - ((height - 2 * margin) * (amount - low)) / (high - low) : height / 2);
  const path = line.map((amount, at) => `${at ? "L" : "M"}${along(at).toFixed(1)} ${up(amount).toFixed(1)}`).join("");
  const drawn = { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": tip, class: "line" };
  place.dataset.kind = "line";
  place.replaceChildren(vector("svg", drawn, vector("path", { d: path })));
}

function glide(state, before) {
  if (still()) return;
  for (const [id, row] of state.rows) {
    const moved = (before.get(id) ?? row.offsetTop) - row.offsetTop;
    if (moved) row.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], GLIDE);
  }
}

function mark(state) {
  const { selected, chosen_from: chosenFrom } = state.data;
  if (!chosenFrom) return;
  const chosen = state.rows.get(selected) ?? state.body.firstElementChild;
  for (const [id, row] of state.rows) {
    set(row, "aria-selected", id === selected);
    set(row, "tabindex", row === chosen ? 0 : -1);
  }
  if (selected !== state.shown && state.rows.has(selected)) reveal(state, chosen);
  state.shown = selected;
}

function reveal({ frame, head }, row) {
  const top = row.offsetTop - head.offsetHeight;
  const bottom = row.offsetTop + row.offsetHeight - frame.clientHeight;
  if (frame.scrollTop > top) frame.scrollTop = top;
  else if (frame.scrollTop < bottom) frame.scrollTop = bottom;
}

/** Fades the edge behind which there are more columns. */
function hint({ frame }) {
  frame.classList.toggle("more", frame.scrollLeft + frame.clientWidth < frame.scrollWidth - 2);
}

function step(state, event) {
  if (event.target.closest("button") || !state.data.chosen_from) return;
  const row = event.target.closest("tr");
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
  if (event.key === "Enter" || event.key === " ") choose(state, row.dataset.id);
  else if (next) next.focus();
  else return;
  event.preventDefault();
}
