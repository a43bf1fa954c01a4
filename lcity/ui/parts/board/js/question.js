// What the lines beside the ranks mean, and the choice of it: around the reader's weights, or under any weights at all.

import { element } from "../../lib/element.js";
import { choice } from "./tools.js";

export class Question {
  /** @param {HTMLElement} root @param {Words} words @param {Object<string, string>} questions key → label @param {(key: string) => void} chosen */
  constructor(root, words, questions, chosen) {
    this.words = words;
    this.select = choice(questions, chosen, words.say("question"));
    this.element = element("div", { class: "foot" }, element("label", {}, element("span", { class: "interval sample", "aria-hidden": "true" }), words.say("interval_means"), " ", this.select), " ", words.say("about_means"));
    root.append(this.element);
  }

  show(question) {
    this.select.value = question;
  }

  /** How firm a unit's rank is, in sentences; none where it is not known under the present settings. */
  told(intervals, unit) {
    if (!intervals || intervals.stale || !intervals.low[unit]) return [];
    const { words } = this;
    const [low, high] = [intervals.low[unit], intervals.high[unit]].map((rank) => words.number(rank));
    return [
      words.say(low === high ? "firm" : "firm_between", { low, high }),
      ...(intervals.alike.has(unit) ? [words.say("not_apart")] : []),
      words.say("firm_first", { first: words.percent(intervals.first[unit] ?? 0), three: words.percent(intervals.three[unit] ?? 0) }),
    ];
  }
}
