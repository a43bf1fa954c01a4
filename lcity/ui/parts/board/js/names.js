// Names of districts on the board's map, and its scale: what tells where one is.

import { element } from "../../lib/element.js";
import { LINE_PX, NAME_PX, wide, withRoom } from "../../lib/names.js";
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

  /** @param {Shape[]} shapes @param {string[]} names of the units, in the same order */
  of(shapes, names) {
    this.labels = [...shapes.keys()].filter((unit) => shapes[unit] && names[unit]).map((unit) => {
      const [west, north, east, south] = shapes[unit].box;
      return { unit, name: names[unit], shape: shapes[unit], box: shapes[unit].box, room: { width: east - west, height: south - north } };
    });
    this.labels.sort((one, other) => other.room.width * other.room.height - one.room.width * one.room.height);
  }

  /**
   * Write the names of what the map is turned to.
   * @param {{middle: number[], scale: number, width: number, height: number}} camera
   * @param {Uint8Array} near of each unit whether it is one of those @param {number} selected unit, or -1
   */
  draw({ middle, scale, width, height }, near, selected) {
    const seen = { x: middle[0] - width / 2 / scale, y: middle[1] - height / 2 / scale, width: width / scale, height: height / scale };
    const aPixel = larger(this.place, NAME_PX) / scale;
    const own = [];
    for (const label of this.labels) {
      label.chosen = label.unit === selected;
      if (near[label.unit] && (label.chosen || mayFit(label, seen, aPixel))) own.push(placed(label));
    }
    own.sort((one, other) => other.chosen - one.chosen);
    const kept = withRoom(own, seen, aPixel);
    for (const label of kept) {
      label.node ??= element("span", {}, label.name);
      Object.assign(label.node.style, { left: `${(label.x - seen.x) * scale}px`, top: `${(label.y - seen.y) * scale}px` });
    }
    this.place.replaceChildren(...kept.map(({ node }) => node));
    this.scale.show((EQUATOR_M * Math.cos((latitude(-middle[1]) * Math.PI) / 180)) / scale, this.words);
  }
}

/** Whether a unit is seen and high enough for a name: of very many few are, and only those are asked where it would stand. */
function mayFit({ box, room }, seen, unit) {
  const inView = box[0] < seen.x + seen.width && box[2] > seen.x && box[1] < seen.y + seen.height && box[3] > seen.y;
  return inView && room.height >= LINE_PX * unit;
}

/** A label where its name stands, and how wide that is. */
function placed(label) {
  if (label.wide === undefined) {
    const [x, y] = anchor(label.shape.rings);
    Object.assign(label, { x, y, wide: wide(label.name) });
  }
  return label;
}
