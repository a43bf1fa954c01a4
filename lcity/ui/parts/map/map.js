// Districts as filled shapes: one is chosen by a click or by Enter, hover and focus tell what it is.

import { component } from "../lib/component.js";
import { arrange, button, element, set, signed, vector } from "../lib/element.js";
import { drag, nearer } from "../lib/hand.js";
import { Left } from "../lib/left.js";
import { Tip } from "../lib/tip.js";
import { Camera } from "./camera.js";
import { Caption } from "./caption.js";
import { Ground } from "./ground.js";
import { Points } from "./points.js";
import { Sites } from "./sites.js";
import { Tiles } from "./tiles.js";

const NEARER = 1.6;
const CORNERS = "M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9";

export default component(new URL("map.css", import.meta.url), open, draw, close);

function open(root) {
  const svg = vector("svg", { preserveAspectRatio: "xMidYMin", role: "group" });
  const buttons = element("div", { class: "buttons" });
  const frame = element("div", { class: "frame" }, svg, buttons);
  const caption = new Caption();
  const figure = element("div", { class: "figure" }, caption.title, frame, caption.key);
  const state = { figure, frame, svg, buttons, caption, tip: new Tip(frame), shapes: new Map() };
  state.areas = vector("g", { class: "areas" });
  // On a casing of the page's colour: it is seen on any fill.
  state.outline = [vector("path", { class: "casing" }), vector("path")];
  state.camera = new Camera(svg, () => moved(state));
  state.ground = new Ground(frame, state.camera);
  state.points = new Points(state.camera);
  state.tiles = new Tiles(frame, state.camera);
  state.sites = new Sites(state);
  svg.append(state.ground.beyond, state.areas, state.points.group, vector("g", { class: "outline" }, ...state.outline), state.sites.below, state.ground.names, state.sites.above);
  root.append(figure);
  state.resize = new ResizeObserver(() => state.camera.view && resized(state));
  state.resize.observe(svg);
  state.left = new Left(frame, caption.key, () => state.data && fit(state));
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
  // The wheel scrolls the page; with Ctrl, as two fingers on a touchpad are told, and on the full screen it draws nearer.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !isFull(state)) return;
    event.preventDefault();
    state.camera.zoom(nearer(event), point(state, event));
  }, { passive: false });
  return state;
}

function close({ resize, left }) {
  resize.disconnect();
  left.end();
}

function draw(state, before) {
  const { data, svg, frame, camera } = state;
  const another = before?.picture !== data.picture;
  if (another) camera.whole(data.canvas);
  // First of all: what it has to fetch comes while the rest is drawn.
  state.points.draw(data.points, data.ground);
  // As wide as its place, and as high as what it shows asks for.
  state.figure.style.setProperty("--quiet", data.quiet);
  frame.style.setProperty("--aspect", data.canvas.join(" / "));
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
  const selected = kept.get(data.selected);
  arrange(state.areas, [...[...kept.values()].filter((shape) => shape !== selected), ...(selected ? [selected] : [])]);
  // Nothing that lies on a unit hides that it is the one selected.
  for (const line of state.outline) set(line, "d", selected?.getAttribute("d") ?? "");
  state.ground.draw(data.ground, data.selected, (unit) => kept.get(unit)?.getBBox());
  state.tiles.draw(data.basemap, data.ground);
  state.caption.draw(data.caption, camera.unit);
  fit(state);
  state.sites.draw();
  tools(state);
  if (another || before.selected !== data.selected) turn(state, another);
}

/** As high as the server says; before a room, what the screen has left with the legend on it. */
function fit({ frame, caption, data, left }) {
  frame.style.setProperty("--highest", `${left.px(caption.told) ?? data.height}px`);
}

/** Turn to the unit selected, to the whole where none is; a map on which units are compared stays. */
function turn(state, atOnce) {
  const { camera, svg, data, shapes } = state;
  state.turned = svg.clientWidth > 0;
  if (data.stays) return;
  const shape = shapes.get(data.selected);
  if (shape || !atOnce) camera.turn(shape?.getBBox(), atOnce);
}

function resized(state) {
  if (!state.turned) turn(state, true);
  moved(state);
}

function moved({ camera, ground, points, tiles, sites, caption, whole }) {
  ground.scale();
  points.scale();
  tiles.scale();
  sites.scale();
  caption.scale(camera.unit);
  if (whole) whole.disabled = camera.isWhole;
}

function tools(state) {
  const { data, buttons, camera, tiles, figure } = state;
  const told = JSON.stringify([data.words, data.basemap]);
  if (told === state.tools) return;
  state.tools = told;
  state.whole = signed("□", data.words.whole, () => camera.turn(null));
  const full = signed(vector("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, vector("path", { d: CORNERS })), data.words.full, () =>
    isFull(state) ? document.exitFullscreen() : figure.requestFullscreen());
  const basemap = button(data.words.basemap, () => {
    tiles.turn();
    basemap.setAttribute("aria-pressed", tiles.on);
    figure.classList.toggle("on-tiles", tiles.on);
  }, { class: "basemap", title: data.words.basemap_note, "aria-pressed": tiles.on });
  figure.classList.toggle("on-tiles", tiles.on);
  buttons.replaceChildren(
    ...(data.basemap ? [basemap] : []),
    signed("+", data.words.nearer, () => camera.zoom(NEARER)),
    signed("−", data.words.farther, () => camera.zoom(1 / NEARER)),
    state.whole,
    ...(document.fullscreenEnabled ? [full] : []),
  );
  state.whole.disabled = camera.isWhole;
}

function isFull({ figure }) {
  return figure.matches(":fullscreen");
}

function choose(state, event) {
  const shape = event.target.closest("path");
  if (!shape?.id) return;
  if (state.data.sites) state.sites.add(event);
  else state.trigger("chosen", shape.id);
}

function tell(state, id, at) {
  const { tip, data, points } = state;
  const under = at.type && data.points ? points.at(...Object.values(point(state, at))) : "";
  const unit = under || data.units.find(([own]) => own === id)?.[3];
  if (unit) tip.show(at, unit);
  else tip.hide();
}

/** Where the pointer is on the canvas. */
function point({ svg }, { clientX, clientY }) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
  return { x, y };
}

function grasp(state, down) {
  const { camera } = state;
  if (state.sites.grasp(down)) return;
  const { view, unit } = camera;
  state.dragged = false;
  drag(down, (_, right, below) => {
    state.dragged = true;
    camera.look({ ...view, x: view.x - right * unit, y: view.y - below * unit });
  });
}
