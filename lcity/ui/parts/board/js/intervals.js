// The axis on which the ranks a unit takes under most sets of weights are drawn.

/**
 * From the first rank to the last there can be: the same whatever part of the list is seen.
 * @param {Int32Array} ranks 0 where a unit has none
 * @returns {{from: number, to: number}} ranks, at least one apart
 */
export function axis(ranks) {
  let ranked = 0;
  for (const rank of ranks) if (rank) ranked += 1;
  return { from: 1, to: Math.max(ranked, 2) };
}

/** Where a rank stands on it, 0–1; one of other weights, when more were ranked, at its end. */
export function along({ from, to }, rank) {
  return Math.min((rank - from) / (to - from), 1);
}
