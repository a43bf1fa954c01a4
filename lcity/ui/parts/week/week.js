// A week as a grid of 7 × 24 hours. Everything shown arrives written and coloured; a click, Enter or the
// space bar chooses an hour, the arrows go from hour to hour.

const DAYS = 7;
const HOURS = 24;
const EVERY = 6; // hours between two labels of the axis
const states = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const state = states.get(parentElement) ?? open(parentElement);
  const before = state.data;
  state.data = data;
  state.choose = (hour) => setTriggerValue("hour", hour);
  draw(state, before);
}

function open(parent) {
  const state = { box: element("div", "box"), table: element("table"), tip: element("div", "tip"), cells: [], days: [] };
  state.table.setAttribute("role", "grid");
  const body = element("tbody");
  for (let day = 0; day < DAYS; day++) body.append(row(state, day));
  state.table.append(body, axis());
  state.tip.hidden = true;
  state.tip.setAttribute("aria-hidden", "true");
  state.box.append(state.table, state.tip);
  parent.append(state.box);
  const hourOf = ({ target }) => state.cells.indexOf(target.closest("td"));
  state.table.addEventListener("click", (event) => {
    if (hourOf(event) >= 0) state.choose(hourOf(event));
  });
  state.table.addEventListener("keydown", (event) => step(state, hourOf(event), event));
  state.table.addEventListener("pointerover", (event) => point(state, hourOf(event)));
  state.table.addEventListener("focusin", (event) => point(state, hourOf(event)));
  for (const gone of ["pointerleave", "focusout"]) state.table.addEventListener(gone, () => point(state, -1));
  states.set(parent, state);
  return state;
}

function row(state, day) {
  const line = element("tr");
  const head = element("th");
  head.scope = "row";
  state.days.push(head);
  line.append(head);
  for (let hour = 0; hour < HOURS; hour++) {
    const cell = element("td");
    cell.append(element("i"));
    state.cells.push(cell);
    line.append(cell);
  }
  return line;
}

function axis() {
  const line = element("tr", "axis");
  line.append(element("th"));
  for (let hour = 0; hour < HOURS; hour += EVERY) {
    const label = element("th");
    label.colSpan = EVERY;
    label.append(element("span", "", `${hour}:00`));
    if (hour + EVERY === HOURS) label.append(element("span", "last", `${HOURS}:00`));
    line.append(label);
  }
  const foot = element("tfoot");
  foot.setAttribute("aria-hidden", "true");
  foot.append(line);
  return foot;
}

// Only what differs from before is touched.
function draw(state, before) {
  const { data, cells, days, table } = state;
  if (data.label !== before?.label) table.setAttribute("aria-label", data.label);
  days.forEach((head, day) => {
    if (data.days[day] !== before?.days[day]) head.textContent = data.days[day];
  });
  cells.forEach((cell, hour) => {
    if (data.fills[hour] !== before?.fills[hour]) cell.firstChild.style.background = data.fills[hour];
    const label = words(data, hour);
    if (!before || label !== words(before, hour)) cell.setAttribute("aria-label", label);
    if (!before || (data.hour === hour) !== (before.hour === hour)) {
      cell.setAttribute("aria-selected", String(data.hour === hour));
    }
  });
  if (!before || data.hour !== before.hour) reach(state, data.hour ?? 0);
  if (state.pointed >= 0) point(state, state.pointed);
}

function words({ hours, shares }, hour) {
  return `${hours[hour]}: ${shares[hour]}`;
}

// One cell at a time is reached by Tab: the hour chosen, else the one last gone to.
function reach({ cells }, hour) {
  for (const cell of cells) cell.tabIndex = -1;
  cells[hour].tabIndex = 0;
}

function step(state, hour, event) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -HOURS, ArrowDown: HOURS };
  if (hour < 0) return;
  if (event.key === "Enter" || event.key === " ") state.choose(hour);
  else if (event.key in steps) {
    const next = hour + steps[event.key];
    if (next < 0 || next >= state.cells.length) return;
    reach(state, next);
    state.cells[next].focus();
  } else return;
  event.preventDefault();
}

function point(state, hour) {
  const { tip, box, cells, data } = state;
  state.pointed = hour;
  tip.hidden = hour < 0;
  if (hour < 0) return;
  tip.textContent = `${data.hours[hour]}\n${data.shares[hour]}`;
  const cell = cells[hour].getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  const left = cell.left - frame.left + cell.width / 2 - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(0, Math.min(left, frame.width - tip.offsetWidth))}px`;
  tip.style.top = `${cell.top - frame.top - tip.offsetHeight - 6}px`;
}

function element(name, className = "", text = null) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== null) made.textContent = text;
  return made;
}
