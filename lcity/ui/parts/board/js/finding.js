// The page's answer in one sentence, as lcity/ui/ranking/view.py says it of settled weights: who leads, and who has moved.

import { element, hide, write } from "../../lib/element.js";
import { sign } from "../../lib/sign.js";
import { beyond, rises } from "./threat.js";
import { rounded } from "../../lib/words.js";

const LEAST_TOLD = 0.05;

/**
 * @param {Words} words
 * @param {(unit: number) => string} label a unit's name
 * @param {?{ranks: Int32Array, index: Float64Array}} result null where nothing counts
 * @param {Int32Array} changes places each unit has gained against what all is held against
 * @param {string[]} differs in what the settings differ from that: "weights", "method", "figures"
 * @param {number} chosen the unit to speak of, where it has a rank; else of the one that has moved furthest
 * @param {(leader: number) => ?object} threat whom it would take to lose the lead, as `threat` in threat.js finds it, with
 *   the dimension's name as `node`, and the greatest share (0–1) its slider reaches while the others stay as `most`
 * @returns {string}
 */
export function finding(words, label, result, changes, differs, chosen, threat) {
  if (!result) return words.say("index.all_zero");
  const { ranks, index } = result;
  const first = at(ranks, 1);
  if (!first.length) return words.say("ranking.nobody");
  const firstPlace = { leaders: words.listed(first.map(label)), score: words.number(index[first[0]], 1), n: first.length };
  const base = against(words, differs);
  const other = ranks[chosen] > 1;
  const fallen = first.some((unit) => changes[unit]) ? deposed(ranks, changes) : -1;
  if (!other && fallen >= 0) {
    return words.say("ranking.leads_and", firstPlace) + words.say("ranking.deposed", { base, name: label(fallen), rank: words.number(ranks[fallen]) });
  }
  const unit = other ? chosen : ranks[chosen] ? -1 : furthest(ranks, changes);
  if (unit < 0) return ahead(words, label, result, first, firstPlace, threat);
  const places = Math.abs(changes[unit]);
  if (!places) return words.say("ranking.leads_and", firstPlace) + keeps(words, label, result, unit);
  return words.say("ranking.leads_and", firstPlace) + words.say(`ranking.${changes[unit] > 0 ? "rises" : "falls"}`, {
    base, name: label(unit), n: places, places: words.number(places), rank: words.number(ranks[unit]),
  });
}

/** What changes are held against, in words. @param {Words} words @param {string[]} differs as for `finding` */
export function against(words, differs) {
  return words.listed((differs.length ? differs : ["weights"]).map((what) => words.say(`ranking.base.${what}`)));
}

/** Who leads, by how much, and whom it would take to lose the lead. */
function ahead(words, label, { ranks, index }, first, firstPlace, threat) {
  const second = at(ranks, 1 + first.length);
  if (!second.length) return words.say("ranking.leads", firstPlace);
  const after = { ...firstPlace, next: words.listed(second.map(label)), gap: gap(words, index, first[0], second[0]) };
  const found = first.length === 1 ? threat(first[0]) : null;
  if (!found) return words.say("ranking.leads_ahead", after);
  if (found.key === null) return words.say("ranking.leads_firmly", after);
  const told = beyond(found.share, rises(found), found.digits);
  const [share, now] = [told, found.now].map((part) => words.percent(part, found.digits));
  const way = rises(found) ? (told > found.most ? "rises_far" : "rises") : "falls";
  return words.say(`ranking.leads_if_${way}`, { ...after, node: found.node, share, now, by: label(found.by) });
}

/** Where a unit that has not moved stands, and whom it is nearest to. */
function keeps(words, label, { ranks, index }, unit) {
  const values = { name: label(unit), rank: words.number(ranks[unit]), score: words.number(index[unit], 1) };
  const equal = at(ranks, ranks[unit]).find((other) => other !== unit);
  if (equal !== undefined) return words.say("ranking.keeps_level", { ...values, next: label(equal) });
  let [before, after] = [0, Infinity];
  for (const rank of ranks) {
    if (rank < ranks[unit]) before = Math.max(before, rank);
    if (rank > ranks[unit]) after = Math.min(after, rank);
  }
  const above = before ? at(ranks, before)[0] : undefined;
  const below = at(ranks, after)[0];
  const apart = (other) => (other === undefined ? Infinity : Math.abs(index[other] - index[unit]));
  const next = apart(below) < apart(above) ? below : above;
  return words.say(next === below ? "ranking.keeps_ahead" : "ranking.keeps_behind", { ...values, next: label(next), gap: gap(words, index, unit, next) });
}

/** How far two units are apart in points, as their scores are written; never as nothing. */
function gap(words, index, one, other) {
  const apart = Math.abs(written(index[one]) - written(index[other]));
  return apart < LEAST_TOLD ? words.number(Math.abs(index[one] - index[other]), 2) : words.number(apart, 1);
}

