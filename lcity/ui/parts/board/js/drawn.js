// What a picture of the board shows: the rows and the map as they are seen.

import { against } from "./finding.js";

/**
 * @param {Board} board
 * @param {number} selected the unit chosen, -1 for none
 * @returns {object} as `svg` in picture.js takes it
 */
export function drawn({ data, settings: { now }, standing, seen: { level, details, pins }, words, bars, map, ...board }, selected) {
  const { index } = data;
  const used = standing.used(level, now.official).dimensions;
  return {
    question: data.question,
    finding: board.said,
    names: level.names,
    details,
    units: bars.inView(),
    pins: [...pins],
    selected,
    of: level.ids.length,
    result: board.result,
    changes: board.changes,
    base: against(words, standing.differs(now)),
    intervals: board.intervals?.stale ? null : board.intervals,
    simulated: board.simulated,
    longest: standing.longest(level, now),
    colours: standing.tree(now.official).dimensions.map((key) => index.colours[key]),
    dimensions: used.map((key) => [index.colours[key], `${index.names[key]} ${words.percent(board.shares.get(key))}`]),
    draws: data.questions[now.question],
    basis: data.basis,
    map: map?.drawn() ?? null,
  };
}
