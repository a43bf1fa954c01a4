// People out of reach as dots, and centres: one quiet layer until a kind is asked for; planned ones marked as planned.

import { set, vector } from "../lib/element.js";
import { once } from "../lib/fetch.js";

const NEAR_PX = 6;
const CENTRE_M = 160;
const QUIET = "";

export class Points {
  /** @param {Camera} camera */
  constructor(camera) {
    this.camera = camera;
    this.group = vector("g", { class: "points", "aria-hidden": "true" });
    this.people = vector("path", { class: "people" });
    this.layers = new Map();
    this.dots = [];
    this.centres = [];
  }

  /** @param {?object} points what `lcity.ui.parts.map.points` tells @param {object} ground */
  draw(points, ground) {
    this.data = points;
    this.ground = ground;
    if (!points) return this.group.replaceChildren();
    Promise.all([points.people, points.centres].map((url) => once(url, (response) => response.json()))).then(([people, centres]) => {
      if (this.data === points) this.#show(points, people, centres);
    });
    return undefined;
  }

  /** What lies under the pointer, in words: a centre, else people; "" for nothing. */
  at(x, y) {
    const near = (NEAR_PX * this.camera.unit) ** 2;
    let [found, least] = ["", near];
    for (const [cx, cy, , tip] of this.centres) {
      const apart = (cx - x) ** 2 + (cy - y) ** 2;
      if (apart < least) [found, least] = [tip, apart];
    }
    return found || (this.dots.find(([dx, dy, r]) => (dx - x) ** 2 + (dy - y) ** 2 <= r * r)?.[3] ?? "");
  }

  /** Centres stay as large on the screen, and grow where one is near enough to tell them apart. */
  scale() {
    if (!this.data || !this.ground) return;
    const px = (CENTRE_M * this.ground.scale) / this.ground.earth / this.camera.unit;
    const larger = this.camera.letter / this.camera.unit;
    for (const { node, least, most } of this.layers.values()) node.style.strokeWidth = `${Math.min(Math.max(px, larger * least), larger * most).toFixed(1)}px`;
  }

  #show(points, people, centres) {
    this.dots = people;
    set(this.people, "d", people.map(([x, y, r]) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`).join(""));
    this.people.style.fill = points.out;
    this.layers.clear();
    this.centres = Object.values(centres).flat();
    const counted = new Map();
    const [faint, planned] = [[], []];
    for (const [kind, rows] of Object.entries(centres)) {
      const bits = points.counts[kind] ?? "";
      const layer = points.colours ? kind : QUIET;
      for (const row of rows) {
        if (row[4]) planned.push(row);
        else if (bits[row[2]] !== "1") faint.push(row);
        else if (counted.has(layer)) counted.get(layer).push(row);
        else counted.set(layer, [row]);
      }
    }
    const faintly = this.#layer("faint", faint, "", points.sizes.faint);
    const own = [...counted].map(([kind, rows]) => this.#layer(kind || "quiet", rows, points.colours?.[kind] ?? "", points.sizes[kind || "quiet"]));
    // Until a kind is asked for people are the figure, and centres its ground.
    const order = points.colours ? [faintly, this.people, ...own] : [faintly, ...own, this.people];
    this.group.replaceChildren(...order, this.#layer("planned-rim", planned, "", [11, 16]), this.#layer("planned", planned, points.planned, [7, 12]));
    this.scale();
  }

  #layer(name, rows, colour, [least, most] = [2, 7]) {
    // A dot is a line that goes nowhere with round ends: as wide on the screen as its stroke, however near one is.
    const node = vector("path", { class: `centre ${["faint", "quiet", "planned", "planned-rim"].includes(name) ? name : "kind"}`, d: rows.map(([x, y]) => `M${x} ${y}h.01`).join("") });
    if (colour) node.style.stroke = colour;
    this.layers.set(name, { node, least, most });
    return node;
  }
}
