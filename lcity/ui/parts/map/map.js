// Districts as filled shapes: one is chosen by a click or by Enter, hover and focus tell what it is.

import { component } from "../lib/component.js";
import { element, set, signed, vector } from "../lib/element.js";
import { Tip } from "../lib/tip.js";
import { Sites } from "./sites.js";

const NEARER = 1.6;
const NEAREST = 12;
const CLICK_PX = 4;

export default component(new URL("map.css", import.meta.url), open, draw);

function open(root) {
  const svg = vector("svg", { preserveAspectRatio: "xMidYMin", role: "group" });
  const buttons = element("div", { class: "buttons" });
  const frame = element("div", { class: "frame" }, svg, buttons);
  const state = { frame, svg, buttons, tip: new Tip(frame), shapes: new Map(), view: null };
  state.sites = new Sites(state);
  root.append(frame);
  svg.addEventListener("click", (event) => state.dragged || choose(state, event));
  svg.addEventListener("keydown", (event) => event.key === "Enter" && choose(state, event));
  svg.addEventListener("pointermove", (event) => tell(state, event.target.closest("path")?.id, event));
  svg.addEventListener("pointerleave", () => state.tip.hide());
  svg.addEventListener("focusin", ({ target }) => {
    const { left, bottom } = target.getBoundingClientRect();
    tell(state, target.id, { clientX: left, clientY: bottom });
  });
  svg.addEventListener("focusout", () => state.tip.hide());
  svg.addEventListener("pointerdown", (event) => grasp(state, event));
  return state;
}

function draw(state, before) {
  const { data, svg, frame, buttons } = state;
  if (before?.picture !== data.picture) whole(state);
  if (data.sites) {
    // As wide as its place, and as high as what it shows asks for.
    Object.assign(frame.style, { width: "100%", aspectRatio: data.canvas.join(" / "), maxHeight: `${data.height}px` });
  } else frame.style.height = `${data.height}px`;
  set(svg, "aria-label", data.label);
  const kept = new Map();
  for (const [id, path, fill, tip] of data.units) {
    const shape = state.shapes.get(id) ?? vector("path", { id, tabindex: 0, role: "button" });
    set(shape, "d", path);
    shape.style.fill = fill;
    set(shape, "aria-label", tip);
    set(shape, "aria-pressed", id === data.selected);
    kept.set(id, shape);
  }
  state.shapes = kept;
  svg.replaceChildren(...[...kept.values()].filter((shape) => shape.id !== data.selected));
  if (kept.has(data.selected)) svg.append(kept.get(data.selected));
  state.sites.draw();
  buttons.replaceChildren(
    signed("+", data.nearer, () => zoom(state, NEARER)),
    signed("−", data.farther, () => zoom(state, 1 / NEARER)),
  );
}

function choose(state, event) {
  const shape = event.target.closest("path");
  if (!shape?.id) return;
  if (state.data.sites) state.sites.add(event);
  else state.trigger("chosen", shape.id);
}

function tell({ tip, data }, id, point) {
  const unit = data.units.find(([own]) => own === id);
  if (unit) tip.show(point, unit[3]);
  else tip.hide();
}

function whole(state) {
  const [width, height] = state.data.canvas;
  const margin = 0.02 * Math.max(width, height);
  state.home = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin };
  look(state, { ...state.home });
}

function look(state, view) {
  state.view = view;
  state.svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  state.sites.scale();
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
  if (state.sites.grasp(down)) return;
  const scale = Math.max(view.width / svg.clientWidth, view.height / svg.clientHeight);
  state.dragged = false;
  const move = (event) => {
    const [right, below] = [event.clientX - down.clientX, event.clientY - down.clientY];
    state.dragged ||= Math.hypot(right, below) > CLICK_PX;
    if (state.dragged) look(state, { ...view, x: view.x - right * scale, y: view.y - below * scale });
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", () => window.removeEventListener("pointermove", move), { once: true });
}
