// At which weight the order tips: closed forms, for every aggregation, as in lcity/index/tipping.py.
//
// As the share t of a node among its siblings grows and the others keep their proportions, what a unit's index is the
// mean of is (a + bt) / (c + dt), and the weight of what it has present p + qt. Two units change places at the roots of
// a quadratic; a unit comes into the ranking or leaves it where enough becomes present.

const TIE = 0.5e-12;
const SAME = 1e-9;
const FIRST = 3;

/** How every unit's index and presence follow the share of one node among its siblings. */
export class Path {
  /**
   * @param {string} key the node
   * @param {Tree} tree
   * @param {object} result of `Level.result`
   * @param {{method: string, least: number}} rules
   */
  constructor(key, tree, result, { method, least }) {
    const { among, means, presence } = result;
    const parent = tree.parents.get(key);
    const siblings = tree.children.get(parent);
    Object.assign(this, { now: among.get(key), ranks: result.ranks, least, sign: method === "harmonic" ? -1 : 1 });
    const rest = 1 - this.now;
    const own = tree.children.get(key);
    const counts = (parent === null || result.shares.get(parent) > 0) && (!own || own.some((child) => among.get(child) > 0));
    this.moves = counts && rest > SAME;
    if (!this.moves) return;
    const units = result.index.length;
    for (const part of ["a", "b", "c", "d", "p", "q"]) this[part] = new Float64Array(units);
    for (const sibling of siblings) if (sibling !== key) this.#add(means.get(sibling), presence.get(sibling), among.get(sibling) / rest);
    this.#against(means.get(key), presence.get(key));
    for (let node = parent; node !== null; node = tree.parents.get(node)) this.#rise(node, tree, result);
  }

  /** One that stands still while the node's share grows: c_j of what is left. */
  #add(mean, present, weight) {
    for (let unit = 0; unit < mean.length; unit++) {
      this.p[unit] += weight * present[unit];
      if (!weight || Number.isNaN(mean[unit])) continue;
      this.a[unit] += weight * mean[unit];
      this.c[unit] += weight;
    }
  }

  #against(mean, present) {
    for (let unit = 0; unit < mean.length; unit++) {
      const missing = Number.isNaN(mean[unit]);
      this.b[unit] = (missing ? 0 : mean[unit]) - this.a[unit];
      this.d[unit] = (missing ? 0 : 1) - this.c[unit];
      this.q[unit] = present[unit] - this.p[unit];
    }
  }

  /** From a node to its parent: the mean with its siblings, which stand still. */
  #rise(node, tree, { among, means, presence }) {
    const { a, b, c, d, p, q } = this;
    const own = among.get(node);
    const others = tree.children.get(tree.parents.get(node)).filter((key) => key !== node && among.get(key) > 0);
    for (let unit = 0; unit < a.length; unit++) {
      let [sum, weight] = [0, 0];
      [p[unit], q[unit]] = [own * p[unit], own * q[unit]];
      for (const key of others) {
        const mean = means.get(key)[unit];
        p[unit] += among.get(key) * presence.get(key)[unit];
        if (Number.isNaN(mean)) continue;
        sum += among.get(key) * mean;
        weight += among.get(key);
      }
      if (c[unit] || d[unit]) {
        const total = own + weight;
        [a[unit], b[unit]] = [(own * a[unit] + sum * c[unit]) / total, (own * b[unit] + sum * d[unit]) / total];
      } else {
        [a[unit], c[unit]] = [sum, weight];
      }
    }
  }

  ranked(unit, t) {
    return this.c[unit] + this.d[unit] * t > 0 && this.p[unit] + this.q[unit] * t >= this.least - TIE;
  }

  /** Whether one unit is ranked and better than another, which is ranked, at the share in force. */
  aboveNow(one, other) {
    return this.ranks[one] > 0 && this.ranks[one] < this.ranks[other];
  }

  /** Whether one unit is ranked and better than another. */
  above(one, other, t) {
    return this.ranked(one, t) && this.sign * (this.#mean(one, t) - this.#mean(other, t)) > TIE;
  }

  /** Who stands best at a share, one unit aside. */
  best(t, aside) {
    let found = -1;
    for (let unit = 0; unit < this.a.length; unit++) {
      if (unit !== aside && this.ranked(unit, t) && (found < 0 || this.above(unit, found, t))) found = unit;
    }
    return found;
  }

  #mean(unit, t) {
    return (this.a[unit] + this.b[unit] * t) / (this.c[unit] + this.d[unit] * t);
  }

  /** The shares at which one unit may pass another, or come into the ranking or leave it. */
  *events(one, other) {
    const { a, b, c, d, p, q } = this;
    if (!this.now) yield 0; // where the least weight may bring figures of units that had none here
    if (q[one]) yield (this.least - p[one]) / q[one];
    if (one === other) return;
    const second = b[one] * d[other] - b[other] * d[one];
    const first = a[one] * d[other] + b[one] * c[other] - a[other] * d[one] - b[other] * c[one];
    const none = a[one] * c[other] - a[other] * c[one];
    const root = first * first - 4 * second * none;
    if (root < 0) return;
    const half = -(first + (first < 0 ? -1 : 1) * Math.sqrt(root)) / 2;
    if (half) yield none / half;
    if (second) yield half / second;
  }
}

