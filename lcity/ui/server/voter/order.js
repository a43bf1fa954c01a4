// The order of units under one vote, as the engine has it.

// Shares of a vote, or of equal weights where all are 0.
export function shares(weights) {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight => (sum ? weight / sum : 1 / weights.length));
}

// [{ unit, rank }], the first first; who ties shares the smaller rank. The cost of a unit is linear in the shares.
export function order(costs, vote, decimals) {
  const scale = 10 ** decimals;
  const found = costs.map((row, unit) => ({
    unit,
    cost: Math.round(row.reduce((total, cost, key) => total + cost * vote[key], 0) * scale) / scale,
  }));
  found.sort((one, other) => one.cost - other.cost || one.unit - other.unit);
  found.forEach((one, place) => {
    const before = found[place - 1];
    one.rank = before && before.cost === one.cost ? before.rank : place + 1;
  });
  return found;
}

// Whole points that sum to `total`, in the proportions of `vote`: the largest remainders are rounded up.
export function points(vote, total) {
  const exact = vote.map(share => share * total);
  const found = exact.map(Math.floor);
  const rest = exact.map((value, key) => [found[key] - value, key]).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const missing = Math.round(total - found.reduce((sum, value) => sum + value, 0));
  for (const [, key] of rest.slice(0, missing)) found[key] += 1;
  return found;
}
