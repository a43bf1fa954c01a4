// Where the order turns under the settings in force: what the sliders' marks tell, and whom it takes to lose the lead.

import { threat } from "./threat.js";
import { mostOf, ofIndex, tips } from "./tips.js";

const AFTER_MS = 30;
const MANY_UNITS = 1000; // whose tipping points wait until the hand rests, and are found once the rest has been drawn

export class Turning {
  /** @param {Standing} standing @param {object} data as the server gives it: `index`, `least` @param {() => void} found more is known than when it was asked for */
  constructor(standing, { index, least }, found) {
    Object.assign(this, { standing, names: index.names, least, found, key: null, known: null });
  }

  /** Take what is in force; nothing is known where nothing counts, or while a hand moves very many. @param {string} key of all of it */
  of(key, level, now, result, moving) {
    const many = level.ids.length > MANY_UNITS;
    if (key === this.key && !moving && result) return;
    clearTimeout(this.timer);
    Object.assign(this, { key: moving ? null : key, known: null });
    if (!result || (moving && many)) return;
    const known = { answers: new Map(), wanted: new Map(), many };
    // What each answer needs is found with the first of them.
    known.path = () => (known.of ??= this.#path(level, now, result));
    this.known = known;
  }

  #path(level, now, result) {
    const tree = this.standing.tree(now.official);
    return {
      tree,
      result,
      shares: this.standing.shares(level, now),
      weights: new Map(Object.entries(now.weights)),
      rules: { method: now.aggregate, least: this.least },
    };
  }

  /** Per slider what `tips` says; null where it is not known. @param {string[]} keys @param {number} unit -1: none */
  tips(keys, unit) {
    const found = keys.map((key) => this.#ask(`${key} ${unit}`, ({ tree, result, shares, weights, rules }) =>
      (shares.has(key) ? tips([key], tree, result, shares, weights, rules, unit) : new Map())));
    return found.includes(undefined) ? null : new Map(found.flatMap((one) => [...one]));
  }

  /** Which dimension's weight would cost a unit its lead, with its name, and to whom; as `threat` tells it. */
  threat(leader) {
    return this.#ask(`threat ${leader}`, ({ tree, result, shares, weights, rules }) => {
      const found = threat(tree, result, shares, rules, leader);
      if (!found?.key) return found;
      const most = ofIndex(mostOf(found.key, tree, result.among, weights), found.key, tree, result.among, shares);
      return { ...found, node: this.names[found.key], most };
    }) ?? null;
  }

  destroy() {
    clearTimeout(this.timer);
  }

  /** An answer: of few units at once; of many when the page has drawn what it shows without, undefined until then. */
  #ask(question, find) {
    const { known } = this;
    if (!known) return undefined;
    if (!known.answers.has(question)) {
      if (known.many) {
        known.wanted.set(question, find);
        this.#later();
        return undefined;
      }
      known.answers.set(question, find(known.path()));
    }
    return known.answers.get(question);
  }

  /** One answer at a time, so that a hand that comes meanwhile is not kept waiting. */
  #later() {
    const { known } = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const [[question, find]] = known.wanted;
      known.wanted.delete(question);
      known.answers.set(question, find(known.path()));
      if (known.wanted.size) this.#later();
      else this.found();
    }, AFTER_MS);
  }
}
