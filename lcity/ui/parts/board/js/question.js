// What the lines beside the ranks mean, and the choice of it: around the reader's weights, or under any weights at all.

import { element, write } from "../../lib/element.js";
import { choice } from "./tools.js";

export class Question {
  /** @param {HTMLElement} root @param {Words} words @param {Object<string, string>} questions key → label @param {(key: string) => void} chosen */
  constructor(root, words, questions, chosen) {
    this.words = words;
    this.select = choice(questions, chosen, words.say("question"));
    this.means = element("span", {}, words.say("interval_means"));
    this.element = element("div", { class: "foot" }, element("label", {}, element("span", { class: "interval sample", "aria-hidden": "true" }), this.means, " ", this.select), " ", words.say("about_means"));
    root.append(this.element);
  }

  /** @param {string} question @param {?{draws: number, of: number}} intervals as `Trust.of` gives them */
  show(question, intervals) {
    const { words } = this;
    this.select.value = question;
    write(this.means, intervals && intervals.draws < intervals.of ? words.say("interval_means_first", { draws: words.number(intervals.draws) }) : words.say("interval_means"));
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
