// The map's legend: classes with round bounds, in index points.

import { element, set } from "../../lib/element.js";
import { bounds, classOf, spread } from "./scale.js";

const MOST_CLASSES = 6;

export class Legend {
  constructor(root, words) {
    this.words = words;
    this.element = element("div", { class: "legend" });
    root.append(this.element);
  }

  /** The bounds and, from a ramp, the colours for scores; they stay while weights move, so that a colour keeps its meaning. */
  of(scores, ramp) {
    const between = bounds(scores, MOST_CLASSES);
    return { bounds: between, colours: spread(ramp, between.length + 1) };
  }

  classOf(score, between) {
    return classOf(score, between);
  }

  /** What each class is called. */
  labels(between) {
    const { words } = this;
    const digits = between.every(Number.isInteger) ? 0 : 1;
    const write = (bound) => words.number(bound, digits);
    if (!between.length) return [words.say("all_alike")];
    const inside = between.slice(1).map((bound, i) => `${write(between[i])}–${write(bound)}`);
    return [words.say("under", { bound: write(between[0]) }), ...inside, words.say("from", { bound: write(between.at(-1)) })];
  }

  /** @param {number[]} between @param {string[]} colours @param {boolean} ranked whether anyone is @param {boolean} hatched whether one who is not is seen */
  show(between, colours, ranked, hatched) {
    if (this.hatched) set(this.hatched, "style", hatched ? "" : "visibility:hidden"); // its place stays: the map is not to change its size
    if (this.shown === colours && this.ranked === ranked) return;
    Object.assign(this, { shown: colours, ranked });
    const { words } = this;
    const labels = this.labels(between);
    const entry = (style, text) => element("span", { class: "entry" }, element("span", { class: "swatch", style }), text);
    this.element.replaceChildren(
      ...(ranked ? [element("span", {}, words.say("legend")), ...colours.map((colour, i) => entry(`background:${colour}`, labels[i]))] : []),
      (this.hatched = entry("background:repeating-linear-gradient(135deg,#8a8a8a 0 1px,transparent 1px 4px)", words.say("no_data"))),
    );
    set(this.hatched, "style", hatched ? "" : "visibility:hidden");
  }
}
