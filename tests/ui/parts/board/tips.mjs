// What tipping.js makes of a case (see cases.py) under its first way.

import { unpack } from "./compute.mjs";

/**
 * @param {URL} root the modules lie under
 * @param {object} told as `cases.Case.told` gives it
 * @returns {Promise<?Object<string, object>>} node → `kept` ([low, high], null: nothing to keep or nothing moves) and
 *   per unit `tips` ([up, down]); null where nothing counts
 */
export async function tips(root, told) {
  const known = await open(root, told);
  if (!known) return null;
  const { tree, result, rules, tipping } = known;
  return Object.fromEntries(tree.keys.map((key) => {
    const path = new tipping.Path(key, tree, result, rules);
    const kept = tipping.keepsOrder(path, 1);
    const tips = told.ids.map((_, unit) => tipping.tipping(path, unit, 1)).map(({ up, down }) => [up, down]);
    return [key, { moves: path.moves, kept: kept && [kept.low, kept.high], tips }];
  }));
}

/** What threat.js makes of it: null where nothing counts or nobody leads alone, else what `threat` returns as a list of one. */
export async function threat(root, told) {
  const known = await open(root, told);
  const first = known ? [...known.result.ranks.keys()].filter((unit) => known.result.ranks[unit] === 1) : [];
  if (first.length !== 1) return null;
  const { threat } = await import(new URL("threat.js", root));
  const { tree, used, weights, result, rules } = known;
  const inUse = used.shares(weights)?.whole ?? new Map(used.keys.map((key) => [key, 0]));
  return [threat(tree, result, inUse, rules, first[0])];
}

async function open(root, { keys, parents, counting, indicators, weights, ids, table, least, ways: [[normalise, method]] }) {
  const load = (name) => import(new URL(name, root));
  const [{ Level }, { Tree }, { values }, tipping] = await Promise.all(["level.js", "aggregate.js", "decode.js", "tipping.js"].map(load));
  const level = new Level({ ids }, values(unpack(table)), null);
  const tree = new Tree(keys, parents, (leaf) => counting.includes(leaf));
  const used = new Tree(keys, parents, (leaf) => counting.includes(leaf) && level.hasFigures(leaf));
  const weighed = new Map(Object.entries(weights));
  const result = level.result({ indicators, least }, tree, weighed, { normalise, aggregate: method });
  if (!result) return null;
  return { tree, used, weights: weighed, result, rules: { method, least }, tipping };
}
