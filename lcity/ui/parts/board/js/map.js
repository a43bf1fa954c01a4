// The map: units filled by the class of their score, on a canvas; only those whose class has changed are repainted. Where
// very many are seen, each is a few pixels, and the canvas is a grid of them.

import { element, hide, signed } from "../../lib/element.js";
import { hand, ZOOM_STEP } from "./hand.js";
import { Names } from "./names.js";
import { centre, grow, inside, path, Shape, within } from "./plane.js";
import { mixed, pixel, Raster } from "./raster.js";

const MARGIN = 0.05;
const CLOSEST = 2 ** 26;
const OUTLINE_PX = 3;
const MOST_OUTLINES = 4000;
const PALE = 0.7;
const HATCH = "#8a8a8a";
// Outlines are drawn faster by the CPU: a GPU in software takes four times as long, one in hardware has to cut them up first.
const BY_CPU = { willReadFrequently: true };

export class ScoreMap {
  /**
   * @param {HTMLElement} root
   * @param {Words} words
   * @param {{select: (unit: number) => void, hover: (?number, ?PointerEvent) => void, ground: () => void,
   *   camera: () => void}} on `ground`: the page has turned light or dark; `camera`: the camera moves
   */
  constructor(root, words, on) {
    this.on = on;
    this.canvas = element("canvas", { tabindex: "0", role: "img", "aria-label": words.say("map") });
    this.overlay = element("canvas", { class: "overlay", "aria-hidden": "true", hidden: "" });
    this.frame = element("div", { class: "canvas" }, this.canvas, this.overlay, element("div", { class: "zoom" },
      signed("+", words.say("zoom_in"), () => this.#zoom(ZOOM_STEP)),
      signed("−", words.say("zoom_out"), () => this.#zoom(1 / ZOOM_STEP)),
      signed("□", words.say("zoom_fit"), () => this.fit(this.focus))));
    this.names = new Names(this.frame, words);
    root.append(this.frame);
    this.shapes = [];
    this.inView = [];
    this.classes = new Int8Array(0);
    this.resize = new ResizeObserver(() => this.#measure());
    this.resize.observe(this.frame);
    // A canvas does not follow the theme by itself; the frame's text colour, which does, takes a moment to change.
    this.frame.addEventListener("transitionend", ({ propertyName }) => propertyName === "color" && this.#measure());
    hand(this.canvas, {
      pan: (dx, dy) => this.#pan(dx, dy),
      zoom: (factor, at) => this.#zoom(factor, ...(at ? this.#inFrame(at) : [])),
      hover: (event) => {
        const unit = event ? this.#unitAt(event) : -1;
        on.hover(unit < 0 ? null : unit, event);
      },
      click: (event) => {
        const unit = this.#unitAt(event);
        if (unit >= 0) on.select(unit);
      },
    });
  }

  /** @param {{unit: number, points: Float64Array}[]} rings lon, lat, lon, lat … in degrees @param {string[]} names of the units */
  outlines(rings, names) {
    const ofUnit = [];
    for (const { unit, points } of rings) (ofUnit[unit] ??= []).push(points);
    this.shapes = Array.from(ofUnit, (own) => own && new Shape(own));
    this.origin = centre(this.#box(this.shapes.keys()));
    this.names.of(this.shapes, names);
    this.classes = new Int8Array(this.shapes.length).fill(-2);
    this.focus = [...this.shapes.keys()];
    this.near = this.#marked(this.focus);
    this.#measure();
  }

  /** Move the camera so that these units are seen whole. */
  fit(units) {
    this.focus = units;
    this.wished = null;
    this.near = this.#marked(units);
    const box = this.#box(units);
    if (box[0] < box[2] && box[1] < box[3]) this.frame.style.setProperty("--aspect", ((box[2] - box[0]) / (box[3] - box[1])).toFixed(3));
    if (!(this.width > 0) || box[0] > box[2]) return;
    const spans = [(box[2] - box[0]) / this.width, (box[3] - box[1]) / this.height];
    this.scale = Math.min((1 - 2 * MARGIN) / Math.max(...spans, 1e-9), CLOSEST);
    this.middle = centre(box);
    this.fitted = true;
    this.#paintAll();
    this.on.camera();
  }

  /** Turn the camera as the reader had it. @param {{middle: number[], scale: number}} camera */
  look(camera) {
    this.wished = camera;
    if (!(this.width > 0)) return;
    Object.assign(this, { middle: camera.middle, scale: Math.min(camera.scale, CLOSEST), fitted: false, wished: null });
    this.#paintAll();
  }

  /**
   * @param {Int8Array} classes of each unit; -1 is no data
   * @param {string[]} colours of the classes
   * @param {number} selected unit, or -1
   */
  show(classes, colours, selected) {
    const recoloured = colours !== this.colours;
    const reselected = selected !== this.selected;
    const changed = recoloured || !this.scale ? [] : this.inView.filter((unit) => classes[unit] !== this.classes[unit]);
    Object.assign(this, { classes: classes.slice(), colours, selected });
    if (recoloured) this.#paintAll();
    else if (changed.length) this.#repaint(changed);
    if (reselected) this.#outline();
    if (reselected && !recoloured && this.scale) this.names.draw(this, this.near, this.selected);
  }

  destroy() {
    this.resize.disconnect();
  }

  /** What the frame shows: `middle` on the plane, `scale` (px a turn), its size; null where nothing is drawn. */
  get camera() {
    const { middle, scale, width, height } = this;
    return scale && width ? { middle, scale, width, height } : null;
  }

  /** Of each unit whether it is one of some: 1 or 0. */
  #marked(units) {
    const marked = new Uint8Array(this.shapes.length);
    for (const unit of units) marked[unit] = 1;
    return marked;
  }

  #box(units) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const unit of units) {
      const own = this.shapes[unit]?.box;
      if (own) { grow(box, own[0], own[1]); grow(box, own[2], own[3]); }
    }
    return box;
  }

  #measure() {
    const { width, height } = this.frame.getBoundingClientRect();
    if (!width || !height) return;
    const dense = window.devicePixelRatio || 1;
    const first = !this.width;
    Object.assign(this, { width, height, dense });
    Object.assign(this.canvas, { width: Math.round(width * dense), height: Math.round(height * dense) });
    const style = getComputedStyle(this.frame);
    this.line = style.getPropertyValue("--line").trim() || "#ffffff";
    this.ink = style.color;
    const dark = luminance(this.ink) > 0.5;
    if (dark !== this.dark) {
      this.dark = dark;
      this.on.ground();
    }
    const { wished } = this;
    if (first || !this.scale || this.fitted) this.fit(this.focus ?? []);
    else this.#paintAll();
    if (wished) this.look(wished);
  }

  /** A canvas's context in turns, the map's middle at `x` and `y` of its pixels. */
  #camera(canvas, x = canvas.width / 2, y = canvas.height / 2) {
    const context = canvas.getContext("2d", BY_CPU);
    const scale = this.scale * this.dense;
    context.setTransform(scale, 0, 0, scale, x - (this.middle[0] - this.origin[0]) * scale, y - (this.middle[1] - this.origin[1]) * scale);
    context.lineJoin = "round";
    return context;
  }

