// People out of reach as dots, and centres: one quiet layer until a kind is asked for; planned ones marked as planned.

import { arrange, disc, set, vector } from "../lib/element.js";
import { json } from "../lib/fetch.js";

const NEAR_PX = 6;
const CENTRE_M = 160;
// What lies around a dot, in px on either side: whatever is below, a dot stands out from its rim.
// Quiet and faint ones are too many for it.
const RIM_PX = { planned: 2, faint: 0, quiet: 0 };
const USUAL_RIM_PX = 0.75;
const QUIET = "";

export class Points {
  /** @param {Camera} camera */
  constructor(camera) {
    this.camera = camera;
    this.group = vector("g", { class: "points", "aria-hidden": "true" });
    this.people = vector("path", { class: "people" });
    this.rims = vector("path", { class: "people-rim" });
    this.layers = new Map();
    this.dots = [];
    this.centres = [];
  }

  /** @param {?object} points what `lcity.ui.parts.map.points` tells @param {object} ground */
  draw(points, ground) {
    this.data = points;
    this.ground = ground;
    if (!points) {
      this.told = undefined;
      return this.group.replaceChildren();
    }
    Promise.all([points.people, points.centres].map(json)).then(([people, centres]) => {
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
    for (const { node, rim, rim_px, least, most } of this.layers.values()) {
      const wide = Math.min(Math.max(px, larger * least), larger * most);
      node.style.strokeWidth = `${wide.toFixed(1)}px`;
      if (rim) rim.style.strokeWidth = `${(wide + 2 * rim_px).toFixed(1)}px`;
    }
  }

  #show(points, people, centres) {
    this.dots = people;
    const discs = people.map(disc).join("");
    for (const path of [this.rims, this.people]) set(path, "d", discs);
    this.people.style.fill = points.out;
    // Of thousands of centres nothing is drawn anew but where others count, or count otherwise.
    const told = JSON.stringify([points.centres, points.counts, points.colours, points.sizes, points.planned]);
    if (told !== this.told) this.#lay(points, centres);
    this.told = told;
    this.scale();
  }

  #lay(points, centres) {
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
    const figure = [this.rims, this.people];
    const order = points.colours ? [faintly, ...figure, ...own] : [faintly, ...own, ...figure];
    arrange(this.group, [...order, this.#layer("planned", planned, points.planned, [7, 12])]);
  }

  #layer(name, rows, colour, [least, most] = [2, 7]) {
    // A dot is a line that goes nowhere with round ends: as wide on the screen as its stroke, however near one is.
    const d = rows.map(([x, y]) => `M${x} ${y}h.01`).join("");
    const node = vector("path", { class: `centre ${["faint", "quiet", "planned"].includes(name) ? name : "kind"}`, d });
    if (colour) node.style.stroke = colour;
    const rim_px = RIM_PX[name] ?? USUAL_RIM_PX;
    const rim = rim_px ? vector("path", { class: "rim", d }) : null;
    this.layers.set(name, { node, rim, rim_px, least, most });
    return vector("g", {}, ...(rim ? [rim] : []), node);
  }
}
