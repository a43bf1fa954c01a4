// How long a kilometre is on a map.

import { element, hide, write } from "./element.js";
import { NAME_PX } from "./names.js";
import { larger } from "./reader.js";

const ROUND = [5, 2, 1];

export class ScaleBar {
  /** @param {HTMLElement} frame of the map @param {number} most as long as it may be in letters of a desk, px */
  constructor(frame, most) {
    this.most = most;
    this.element = element("div", { class: "scale" });
    frame.append(this.element);
  }

  /** Show the longest round distance that has room. @param {number} metres a pixel @param {Words} words with `scale_km` and `scale_m` */
  show(metres, words) {
    const length = roundest(this.most * larger(this.element, NAME_PX) * metres);
    hide(this.element, !Number.isFinite(length));
    const [key, far] = length >= 1000 ? ["scale_km", length / 1000] : ["scale_m", length];
    write(this.element, words.say(key, { n: words.number(far, far < 1 ? 1 : 0) }));
    this.element.style.width = `${length / metres}px`;
  }
}

/** The longest of 1, 2 and 5 times a power of ten that is at most `most`. */
export function roundest(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return (ROUND.find((times) => times * power <= most) ?? 1) * power;
}
