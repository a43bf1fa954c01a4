// Where units stand under the settings, and what that is held against: equal weights on all figures.

import { Tree } from "./aggregate.js";

const ROOM_TO_GROW = 1.2;
const SAME = 1e-9;

export class Standing {
  /** @param {object} data as the server gives it: `index`, `indicators`, `least`, `defaults`, `presets`, `base` … */
  constructor(data) {
    Object.assign(this, { data, trees: {}, inUse: new WeakMap(), base: null });
  }

  /** The tree that counts: all of it, or the part on official figures. */
  tree(official) {
    const { index, indicators, hasOfficial } = this.data;
    const only = official && hasOfficial;
    this.trees[only] ??= new Tree(index.keys, index.parents, (leaf) => !only || indicators[leaf].official);
    return this.trees[only];
  }

  /** The part of the tree that some unit of a level has figures of: a node without any moves no index. */
  used(level, official) {
    if (!this.inUse.has(level)) this.inUse.set(level, {});
    const { index } = this.data;
    const counts = new Set(this.tree(official).leaves);
    return (this.inUse.get(level)[official] ??= new Tree(index.keys, index.parents, (leaf) => counts.has(leaf) && level.hasFigures(leaf)));
  }

  /** The share (0–1) of the whole index each node in use has; of all of them 0 where none has a weight. */
  shares(level, { official, weights }) {
    const used = this.used(level, official);
    return used.shares(new Map(Object.entries(weights)))?.whole ?? new Map(used.keys.map((key) => [key, 0]));
  }

  /** What `Level.result` finds under settings; null where nothing counts. */
  result(level, now) {
    return level.result(this.data, this.tree(now.official), new Map(Object.entries(now.weights)), now);
  }

  /** The same settings with equal weights. */
  equal(level, now) {
    return this.result(level, { ...now, weights: { ...this.data.defaults, ...this.data.presets.equal.weights } });
  }

  /** In what settings differ from what all is held against: "weights", "method", "figures". */
  differs(now) {
    const { base, defaults, presets, hasOfficial } = this.data;
    const tree = this.tree(now.official);
    const [mine, equal] = [now.weights, { ...defaults, ...presets.equal.weights }].map((weights) => tree.shares(new Map(Object.entries(weights)))?.whole);
    return [
      ...(mine && equal && tree.leaves.some((leaf) => Math.abs(mine.get(leaf) - equal.get(leaf)) > SAME) ? ["weights"] : []),
      ...(now.normalise !== base.normalise || now.aggregate !== base.aggregate ? ["method"] : []),
      ...(now.official && hasOfficial ? ["figures"] : []),
    ];
  }

  /** The places each unit has gained against equal weights on all figures by the default methods; 0 where unknown. */
  changes(level, now, { ranks }) {
    const { ranks: before } = this.#against(level, now);
    const found = new Int32Array(ranks.length);
    for (let unit = 0; unit < ranks.length; unit++) if (ranks[unit] && before[unit]) found[unit] = before[unit] - ranks[unit];
    return found;
  }

  /** The score a full bar stands for: the best with equal weights and room to grow; it stays while weights move. */
  longest(level, now) {
    return this.#against(level, now).longest;
  }

  /** The share (0–1) of the index that rests on simulated figures. */
  simulated(level, now) {
    const shares = this.shares(level, now);
    const simulated = this.used(level, now.official).leaves.filter((leaf) => this.data.indicators[leaf].simulated);
    return simulated.reduce((sum, leaf) => sum + shares.get(leaf), 0);
  }

  /** Whether any of the index rests on what a scenario changes. */
  planned(level, now) {
    const shares = this.shares(level, now);
    return this.used(level, now.official).leaves.some((leaf) => this.data.indicators[leaf].planned && shares.get(leaf) > 0);
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
