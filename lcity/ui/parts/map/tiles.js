// A basemap under the districts, where the server's owner names one and the reader turns it on.

import { element, hide, set, write } from "../lib/element.js";

const TILE_PX = 256;
const DEEPEST = 18;
const MOST = 80;
const KEPT = "lcity.basemap";

export class Tiles {
  /** @param {HTMLElement} frame @param {Camera} camera */
  constructor(frame, camera) {
    this.camera = camera;
    this.place = element("div", { class: "tiles", "aria-hidden": "true", hidden: "" });
    this.credit = element("div", { class: "credit", hidden: "" });
    frame.prepend(this.place);
    frame.append(this.credit);
    this.shown = new Map();
  }

  /** @param {?object} basemap its address with {z}, {x} and {y}, and whose it is; null where there is none */
  draw(basemap, ground) {
    if (basemap?.tiles !== this.basemap?.tiles) this.#clear();
    Object.assign(this, { basemap, ground });
    write(this.credit, basemap?.credit ?? "");
    this.scale();
  }

  get on() {
    return Boolean(this.basemap) && sessionStorage.getItem(KEPT) === "on";
  }

  turn() {
    sessionStorage.setItem(KEPT, this.on ? "off" : "on");
    this.scale();
  }

  /** Show the tiles of what is seen, each where it lies; nothing is asked for while it is off. */
  scale() {
    const { on, camera, ground } = this;
    hide(this.place, !on);
    hide(this.credit, !on);
    if (!on || !ground || !camera.svg.clientWidth) return this.#clear();
    const { seen, unit } = camera;
    const whole = 2 * Math.PI * ground.scale;
    const z = Math.min(Math.max(Math.round(Math.log2(whole / unit / TILE_PX)), 0), DEEPEST);
    const side = whole / 2 ** z;
    // Where the world's upper left corner lies on the canvas.
    const [left, top] = [(-Math.PI - ground.corner[0]) * ground.scale, (ground.corner[1] - Math.PI) * ground.scale];
    const first = (from, at) => Math.floor((at - from) / side);
    const wanted = new Set();
    for (let y = Math.max(first(top, seen.y), 0); y <= Math.min(first(top, seen.y + seen.height), 2 ** z - 1); y += 1)
      for (let x = first(left, seen.x); x <= first(left, seen.x + seen.width) && wanted.size < MOST; x += 1) wanted.add(`${z}/${x}/${y}`);
    for (const [name, tile] of this.shown) if (!wanted.has(name)) { tile.remove(); this.shown.delete(name); }
    for (const name of wanted) {
      const [, x, y] = name.split("/").map(Number);
      const tile = this.shown.get(name) ?? this.#tile(name, z, ((x % 2 ** z) + 2 ** z) % 2 ** z, y);
      const px = side / unit;
      // A hair larger than it is, so that no line shows between two.
      Object.assign(tile.style, { left: `${(left + x * side - seen.x) / unit}px`, top: `${(top + y * side - seen.y) / unit}px`, width: `${px + 0.5}px`, height: `${px + 0.5}px` });
    }
    return undefined;
  }

  #tile(name, z, x, y) {
    const address = this.basemap.tiles.replace("{z}", z).replace("{x}", x).replace("{y}", y);
    // Servers of tiles want to know who asks: the page's origin, never its link.
    const tile = element("img", { alt: "", referrerpolicy: "origin", draggable: "false" });
    tile.addEventListener("error", () => tile.remove());
    set(tile, "src", address);
    this.place.append(tile);
    this.shown.set(name, tile);
    return tile;
  }

  #clear() {
    this.place.replaceChildren();
    this.shown.clear();
  }
}
