// What is told of a unit: its standing, the points each dimension gives, and where it has no rank, what it lacks.

/**
 * @param {object} data as the server gives it
 * @param {Tree} tree
 * @param {Level} level
 * @param {object} result of `Level.result`
 * @param {number} unit
 * @param {string} normalise
 * @returns {object} `rank` (0: none), `score`, `present` (share of the weight that has figures), `least` (that must have
 *   them), `missing` (names; of what has a rank none), `parts` (`name`, `colour`, `points` of each dimension)
 */
export function facts({ index, indicators, least }, tree, level, { ranks, index: scores, present, points, shares }, unit, normalise) {
  const missing = ranks[unit] ? [] : lacking(level.normalised(indicators, normalise), tree, shares, unit).map((key) => index.names[key]);
  const given = points(unit);
  const parts = tree.dimensions.map((key, d) => ({ name: index.names[key], colour: index.colours[key], points: given[d] }));
  return { rank: ranks[unit], score: scores[unit], present: present[unit], least, missing, parts };
}

/**
 * @param {Map<string, Float64Array>} scores leaf → over all units; NaN is missing
 * @param {Tree} tree
 * @param {Map<string, number>} shares node → share of the index: what has none is not missed
 * @param {number} unit
 * @returns {string[]} keys of dimensions missing wholly, and of the other leaves that are missing; the weightiest first
 */
export function lacking(scores, tree, shares, unit) {
  const wanted = (key) => shares.get(key) > 0;
  const leaves = (key) => (tree.children.get(key) ?? []).flatMap((child) => (tree.children.has(child) ? leaves(child) : [child]));
  const missing = (leaf) => Number.isNaN(scores.get(leaf)[unit]);
  const found = tree.dimensions.filter(wanted).flatMap((dimension) => {
    const own = (tree.children.has(dimension) ? leaves(dimension) : [dimension]).filter(wanted);
    return own.every(missing) ? [dimension] : own.filter(missing);
  });
  return found.sort((one, other) => shares.get(other) - shares.get(one));
}
