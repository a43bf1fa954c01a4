// Whom it would take to lose the lead, as lcity/ui/ranking/threat.py says it.

import { Path, tipping } from "./tipping.js";
import { knownBeside, ofIndex } from "./tips.js";

const SAME = 1e-9; // of two dimensions one is as near as the other: the first is named
const [FEWEST, MOST] = [1, 4]; // decimals of a per cent: as few as tell truly who is first
const ON_A_STEP = 1e-6;

/**
 * @param {Tree} tree
 * @param {object} result of `Level.result`
 * @param {Map<string, number>} inUse node → share of the index, of the nodes with figures
 * @param {{method: string, least: number}} rules
 * @param {number} leader
 * @returns {?{key: ?string, share: number, now: number, by: number, digits: number}} the dimension whose share of the
 *   index, changed least, costs the leader the lead; the share, the present one, who leads then, and with how many
 *   decimals of a per cent the share is to be said. `key` null: none does; null: there are no two dimensions to weigh
 */
export function threat(tree, result, inUse, rules, leader) {
  let found = null;
  let along = null;
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
    along = path;
  }
  return found?.key ? { ...found, digits: digits(found, along, knownBeside(found.key, tree, result.among, inUse), leader) } : found;
}

/** The first share (0–1) beyond one, upwards or downwards, of so many decimals of a per cent. */
export function beyond(share, rises, digits) {
  const steps = 10 ** (digits + 2);
  const at = share * steps;
  const onAStep = Math.abs(at - Math.round(at)) < ON_A_STEP;
  const step = rises ? (onAStep ? Math.round(at) : Math.floor(at)) + 1 : (onAStep ? Math.round(at) : Math.ceil(at)) - 1;
  return Math.min(Math.max(step, 0), steps) / steps;
}

/** Whether it is a greater share that costs the lead. */
export function rises({ share, now }) {
  return share >= now;
}

/** With how many decimals a share is to be said so that it is true, and not the present one. */
function digits(threat, path, known, leader) {
  const isFirst = (t) => path.ranked(threat.by, t) && path.a.every((_, unit) => !path.above(unit, threat.by, t)) && (!path.ranked(leader, t) || path.above(threat.by, leader, t));
  for (let count = FEWEST; count < MOST; count++) {
    const steps = 10 ** (count + 2);
    const told = beyond(threat.share, rises(threat), count);
    if (Math.round(told * steps) === Math.floor(threat.now * steps + 0.5)) continue;
    if (isFirst((told * known) / (1 - told + told * known))) return count;
  }
  return MOST;
}
