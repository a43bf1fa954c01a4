// What tells where one is: neighbours, names as far as they have room, how long a kilometre is.

import { element, hide, set, vector, write } from "../lib/element.js";
import { filled } from "../lib/words.js";

const LINE_PX = 18;
const BESIDE_PX = 8;
const MOST_PLACES = 40;
const SPILL = 1.15;
const SCALE_PX = 110;
const ROUND = [5, 2, 1];

export class Ground {
  /** @param {HTMLElement} frame @param {Camera} camera */
  constructor(frame, camera) {
    this.camera = camera;
    this.beyond = vector("path", { class: "beyond" });
    this.names = vector("g", { class: "names", "aria-hidden": "true" });
    this.bar = element("div", { class: "scale" });
    frame.append(this.bar);
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
    const units = ground.names.map(([name, x, y, unit, lift]) => ({ name, x, y, lift, chosen: unit === selected, room: lift ? null : box(unit) }));
    const places = ground.places.map(([name, x, y]) => ({ name, x, y, lift: 0, place: true }));
    // The one selected is always named; districts come before places, each in the order of their weight.
    const all = [...units.filter(({ chosen }) => chosen), ...units.filter(({ chosen }) => !chosen), ...places];
    const told = JSON.stringify([ground.names, ground.places, selected]);
    if (told !== this.told) {
      this.told = told;
      this.labels = all.map((label) => ({ ...label, wide: wide(label.name) }));
    }
    this.scale();
  }

  /** Write names and scale anew for what is seen. */
  scale() {
    const { camera, ground } = this;
    if (!ground || !camera.svg.clientWidth) return;
    const { seen, unit, letter } = camera;
    const kept = [];
    let places = 0;
    for (const label of this.labels) {
      const half = (label.wide * letter) / 2;
      const y = label.y - (label.lift ? label.lift + 9 * letter : 0);
      const inside = label.x - half >= seen.x && label.x + half <= seen.x + seen.width && y >= seen.y && y <= seen.y + seen.height;
      if (!inside || (label.place && places === MOST_PLACES)) continue;
      if (label.room && !label.chosen && (label.wide * letter > SPILL * label.room.width || LINE_PX * letter > label.room.height)) continue;
      const apart = BESIDE_PX * letter;
      if (kept.some((other) => Math.abs(label.x - other.x) < half + other.half + apart && Math.abs(y - other.y) < LINE_PX * letter)) continue;
      if (label.place) places += 1;
      label.node ??= vector("text", { dy: ".35em", class: label.place ? "place" : "unit" }, label.name);
      label.node.setAttribute("transform", `translate(${label.x} ${y}) scale(${letter})`);
      kept.push({ x: label.x, y, half, node: label.node });
    }
    this.names.replaceChildren(...kept.map(({ node }) => node));
    this.#measure(seen, unit);
  }

  /** The longest round distance that has room. Mercator's scale is that of the middle of what is seen. */
  #measure(seen, unit) {
    const { corner, scale, earth, words, language } = this.ground;
    const north = corner[1] - (seen.y + seen.height / 2) / scale;
    const metres = (unit * earth) / scale / Math.cosh(north);
    const most = SCALE_PX * metres;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = ROUND.find((times) => times * power <= most) * power;
    hide(this.bar, !Number.isFinite(length));
    const [far, word] = length >= 1000 ? [length / 1000, words.km] : [length, words.m];
    write(this.bar, filled(word, { n: new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(far) }));
    this.bar.style.width = `${length / metres}px`;
  }
}

/** How wide a name is, px: Chinese letters are square. */
function wide(name) {
  return [...name].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 12.5 : 6.8), 0);
}
