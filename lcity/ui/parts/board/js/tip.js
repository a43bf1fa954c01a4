// What the pointer is over: name, score, rank, and the points each dimension gives.

import { element } from "./element.js";

const MOST_NAMED = 4;

export class Tip {
  constructor(root, words) {
    Object.assign(this, { root, words });
    this.element = element("div", { class: "tip", hidden: "" });
    root.append(this.element);
  }

  /**
   * @param {PointerEvent} event
   * @param {string} name
   * @param {object} facts as `facts` gives them
   * @param {string[]} trust sentences on how firm the rank is
   */
  show(event, name, { rank, score, present, least, missing, parts }, trust) {
    const { words } = this;
    const line = rank
      ? words.say("tip_ranked", { score: words.number(score, 1), rank: words.number(rank) })
      : words.say("tip_unranked", { present: words.percent(present), least: words.percent(least), missing: this.#few(missing) });
    this.element.replaceChildren(
      element("strong", {}, name),
      element("div", {}, line),
      ...trust.map((sentence) => element("div", { class: "firm" }, sentence)),
      ...parts.map(({ name: part, colour, points }) => element("div", { class: "part" },
        element("span", { class: "swatch", style: `background:${colour}` }), element("span", { class: "name" }, part),
        element("span", { class: "points" }, words.number(points, 1)))),
    );
    this.element.hidden = false;
    const box = this.root.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { offsetWidth: width, offsetHeight: height } = this.element;
    this.element.style.left = `${Math.max(0, x + 16 + width > box.width ? x - 16 - width : x + 16)}px`;
    this.element.style.top = `${Math.max(0, Math.min(y + 16, box.height - height))}px`;
  }

  #few(names) {
    const more = names.length - MOST_NAMED;
    const rest = more > 0 ? [this.words.say("tip_more", { n: more, count: this.words.number(more) })] : [];
    return this.words.listed([...names.slice(0, MOST_NAMED), ...rest]);
  }

  hide() {
    this.element.hidden = true;
  }
}
