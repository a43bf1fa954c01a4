// The page's answer in one sentence, as lcity/ui/ranking_view.py says it of settled weights: who leads, and who has moved.

import { element, write } from "./element.js";

/**
 * @param {Words} words
 * @param {(unit: number) => string} label a unit's name
 * @param {?{ranks: Int32Array, index: Float64Array}} result null where nothing counts
 * @param {Int32Array} changes places each unit has gained against equal weights
 * @param {number} chosen the unit to speak of, where it has a rank; else of the one that has moved furthest
 * @returns {string}
 */
export function finding(words, label, result, changes, chosen) {
  if (!result) return words.say("index.all_zero");
  const { ranks, index } = result;
  const first = [...ranks.keys()].filter((unit) => ranks[unit] === 1);
  if (!first.length) return words.say("ranking.nobody");
  const lead = { leaders: words.listed(first.map(label)), score: words.number(index[first[0]], 1), n: first.length };
  const unit = ranks[chosen] ? chosen : furthest(ranks, changes);
  if (unit < 0) {
    const second = [...ranks.keys()].filter((other) => ranks[other] === 1 + first.length);
    if (!second.length) return words.say("ranking.leads", lead);
    const after = { next: words.listed(second.map(label)), least: words.number(index[second[0]], 1) };
    return words.say("ranking.leads_ahead", { ...lead, ...after });
  }
  const places = Math.abs(changes[unit]);
  const way = !places ? "stays" : changes[unit] > 0 ? "rises" : "falls";
  return words.say("ranking.leads_and", lead)
    + words.say(`ranking.${way}`, { name: label(unit), n: places, places: words.number(places), rank: words.number(ranks[unit]) });
}

/** The unit that has moved furthest, up or down; of several the better placed now; -1 where none has. */
function furthest(ranks, changes) {
  let found = -1;
  for (let unit = 0; unit < ranks.length; unit++) {
    const [moved, most] = [Math.abs(changes[unit]), found < 0 ? 0 : Math.abs(changes[found])];
    if (moved > most || (moved && moved === most && ranks[unit] < ranks[found])) found = unit;
  }
  return found;
}

/** The sentence and what it rests on, above the board; both follow the hand. */
export class Answer {
  /** @param {boolean} anySimulated whether the dataset has simulated figures at all */
  constructor(root, words, anySimulated) {
    Object.assign(this, { words, anySimulated });
    this.sentence = element("span");
    this.mark = element("span", { class: "tag" }, words.say("common.provenance.simulated"));
    this.note = element("p", { class: "note" });
    root.append(element("p", { class: "finding" }, this.sentence, " ", this.mark), anySimulated ? this.note : "");
  }

  /** @param {string} sentence @param {number} simulated the share (0–1) of the index on simulated figures */
  show(sentence, simulated) {
    const { words } = this;
    write(this.sentence, sentence);
    this.mark.hidden = !simulated;
    const share = simulated ? words.say("ranking.simulated_share", { share: words.percent(simulated) }) : "";
    write(this.note, words.text([words.say(simulated ? "frame.simulated_note" : "frame.not_simulated_note"), share]));
  }
}