/**
 * The nearest shares at which a unit stands better, or worse, than now.
 * @param {Path} path @param {number} unit @param {number} most the greatest share its slider reaches
 * @returns {{up: ?number, down: ?number}} just beyond it; null where no weight of the slider brings that
 */
export function tipping(path, unit, most) {
  const found = { up: null, down: null };
  if (!path.moves || !path.ranks[unit]) return found;
  const events = [];
  for (let other = 0; other < path.a.length; other++) gather(events, path, other, unit);
  const note = (way, t) => {
    if (found[way] === null || Math.abs(t - path.now) < Math.abs(found[way] - path.now)) found[way] = t;
  };
  for (const groups of outward(events, path.now, most)) {
    const before = new Map();
    const here = {};
    let lost = 0;
    for (const { t, others, beyond } of groups) {
      for (const other of others) {
        if (other === unit) continue;
        if (!before.has(other)) before.set(other, path.aboveNow(other, unit));
        const now = path.above(other, unit, beyond);
        lost += now - before.get(other);
        before.set(other, now);
      }
      if (!path.ranked(unit, beyond)) continue;
      if (lost < 0) here.up ??= t;
      if (lost > 0) here.down ??= t;
      if (here.up !== undefined && here.down !== undefined) break;
    }
    for (const way of Object.keys(here)) note(way, here[way]);
  }
  return found;
}

/**
 * The band of shares, around the one in force, in which the first three keep their ranks.
 * @param {Path} path @param {number} most the greatest share the slider reaches
 * @returns {?{low: number, high: number}} null where nobody is ranked
 */
export function keepsOrder(path, most) {
  const { ranks } = path;
  const first = [...ranks.keys()].filter((unit) => ranks[unit] && ranks[unit] <= FIRST);
  if (!path.moves || !first.length) return null;
  const last = first.reduce((worst, unit) => (ranks[unit] > ranks[worst] ? unit : worst));
  const among = first.flatMap((one) => first.map((other) => [one, other, path.aboveNow(one, other)]));
  const leaders = new Set(first);
  const events = [];
  for (let other = 0; other < path.a.length; other++) if (!leaders.has(other)) gather(events, path, other, last);
  for (const [one, other] of among) gather(events, path, one, other);
  const kept = ({ others, beyond }) => first.every((unit) => path.ranked(unit, beyond))
    && among.every(([one, other, above]) => path.above(one, other, beyond) === above)
    && !others.some((other) => !leaders.has(other) && path.above(other, last, beyond));
  const [up, down] = outward(events, path.now, most).map((groups) => {
    for (const group of groups) if (!kept(group)) return group.t;
    return undefined;
  });
  return { low: down ?? 0, high: up ?? most };
}

function gather(events, path, one, other) {
  for (const t of path.events(one, other)) if (t > -SAME && t < 1) events.push({ t, other: one });
}

/** Events upwards and downwards from now, those at the same share together, each with a share between it and the next. */
function outward(events, now, most) {
  return [1, -1].map((way) => {
    const end = way > 0 ? most : 0;
    const sorted = events.filter(({ t }) => way * (t - now) >= -SAME && way * (end - t) > SAME).sort((one, other) => way * (one.t - other.t));
    return groups(sorted, way, now, end);
  });
}

function* groups(sorted, way, now, end) {
  for (let i = 0; i < sorted.length;) {
    const { t } = sorted[i];
    const others = [];
    let last = t;
    while (i < sorted.length && way * (sorted[i].t - t) <= SAME) {
      last = sorted[i].t;
      others.push(sorted[i].other);
      i += 1;
    }
    yield { t: way * (t - now) < 0 ? now : t, others, beyond: (last + (i < sorted.length ? sorted[i].t : end)) / 2 };
  }
}