  #paintAll() {
    if (!this.scale || !this.colours) return;
    const context = this.canvas.getContext("2d", BY_CPU);
    context.resetTransform();
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.inView = this.#visible();
    this.#take();
    this.#repaint(this.inView);
    this.#outline();
    this.names.draw(this, this.near, this.selected);
    this.on.painted();
  }

  #visible() {
    const half = [this.width / 2 / this.scale, this.height / 2 / this.scale];
    return [...this.shapes.keys()].filter((unit) => {
      const box = this.shapes[unit]?.box;
      return box && box[0] < this.middle[0] + half[0] && box[2] > this.middle[0] - half[0]
        && box[1] < this.middle[1] + half[1] && box[3] > this.middle[1] - half[1];
    });
  }

  /** The grid of pixels, where so many are seen that their outlines could not be told apart. */
  #take() {
    const { canvas: { width, height }, inView, scale, dense, middle } = this;
    if (inView.length <= MOST_OUTLINES) return void (this.raster = null);
    if (this.raster?.width !== width || this.raster.height !== height) this.raster = new Raster(width, height);
    this.raster.take(inView, this.shapes, { scale: scale * dense, left: middle[0] - width / 2 / scale / dense, top: middle[1] - height / 2 / scale / dense });
  }

  #repaint(units) {
    if (this.raster) this.#pixels();
    else this.#paint(units);
  }

  #pixels() {
    const { classes, dense, near, raster } = this;
    const { plain, pale, hatch } = this.#inks();
    if (this.found?.length !== classes.length) this.found = new Uint32Array(classes.length);
    const { found } = this;
    for (let unit = 0; unit < classes.length; unit++) found[unit] = (near[unit] ? plain : pale)[classes[unit] + 1];
    this.canvas.getContext("2d", BY_CPU).putImageData(raster.paint(found, classes, hatch, dense), 0, 0);
  }

  /** The colours of pixels, as a canvas holds them: by class from -1 on, where the map is turned to and beside it. */
  #inks() {
    const { colours, line } = this;
    if (this.inks?.colours === colours && this.inks.line === line) return this.inks;
    const one = onePixel();
    const ground = pixel(line, one);
    const [plain, pale] = [0, PALE].map((share) => Uint32Array.from([line, ...colours], (colour) => mixed(pixel(colour, one), ground, share)));
    this.inks = { colours, line, plain, pale, hatch: mixed(pixel(HATCH, one), ground, 0) };
    return this.inks;
  }

  #paint(units) {
    if (!this.scale) return;
    const context = this.#camera(this.canvas);
    context.strokeStyle = this.line;
    context.lineWidth = 0.75 / this.scale;
    for (const unit of units) {
      const outline = this.#path(this.shapes[unit]);
      if (!outline) continue;
      const missing = this.classes[unit] < 0;
      context.fillStyle = missing ? this.line : this.colours[this.classes[unit]];
      context.fill(outline, "evenodd");
      if (missing) this.#hatch(context, outline);
      if (!this.near[unit]) this.#pale(context, outline);
      context.stroke(outline);
    }
  }

  /** A unit's outline, made when it is first drawn: of very many most never are. */
  #path(shape) {
    return shape && (shape.path ??= path(shape.rings, this.origin));
  }

  /** What the map is not turned to stands back. */
  #pale(context, path_) {
    context.globalAlpha = PALE;
    context.fillStyle = this.line;
    context.fill(path_, "evenodd");
    context.globalAlpha = 1;
  }

  /** No data is hatched: never to be taken for the low end of the scale. */
  #hatch(context, path_) {
    if (!this.hatching) {
      const tile = element("canvas", { width: 8, height: 8 });
      const ink = tile.getContext("2d");
      ink.strokeStyle = HATCH;
      ink.beginPath();
      for (const at of [-8, 0, 8]) { ink.moveTo(at, 8); ink.lineTo(at + 8, 0); }
      ink.stroke();
      this.hatching = context.createPattern(tile, "repeat");
    }
    this.hatching.setTransform(new DOMMatrix().scale(1 / (this.scale * this.dense)));
    context.fillStyle = this.hatching;
    context.fill(path_, "evenodd");
  }

  // No larger than what it outlines, and gone with it: what lies over the map is drawn again with every frame of the page.
  #outline() {
    if (!this.scale) return;
    const shape = this.shapes[this.selected];
    const [left, top, right, bottom] = shape ? this.#inPixels(shape.box) : [0, 0, 0, 0];
    const seen = left < right && top < bottom;
    hide(this.overlay, !seen);
    if (!seen) return;
    const { canvas, overlay, dense } = this;
    Object.assign(overlay, { width: (right - left) * dense, height: (bottom - top) * dense });
    Object.assign(overlay.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    const context = this.#camera(overlay, canvas.width / 2 - left * dense, canvas.height / 2 - top * dense);
    context.strokeStyle = this.ink;
    context.lineWidth = OUTLINE_PX / this.scale;
    context.stroke(this.#path(shape));
  }

  /** The part of the frame that a box on the plane takes up, its outline with it: left, top, right and bottom. */
  #inPixels([west, north, east, south]) {
    const { middle, scale, width, height } = this;
    const x = (at) => (at - middle[0]) * scale + width / 2;
    const y = (at) => (at - middle[1]) * scale + height / 2;
    return [
      Math.max(Math.floor(x(west) - OUTLINE_PX), 0), Math.max(Math.floor(y(north) - OUTLINE_PX), 0),
      Math.min(Math.ceil(x(east) + OUTLINE_PX), Math.ceil(width)), Math.min(Math.ceil(y(south) + OUTLINE_PX), Math.ceil(height)),
    ];
  }

  #zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(this.scale * factor, CLOSEST);
    const held = this.#under(x, y);
    this.middle = [held[0] - (x - this.width / 2) / scale, held[1] - (y - this.height / 2) / scale];
    this.scale = scale;
    this.#repaintSoon();
  }

  #pan(dx, dy) {
    this.middle = [this.middle[0] - dx / this.scale, this.middle[1] - dy / this.scale];
    this.#repaintSoon();
  }

  #repaintSoon() {
    this.on.camera();
    this.fitted = false; // the reader's own camera from here on: it stays when the frame's size changes
    this.waiting ??= requestAnimationFrame(() => { this.waiting = undefined; this.#paintAll(); });
  }

  #under(x, y) {
    return [this.middle[0] + (x - this.width / 2) / this.scale, this.middle[1] + (y - this.height / 2) / this.scale];
  }

  #inFrame({ clientX, clientY }) {
    const { left, top } = this.frame.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  #unitAt(event) {
    if (!this.scale) return -1;
    const [x, y] = this.#under(...this.#inFrame(event));
    return this.shapes.findIndex((shape) => shape && within(shape.box, x, y) && inside(shape.rings, x, y));
  }
}

/** How light a colour is, 0–1, as a canvas understands it. */
function luminance(colour) {
  const [red, green, blue] = pixel(colour, onePixel());
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function onePixel() {
  return element("canvas", { width: 1, height: 1 }).getContext("2d", BY_CPU);
}
