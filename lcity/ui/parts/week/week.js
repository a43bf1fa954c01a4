// A week as a grid of 7 × 24 hours. Everything shown arrives written and coloured; a click, Enter or the
// space bar chooses an hour, the arrows go from hour to hour.

import { component } from "../lib/component.js";
import { element, set, write } from "../lib/element.js";
import { Tip } from "../lib/tip.js";

const DAYS = 7;
const HOURS = 24;
const EVERY = 6; // hours between two labels of the axis

export default component(new URL("week.css", import.meta.url), open, draw);

function open(root) {
  const box = element("div", { class: "frame" });
  const state = { table: element("table", { role: "grid" }), tip: new Tip(box), cells: [], days: [] };
  const body = element("tbody");
  for (let day = 0; day < DAYS; day++) body.append(row(state, day));
  state.table.append(body, axis());
  box.prepend(state.table);
  root.append(box);
  const hourOf = ({ target }) => state.cells.indexOf(target.closest("td"));
  state.table.addEventListener("click", (event) => choose(state, hourOf(event)));
  state.table.addEventListener("keydown", (event) => step(state, hourOf(event), event));
  state.table.addEventListener("pointerover", (event) => point(state, hourOf(event)));
  state.table.addEventListener("focusin", (event) => point(state, hourOf(event)));
  for (const gone of ["pointerleave", "focusout"]) state.table.addEventListener(gone, () => point(state, -1));
  return state;
}

function row({ cells, days }, day) {
  const head = (days[day] = element("th", { scope: "row" }));
  const own = Array.from({ length: HOURS }, () => element("td", {}, element("i")));
  cells.push(...own);
  return element("tr", {}, head, ...own);
}

function axis() {
  const label = (hour) => {
    const last = hour + EVERY === HOURS ? element("span", { class: "last" }, `${HOURS}:00`) : "";
    return element("th", { colspan: EVERY }, element("span", {}, `${hour}:00`), last);
  };
  const labels = Array.from({ length: HOURS / EVERY }, (_, number) => label(number * EVERY));
  return element("tfoot", { "aria-hidden": "true" }, element("tr", { class: "axis" }, element("th"), ...labels));
}

// Only what differs from before is touched.
function draw(state, before) {
  const { data, cells, days, table } = state;
  set(table, "aria-label", data.label);
  days.forEach((head, day) => write(head, data.days[day]));
  cells.forEach((cell, hour) => {
    if (data.fills[hour] !== before?.fills[hour]) cell.firstChild.style.background = data.fills[hour];
    set(cell, "aria-label", `${data.hours[hour]}: ${data.shares[hour]}`);
    set(cell, "aria-selected", data.hour === hour);
  });
  if (!before || data.hour !== before.hour) reach(state, data.hour ?? 0);
  if (state.pointed >= 0) point(state, state.pointed);
}

// One cell at a time is reached by Tab: the hour chosen, else the one last gone to.
function reach({ cells }, hour) {
  for (const cell of cells) cell.tabIndex = -1;
  cells[hour].tabIndex = 0;
}

function step(state, hour, event) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -HOURS, ArrowDown: HOURS };
  if (hour < 0) return;
  if (event.key === "Enter" || event.key === " ") choose(state, hour);
  else if (event.key in steps) {
    const next = hour + steps[event.key];
    if (next < 0 || next >= state.cells.length) return;
    reach(state, next);
    state.cells[next].focus();
  } else return;
  event.preventDefault();
}

function point(state, hour) {
  const { tip, cells, data } = state;
  state.pointed = hour;
  if (hour < 0) tip.hide();
  else tip.showAbove(cells[hour], `${data.hours[hour]}\n${data.shares[hour]}`);
}

function choose(state, hour) {
  if (hour >= 0) state.trigger("chosen", hour);
}