function written(score) {
  return rounded(score, 1);
}

/** The units of a rank. */
function at(ranks, rank) {
  const found = [];
  for (let unit = 0; unit < ranks.length; unit++) if (ranks[unit] === rank) found.push(unit);
  return found;
}

/** The unit that was first with equal weights and has fallen furthest; -1 where none has. */
function deposed(ranks, changes) {
  let found = -1;
  for (let unit = 0; unit < ranks.length; unit++) {
    const wasFirst = ranks[unit] > 1 && ranks[unit] + changes[unit] === 1;
    if (wasFirst && (found < 0 || ranks[unit] > ranks[found])) found = unit;
  }
  return found;
}

/** Of some units, or all, the one behind the first that has moved furthest, up or down; of several the better placed now; -1 where none has. */
function furthest(ranks, changes, among = null) {
  let found = -1;
  const count = (among ?? ranks).length;
  for (let i = 0; i < count; i++) {
    const unit = among ? among[i] : i;
    const moved = Math.abs(changes[unit]);
    const most = found < 0 ? 0 : Math.abs(changes[found]);
    if (ranks[unit] > 1 && (moved > most || (moved && moved === most && ranks[unit] < ranks[found]))) found = unit;
  }
  return found;
}

/** Of a chosen city's districts the one to speak of: that has moved furthest, else the best placed; -1 where none is ranked. @param {number[]} districts */
export function ofCity({ ranks }, changes, districts) {
  const moved = furthest(ranks, changes, districts);
  if (moved >= 0) return moved;
  return districts.reduce((best, unit) => (ranks[unit] && (best < 0 || ranks[unit] < ranks[best]) ? unit : best), -1);
}

/**
 * Whom a unit cannot be told apart from of its neighbours in the ranking, in a sentence; "" where it can, or none is known.
 * @param {Words} words
 * @param {(unit: number) => string} label a unit's name
 * @param {?{ranks: Int32Array, order: Int32Array}} result
 * @param {?{alike: Set<number>, stale: boolean}} intervals as `Trust.of` gives them
 * @param {number} chosen the unit to speak of; -1 for the leader
 */
export function doubt(words, label, result, intervals, chosen) {
  if (!result || !intervals || intervals.stale) return "";
  const first = at(result.ranks, 1);
  const unit = chosen >= 0 ? chosen : first.length === 1 ? first[0] : -1;
  if (unit < 0 || !result.ranks[unit]) return "";
  const place = result.order.indexOf(unit);
  const below = result.order[place + 1];
  const alike = [...(intervals.alike.has(unit) ? [result.order[place - 1]] : []), ...(intervals.alike.has(below) ? [below] : [])];
  return alike.length ? words.say("overview.not_apart", { name: label(unit), names: words.listed(alike.map(label)) }).trim() : "";
}

/** The sentence and what it rests on, above the board; both follow the hand. */
export class Answer {
  /**
   * @param {boolean} anySimulated whether the dataset has simulated figures at all
   */
  constructor(root, words, anySimulated) {
    Object.assign(this, { root, words, anySimulated });
    this.sentence = element("span");
    const word = words.say("common.provenance.simulated");
    [this.mark, this.legend, this.note] = [sign(word), sign(word), element("span")];
    this.planned = element("span", { class: "tag planned" }, words.say("common.provenance.planned"));
    [this.doubt, this.caution] = [element("p", { class: "doubt" }), element("p", { class: "caution" })];
    const whole = element("div", { class: "whole" }, element("p", { class: "finding" }, this.sentence, "\u00a0", this.mark, "\u00a0", this.planned), this.doubt);
    root.append(whole, this.caution, anySimulated ? element("p", { class: "note" }, this.legend, " ", this.note) : "");
  }

  /** Keep its height while a hand moves: nothing is to jump under it, however long the sentence grows. */
  hold(moving) {
    if (moving === this.root.classList.contains("held")) return;
    this.root.style.height = moving ? `${this.root.getBoundingClientRect().height}px` : "";
    this.root.classList.toggle("held", moving);
  }

  /** @param {string} sentence @param {{simulated: number, planned: boolean}} rests the share (0–1) of the index on simulated figures, and whether any of it rests on what is planned @param {{simulatedOf: string, caution: string}} told by the server @param {string} inDoubt as `doubt` has it */
  show(sentence, { simulated, planned }, told, inDoubt = "") {
    const { words } = this;
    write(this.sentence, sentence);
    write(this.doubt, inDoubt);
    write(this.caution, told.caution);
    hide(this.caution, !told.caution);
    hide(this.mark, !simulated);
    hide(this.planned, !planned);
    const share = { share: words.percent(simulated), of: told.simulatedOf };
    write(this.note, simulated ? words.say("frame.banner.share", share) : words.say("frame.not_simulated_note"));
    hide(this.legend, !simulated);
  }
}
