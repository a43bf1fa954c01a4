// What the tipping points mean on a slider: where its marks stand, and the sentences that tell them.

import { keepsOrder, Path, tipping } from "./tipping.js";

/**
 * How large a part of the index a node is when its share among its siblings is another, of what has figures.
 * @param {number} share among its siblings
 * @param {string} key @param {Tree} tree @param {Map<string, number>} among shares among siblings now
 * @param {Map<string, number>} inUse node → share of the index, of the nodes with figures
 * @returns {number} 0–1; NaN where no sibling has figures, so that the node's share moves nothing
 */
export function ofIndex(share, key, tree, among, inUse) {
  const parent = tree.parents.get(key);
  const known = knownBeside(key, tree, among, inUse);
  const above = parent === null ? 1 : inUse.get(parent);
  return known ? (above * share) / (share + (1 - share) * known) : NaN;
}

/** How much (0–1) of the weight of a node's siblings has figures; for parameters see `ofIndex`. */
export function knownBeside(key, tree, among, inUse) {
  const others = tree.children.get(tree.parents.get(key)).filter((one) => one !== key);
  const sum = (keys) => keys.reduce((total, one) => total + among.get(one), 0);
  return sum(others.filter((one) => inUse.has(one))) / sum(others);
}

/** The weights of a node's siblings that count, added up. */
function restOf(key, tree, among, weights) {
  const others = tree.children.get(tree.parents.get(key)).filter((one) => one !== key && among.get(one) > 0);
  return others.reduce((sum, one) => sum + weights.get(one), 0);
}

/** The greatest share (0–1) among its siblings a node's slider reaches while the others stay. */
export function mostOf(key, tree, among, weights) {
  return 100 / (100 + restOf(key, tree, among, weights));
}

/**
 * @param {string[]} keys of the sliders to mark
 * @param {Tree} tree
 * @param {object} result of `Level.result`
 * @param {Map<string, number>} inUse node → share of the index, of the nodes with figures
 * @param {Map<string, number>} weights
 * @param {{method: string, least: number}} rules
 * @param {number} unit the chosen one; -1: none
 * @returns {Map<string, {kept: ?object, up: ?object, down: ?object}>} per slider that moves anything: the band in which
 *   the first three keep their places (`low`, `high`, and whether that is as far as the slider goes: `toTheEnd`), and where the unit gains or loses one; each a place as `weight`
 *   on the slider and `share` of the whole index
 */
export function tips(keys, tree, result, inUse, weights, rules, unit) {
  const found = new Map();
  for (const key of keys) {
    const path = new Path(key, tree, result, rules);
    if (!path.moves || Number.isNaN(ofIndex(path.now, key, tree, result.among, inUse))) continue;
    const rest = restOf(key, tree, result.among, weights);
    const most = mostOf(key, tree, result.among, weights);
    const place = (share) => (share === null ? null : { weight: Math.min((rest * share) / (1 - share), 100), share: ofIndex(share, key, tree, result.among, inUse) });
    const kept = keepsOrder(path, most);
    const { up, down } = unit < 0 ? { up: null, down: null } : tipping(path, unit, most);
    const toTheEnd = kept !== null && kept.high === most;
    found.set(key, { kept: kept && { low: place(kept.low), high: place(kept.high), toTheEnd }, up: place(up), down: place(down) });
  }
  return found;
}

/** What a slider's marks say. @param {string} node the slider's name @param {string} name of the unit they are about, "" for none */
export function told(words, tip, node, name) {
  if (!tip) return "";
  const share = (place) => words.percent(place.share, place.share ? 1 : 0);
  const sentences = [];
  if (tip.kept) {
    const { low, high, toTheEnd } = tip.kept;
    const key = toTheEnd ? (low.share ? "tips_kept_from" : "tips_kept_all") : "tips_kept";
    sentences.push(words.say(key, { low: share(low), high: share(high) }));
  }
  if (name && tip.up && tip.down) sentences.push(words.say("tips_both", { name, up: share(tip.up), down: share(tip.down) }));
  else if (name && tip.up) sentences.push(words.say("tips_up", { name, up: share(tip.up) }));
  else if (name && tip.down) sentences.push(words.say("tips_down", { name, down: share(tip.down) }));
  else if (name) sentences.push(words.say("tips_none", { name }));
  return sentences.length ? words.say("tips_of", { node, sentence: words.text(sentences) }) : "";
}
