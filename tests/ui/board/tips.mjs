// What tipping.js makes of a case (see cases.py) under its first way.

import { unpack } from "./compute.mjs";

/**
 * @param {URL} root the modules lie under
 * @param {object} told as `cases.Case.told` gives it
 * @returns {Promise<?Object<string, object>>} node → `kept` ([low, high], null: nothing to keep or nothing moves) and
 *   per unit `tips` ([up, down]); null where nothing counts
 */
export async function tips(root, { keys, parents, counting, indicators, weights, ids, table, least, ways: [[normalise, method]] }) {
  const load = (name) => import(new URL(name, root));
  const [{ Level }, { Tree }, { values }, tipping] = await Promise.all(["level.js", "aggregate.js", "decode.js", "tipping.js"].map(load));
  const level = new Level({ ids }, values(unpack(table)), null);
  const tree = new Tree(keys, parents, (leaf) => counting.includes(leaf));
  const result = level.result({ indicators, least }, tree, new Map(Object.entries(weights)), { normalise, aggregate: method });
  if (!result) return null;
  const presence = level.presence({ indicators }, tree, result, normalise);
  return Object.fromEntries(tree.keys.map((key) => {
    const path = new tipping.Path(key, tree, { ...result, presence }, { method, least });
    const kept = tipping.keepsOrder(path, 1);
    const tips = ids.map((_, unit) => tipping.tipping(path, unit, 1)).map(({ up, down }) => [up, down]);
    return [key, { moves: path.moves, kept: kept && [kept.low, kept.high], tips }];
  }));
}
