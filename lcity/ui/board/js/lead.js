// Whom it would take to lose the lead, as lcity/ui/ranking_lead.py says it.

import { Path, tipping } from "./tipping.js";
import { ofIndex } from "./tips.js";

const SAME = 1e-9; // of two dimensions one is as near as the other: the first is named

/**
 * @param {Tree} tree
 * @param {object} result of `Level.result`, with `presence`
 * @param {Map<string, number>} inUse node → share of the index, of the nodes with figures
 * @param {{method: string, least: number}} rules
 * @param {number} leader
 * @returns {?{key: ?string, share: number, now: number, by: number}} the dimension whose share of the index, changed
 *   least, costs the leader the lead; the share, the present one, and who leads then. `key` null: none does; null:
 *   there are no two dimensions to weigh
 */
export function threat(tree, result, inUse, rules, leader) {
  let found = null;
  for (const key of tree.dimensions) {
    if (!inUse.has(key)) continue;
    const path = new Path(key, tree, result, rules);
    const now = path.moves ? ofIndex(path.now, key, tree, result.among, inUse) : NaN;
    if (Number.isNaN(now)) continue;
    found ??= { key: null };
    const { down } = tipping(path, leader, 1);
    if (down === null) continue;
    const share = ofIndex(down, key, tree, result.among, inUse);
    if (found.key && Math.abs(share - now) > Math.abs(found.share - found.now) - SAME) continue;
    found = { key, share, now, by: path.best(down, leader) };
  }
  return found;
}
