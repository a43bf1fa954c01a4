// Names of districts on the board's map, and its scale: what tells where one is.

import { element } from "../../lib/element.js";
import { NAME_PX, wide, withRoom } from "../../lib/names.js";
import { larger } from "../../lib/reader.js";
import { ScaleBar } from "../../lib/distance.js";
import { anchor, latitude } from "./plane.js";

const SCALE_PX = 80;
const EQUATOR_M = 40_075_017;

export class Names {
  /** @param {HTMLElement} frame @param {Words} words */
  constructor(frame, words) {
    this.words = words;
    this.place = element("div", { class: "names", "aria-hidden": "true" });
    frame.append(this.place);
    this.scale = new ScaleBar(frame, SCALE_PX);
    this.labels = [];
  }

  /** @param {{rings: Float64Array[], box: number[]}[]} shapes @param {string[]} names of the units, in the same order */
  of(shapes, names) {
    this.labels = [...shapes.keys()].filter((unit) => shapes[unit] && names[unit]).map((unit) => {
      const [west, north, east, south] = shapes[unit].box;
      const [x, y] = anchor(shapes[unit].rings);
      return { unit, name: names[unit], wide: wide(names[unit]), x, y, room: { width: east - west, height: south - north } };
    });
    this.labels.sort((one, other) => other.room.width * other.room.height - one.room.width * one.room.height);
  }

  /** Write the names of what the map is turned to. @param {{middle: number[], scale: number, width: number, height: number}} camera */
  draw({ middle, scale, width, height }, near, selected) {
    const seen = { x: middle[0] - width / 2 / scale, y: middle[1] - height / 2 / scale, width: width / scale, height: height / scale };
    const own = this.labels.filter(({ unit }) => near.has(unit)).map((label) => Object.assign(label, { chosen: label.unit === selected }));
    own.sort((one, other) => other.chosen - one.chosen);
    const kept = withRoom(own, seen, larger(this.place, NAME_PX) / scale);
    for (const label of kept) {
      label.node ??= element("span", {}, label.name);
      Object.assign(label.node.style, { left: `${(label.x - seen.x) * scale}px`, top: `${(label.y - seen.y) * scale}px` });
    }
    this.place.replaceChildren(...kept.map(({ node }) => node));
    this.scale.show((EQUATOR_M * Math.cos((latitude(-middle[1]) * Math.PI) / 180)) / scale, this.words);
  }
}
