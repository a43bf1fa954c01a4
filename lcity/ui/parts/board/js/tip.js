// What the pointer is over: name, score, rank, and the points each dimension gives.

import { element } from "../../lib/element.js";
import { Tip } from "../../lib/tip.js";

const MOST_NAMED = 4;

export class UnitTip extends Tip {
  constructor(root, words) {
    super(root);
    this.words = words;
  }

  /**
   * @param {PointerEvent} event
   * @param {string} name
   * @param {object} facts as `facts` gives them
   * @param {string[]} trust sentences on how firm the rank is
   */
  tell(event, name, { rank, score, present, least, missing, parts }, trust) {
    const { words } = this;
    const line = rank
      ? words.say("tip_ranked", { score: words.number(score, 1), rank: words.number(rank) })
      : words.say("tip_unranked", { present: words.percent(present), least: words.percent(least), missing: this.#few(missing) });
    this.show(event,
      element("strong", {}, name),
      element("div", {}, line),
      ...trust.map((sentence) => element("div", { class: "firm" }, sentence)),
      ...parts.map(({ name: part, colour, points }) => element("div", { class: "part" },
        element("span", { class: "swatch", style: `background:${colour}` }), element("span", { class: "name" }, part),
        element("span", { class: "points" }, words.number(points, 1)))));
  }

  #few(names) {
    const more = names.length - MOST_NAMED;
    const rest = more > 0 ? [this.words.say("tip_more", { n: more, count: this.words.number(more) })] : [];
    return this.words.listed([...names.slice(0, MOST_NAMED), ...rest]);
  }
}
