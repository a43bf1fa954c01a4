// A map's title and the legend of its colours and marks: what it shows goes with it where it fills the screen.

import { element, hide } from "../lib/element.js";

const DOT_PX = 9;
const LARGEST_PX = 40;

export class Caption {
  constructor() {
    this.title = element("div", { class: "title" });
    this.key = element("div", { class: "key" });
  }

  /** @param {{title: string, rows: [string, object[]][], always: boolean, mark: string}} caption `always`: not only on the full screen */
  draw({ title, rows, always, mark }, unit) {
    const told = JSON.stringify([title, rows, always, mark]);
    if (told !== this.told) {
      this.told = told;
      this.title.replaceChildren(title, ...(mark ? [" ", element("span", { class: "tag" }, mark)] : []));
      this.key.classList.toggle("always", always);
      hide(this.key, !rows.length);
      this.sized = [];
      this.key.replaceChildren(...rows.map(([name, entries]) => element("div", { class: "row" }, element("span", {}, name), ...entries.map((entry) => this.#entry(entry)))));
    }
    this.scale(unit);
  }

  /** Dots whose size says something are as large as on the map. @param {number} unit of the canvas a pixel */
  scale(unit) {
    for (const [swatch, radius] of this.sized ?? []) {
      const px = Math.min((2 * radius) / unit, LARGEST_PX);
      Object.assign(swatch.style, { width: `${px.toFixed(1)}px`, height: `${px.toFixed(1)}px` });
    }
  }

  #entry({ colour, label, mark = "square", radius = 0 }) {
    const swatch = element("span", { class: `swatch ${mark}` });
    if (colour) swatch.style.setProperty("--colour", colour);
    if (radius) this.sized.push([swatch, radius]);
    else if (mark !== "square") Object.assign(swatch.style, { width: `${DOT_PX}px`, height: `${DOT_PX}px` });
    return element("span", { class: "entry" }, swatch, label);
  }
}
