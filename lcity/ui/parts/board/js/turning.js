// Where the order turns under the settings in force: what the sliders' marks tell, and whom it takes to lose the lead.

import { threat } from "./threat.js";
import { mostOf, ofIndex, tips } from "./tips.js";

const MANY_UNITS = 1000; // whose tipping points wait until the hand rests

export class Turning {
  /** @param {Standing} standing @param {object} data as the server gives it: `index`, `least` */
  constructor(standing, { index, least }) {
    Object.assign(this, { standing, names: index.names, least, known: null });
  }

  /** Take what is in force; nothing is known where nothing counts, or while a hand moves very many. */
  of(level, now, result, moving) {
    this.known = null;
    if (!result || (moving && level.ids.length > MANY_UNITS)) return;
    const tree = this.standing.tree(now.official);
    this.known = {
      tree,
      result: { ...result, presence: level.presence(this.standing.data, tree, result, now.normalise) },
      shares: this.standing.shares(level, now),
      weights: new Map(Object.entries(now.weights)),
      rules: { method: now.aggregate, least: this.least },
    };
  }

  /** Per slider what `tips` says; null where it is not known. @param {string[]} keys @param {number} unit -1: none */
  tips(keys, unit) {
    if (!this.known) return null;
    const { tree, result, shares, weights, rules } = this.known;
    return tips(keys.filter((key) => shares.has(key)), tree, result, shares, weights, rules, unit);
  }

  /** Which dimension's weight would cost a unit its lead, with its name, and to whom; as `threat` tells it. */
  threat(leader) {
    if (!this.known) return null;
    const { tree, result, shares, weights, rules } = this.known;
    const found = threat(tree, result, shares, rules, leader);
    if (!found?.key) return found;
    const most = ofIndex(mostOf(found.key, tree, result.among, weights), found.key, tree, result.among, shares);
    return { ...found, node: this.names[found.key], most };
  }
}
