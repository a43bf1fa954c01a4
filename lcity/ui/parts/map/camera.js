// Which part of the canvas is seen: the whole, a unit, or what the reader has turned to.

import { larger, still } from "../lib/reader.js";

const NEAREST = 24;
const MARGIN = 0.02;
const AROUND = 0.6;
const TURN_MS = 350;

export class Camera {
  /** @param {SVGElement} svg @param {() => void} moved called whenever another part is seen */
  constructor(svg, moved) {
    Object.assign(this, { svg, moved, view: null, home: null });
  }

  /** Show all of a canvas. */
  whole([width, height]) {
    const margin = MARGIN * Math.max(width, height);
    this.home = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin };
    this.look({ ...this.home });
  }

  /** Canvas units to a pixel. */
  get unit() {
    const { svg, view } = this;
    return Math.max(view.width / (svg.clientWidth || 1), view.height / (svg.clientHeight || 1));
  }

  /** The same to a pixel of a letter, and of what stands among letters: before a room those are larger. */
  get letter() {
    return this.unit * larger();
  }

  /** All that is seen: the view, and what its frame shows beside and below it. */
  get seen() {
    const { svg, view, unit } = this;
    const width = Math.max(view.width, svg.clientWidth * unit);
    return { x: view.x - (width - view.width) / 2, y: view.y, width, height: Math.max(view.height, svg.clientHeight * unit) };
  }

  get isWhole() {
    return ["x", "y", "width", "height"].every((side) => Math.abs(this.view[side] - this.home[side]) < 0.5);
  }

  /** Turn to a box of the canvas with what lies around it; to the whole where none is given. */
  turn(box, atOnce = false) {
    const { svg, home } = this;
    if (!box?.width) return this.#glide({ ...home }, atOnce);
    const [wide, high] = [svg.clientWidth || home.width, svg.clientHeight || home.height];
    const unit = Math.max((box.width * (1 + 2 * AROUND)) / wide, (box.height * (1 + 2 * AROUND)) / high, home.width / NEAREST / wide);
    // A unit that takes up most of the map is seen with the whole.
    if (unit > 0.8 * Math.max(home.width / wide, home.height / high)) return this.#glide({ ...home }, atOnce);
    const [width, height] = [wide * unit, high * unit];
    return this.#glide({ x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }, atOnce);
  }

  /** Draw nearer or farther, what lies at a point of the canvas staying where it is. */
  zoom(times, at = null) {
    this.#stop();
    const { view, home } = this;
    const near = Math.min(Math.max((home.width / view.width) * times, 1), NEAREST);
    if (near === 1) return this.look({ ...home });
    const share = home.width / near / view.width;
    const fixed = at ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    return this.look({
      x: fixed.x - (fixed.x - view.x) * share, y: fixed.y - (fixed.y - view.y) * share, width: view.width * share, height: view.height * share,
    });
  }

  look(view) {
    this.view = view;
    this.svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    this.moved();
  }

  #glide(to, atOnce) {
    this.#stop();
    const from = this.view;
    if (atOnce || still()) return this.look(to);
    const began = performance.now();
    const step = (now) => {
      const done = Math.min(Math.max((now - began) / TURN_MS, 0), 1);
      const part = done * done * (3 - 2 * done);
      this.look(done === 1 ? to : Object.fromEntries(Object.keys(to).map((side) => [side, from[side] + (to[side] - from[side]) * part])));
      this.gliding = done === 1 ? undefined : requestAnimationFrame(step);
    };
    this.gliding = requestAnimationFrame(step);
    return undefined;
  }

  #stop() {
    cancelAnimationFrame(this.gliding);
    this.gliding = undefined;
  }
}
