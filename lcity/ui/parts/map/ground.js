// What tells where one is: neighbours, names as far as they have room, how long a kilometre is.

import { arrange, set, vector } from "../lib/element.js";
import { wide, withRoom } from "../lib/names.js";
import { ScaleBar } from "../lib/distance.js";
import { Words } from "../lib/words.js";

const SCALE_PX = 110;
const ABOVE_PX = 9;

export class Ground {
  /** @param {HTMLElement} frame @param {Camera} camera */
  constructor(frame, camera) {
    this.camera = camera;
    this.beyond = vector("path", { class: "beyond" });
    this.names = vector("g", { class: "names", "aria-hidden": "true" });
    this.bar = new ScaleBar(frame, SCALE_PX);
    this.labels = [];
  }

  /**
   * @param {object} ground what `lcity.ui.parts.map.ground` tells
   * @param {string} selected
   * @param {(unit: string) => ?DOMRect} box of a unit on the canvas
   */
  draw(ground, selected, box) {
    this.ground = ground;
    set(this.beyond, "d", ground.beyond);
    const told = JSON.stringify([ground.names, ground.places, selected]);
    if (told !== this.told) {
      this.told = told;
      const units = ground.names.map(([name, x, at, unit, lift]) => ({ name, x, at, lift, chosen: unit === selected, room: lift ? null : box(unit) }));
      const places = ground.places.map(([name, x, at]) => ({ name, x, at, lift: 0, place: true }));
      // The one selected is always named; districts come before places, each in the order of their weight.
      const all = [...units.filter(({ chosen }) => chosen), ...units.filter(({ chosen }) => !chosen), ...places];
      this.labels = all.map((label) => ({ ...label, wide: wide(label.name) }));
    }
    this.scale();
  }

  /** Write names and scale anew for what is seen. */
  scale() {
    const { camera, ground } = this;
    if (!ground || !camera.svg.clientWidth) return;
    const { seen, unit, letter } = camera;
    const labels = this.labels.map((label) => Object.assign(label, { y: label.at - (label.lift ? label.lift + ABOVE_PX * letter : 0) }));
    // Where letters are larger, as before a room, a name takes as much more of the plane.
    const kept = withRoom(labels, seen, letter);
    for (const label of kept) {
      label.node ??= vector("text", { dy: ".35em", class: label.place ? "place" : "unit" }, label.name);
      set(label.node, "transform", `translate(${label.x} ${label.y}) scale(${letter})`);
    }
    arrange(this.names, kept.map(({ node }) => node));
    this.#measure(seen, unit);
  }

  /** Mercator's scale is that of the middle of what is seen. */
  #measure(seen, unit) {
    const { corner, scale, earth, words, language } = this.ground;
    const north = corner[1] - (seen.y + seen.height / 2) / scale;
    this.bar.show((unit * earth) / scale / Math.cosh(north), new Words(language, words));
  }
}
