// Districts as filled shapes: one is chosen by a click or by Enter, hover and focus tell what it is.

const SVG = "http://www.w3.org/2000/svg";
const NEARER = 1.6;
const NEAREST = 12;
const states = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const state = states.get(parentElement) ?? open(parentElement);
  if (state.data?.picture !== data.picture) whole(state, data);
  state.data = data;
  state.choose = (id) => setTriggerValue("unit", id);
  draw(state);
}

function open(parent) {
  const frame = parent.appendChild(element("div", "frame"));
  const svg = frame.appendChild(document.createElementNS(SVG, "svg"));
  const tip = frame.appendChild(element("div", "tip"));
  tip.hidden = true;
  svg.setAttribute("preserveAspectRatio", "xMidYMin");
  const buttons = frame.appendChild(element("div", "buttons"));
  const state = { frame, svg, tip, buttons, shapes: new Map(), view: null };
  svg.addEventListener("click", (event) => state.dragged || choose(state, event));
  svg.addEventListener("keydown", (event) => event.key === "Enter" && choose(state, event));
  svg.addEventListener("pointermove", (event) => pointed(state, event));
  svg.addEventListener("pointerleave", () => tell(state, null));
  svg.addEventListener("focusin", (event) => tell(state, event.target.id, event.target.getBoundingClientRect()));
  svg.addEventListener("focusout", () => tell(state, null));
  svg.addEventListener("pointerdown", (event) => grasp(state, event));
  states.set(parent, state);
  return state;
}

function draw(state) {
  const { data, svg, frame, buttons } = state;
  frame.style.height = `${data.height}px`;
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", data.label);
  const kept = new Map();
  for (const [id, path, fill, tip] of data.units) {
    const shape = state.shapes.get(id) ?? document.createElementNS(SVG, "path");
    shape.id = id;
    if (shape.getAttribute("d") !== path) shape.setAttribute("d", path);
    shape.style.fill = fill;
    shape.tabIndex = 0;
    shape.setAttribute("role", "button");
    shape.setAttribute("aria-label", tip);
    shape.setAttribute("aria-pressed", String(id === data.selected));
    kept.set(id, shape);
  }
  state.shapes = kept;
  svg.replaceChildren(...[...kept.values()].filter((shape) => shape.id !== data.selected));
  if (kept.has(data.selected)) svg.append(kept.get(data.selected));
  buttons.replaceChildren(
    button("+", data.nearer, () => zoom(state, NEARER)),
    button("−", data.farther, () => zoom(state, 1 / NEARER)),
  );
}

function choose(state, event) {
  const shape = event.target.closest("path");
  if (shape) state.choose(shape.id);
}

function pointed(state, event) {
  tell(state, event.target.closest("path")?.id, { left: event.clientX, bottom: event.clientY });
}

function tell({ tip, frame, data }, id, at) {
  const unit = data?.units.find(([own]) => own === id);
  tip.hidden = !unit;
  if (!unit) return;
  tip.textContent = unit[3];
  const box = frame.getBoundingClientRect();
  tip.style.left = `${Math.max(0, Math.min(at.left - box.left + 12, box.width - tip.offsetWidth))}px`;
  tip.style.top = `${Math.max(0, Math.min(at.bottom - box.top + 12, box.height - tip.offsetHeight))}px`;
}

function whole(state, { canvas: [width, height] }) {
  const margin = 0.02 * Math.max(width, height);
  state.home = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin };
  look(state, { ...state.home });
}

function look(state, view) {
  state.view = view;
  state.svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
}

function zoom(state, times) {
  const { view, home } = state;
  const nearness = Math.min(Math.max((home.width / view.width) * times, 1), NEAREST);
  const width = home.width / nearness;
  const height = home.height / nearness;
  const x = view.x + (view.width - width) / 2;
  const y = view.y + (view.height - height) / 2;
  look(state, nearness === 1 ? { ...home } : { x, y, width, height });
}

function grasp(state, down) {
  const { svg, view } = state;
  const scale = Math.max(view.width / svg.clientWidth, view.height / svg.clientHeight);
  state.dragged = false;
  const move = (event) => {
    const [right, below] = [event.clientX - down.clientX, event.clientY - down.clientY];
    state.dragged ||= Math.hypot(right, below) > 4;
    if (state.dragged) look(state, { ...view, x: view.x - right * scale, y: view.y - below * scale });
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", () => window.removeEventListener("pointermove", move), { once: true });
}

function button(text, label, act) {
  const made = element("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.title = label;
  made.addEventListener("click", act);
  return made;
}

function element(name, className = "") {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
