// What a screen reader is told once the board has come to rest.

/**
 * @param {Words} words
 * @param {string[]} names of the units
 * @param {?{ranks: Int32Array, order: Int32Array}} result null where nothing counts
 * @param {Int32Array} changes places each unit has climbed since equal weights
 * @param {number} selected the unit to speak of, where it has a rank; else the first is spoken of
 * @returns {string}
 */
export function announcement(words, names, result, changes, selected) {
  if (!result) return words.say("nothing_counts");
  const unit = result.ranks[selected] ? selected : result.order[0];
  if (!result.ranks[unit]) return words.say("none_ranked");
  const change = changes[unit];
  const key = change > 0 ? "now_up" : change < 0 ? "now_down" : "now_same";
  const rank = words.ordinal(result.ranks[unit]);
  return words.say(key, { name: names[unit], rank, change: words.number(Math.abs(change)) });
}
