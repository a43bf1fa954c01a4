// Where units stand under the settings, and what that is held against: equal weights on all figures.

import { Tree } from "./aggregate.js";

const ROOM_TO_GROW = 1.2;

export class Standing {
  /** @param {object} data as the server gives it: `index`, `indicators`, `least`, `defaults`, `presets`, `base` … */
  constructor(data) {
    Object.assign(this, { data, trees: {}, base: null });
  }

  /** The tree that counts: all of it, or the part on official figures. */
  tree(official) {
    const { index, indicators, hasOfficial } = this.data;
    const only = official && hasOfficial;
    this.trees[only] ??= new Tree(index.keys, index.parents, (leaf) => !only || indicators[leaf].official);
    return this.trees[only];
  }

  /** What `Level.result` finds under settings; null where nothing counts. */
  result(level, now) {
    return level.result(this.data, this.tree(now.official), new Map(Object.entries(now.weights)), now);
  }

  /** The same settings with equal weights. */
  equal(level, now) {
    return this.result(level, { ...now, weights: { ...this.data.defaults, ...this.data.presets.equal.weights } });
  }

  /** The places each unit has gained against equal weights on all figures by the default methods; 0 where unknown. */
  changes(level, now, { ranks }) {
    const { ranks: before } = this.#against(level, now);
    return Int32Array.from(ranks, (rank, unit) => (rank && before[unit] ? before[unit] - rank : 0));
  }

  /** The score a full bar stands for: the best with equal weights and room to grow; it stays while weights move. */
  longest(level, now) {
    return this.#against(level, now).longest;
  }

  /** The share (0–1) of the index that rests on simulated figures. */
  simulated(level, now, { shares }) {
    const known = this.tree(now.official).leaves.filter((leaf) => level.hasFigures(leaf));
    const share = (leaves) => leaves.reduce((sum, leaf) => sum + shares.get(leaf), 0);
    return share(known.filter((leaf) => this.data.indicators[leaf].simulated)) / share(known) || 0;
  }

  #against(level, now) {
    const key = [now.normalise, now.aggregate, now.official].join();
    if (this.base?.level !== level || this.base.key !== key) {
      const best = this.equal(level, now).index.reduce((most, score) => (score > most ? score : most), 0);
      const { ranks } = this.equal(level, { ...now, official: false, ...this.data.base });
      this.base = { level, key, ranks, longest: Math.min(100, best * ROOM_TO_GROW) || 100 };
    }
    return this.base;
  }
}
