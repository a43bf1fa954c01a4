// One level of units (cities, or districts): what was fetched of it, and what follows from the settings.

import { json, once } from "../../lib/fetch.js";
import { aggregate } from "./aggregate.js";
import { outlines, values } from "./decode.js";
import { normalise } from "./normalise.js";
import { rank } from "./rank.js";

export class Level {
  /** @param {{units: string, values: string, outlines: ?string}} urls */
  static async open(urls) {
    return new Level(...(await Level.fetched(urls)));
  }

  /** What a level is made of, fetched and decoded once a page load. @param {object} urls as for `open` */
  static fetched(urls) {
    return Promise.all([
      json(urls.units),
      once(urls.values, async (response) => values(await response.arrayBuffer())),
      urls.outlines ? once(urls.outlines, async (response) => outlines(await response.arrayBuffer())) : null,
    ]);
  }

  constructor(units, table, rings) {
    Object.assign(this, units, { values: table, rings, scores: new Map(), parts: new Map(), kept: { means: new Map(), presence: new Map() } });
    this.numbers = new Map(this.ids.map((id, unit) => [id, unit]));
  }

  /** The numbers of one city's units, ascending. */
  membersOf(city) {
    if (!this.byCity) {
      this.byCity = new Map();
      this.cities.forEach((own, unit) => {
        if (!this.byCity.has(own)) this.byCity.set(own, []);
        this.byCity.get(own).push(unit);
      });
    }
    return this.byCity.get(city) ?? [];
  }

  /** The units of one city, held against each other alone; `members` are their numbers here. */
  of(city) {
    if (!city) return this;
    if (!this.parts.has(city)) {
      const members = this.membersOf(city);
      const pick = (list) => members.map((unit) => list[unit]);
      const units = { ids: pick(this.ids), names: pick(this.names), cities: pick(this.cities), cityNames: pick(this.cityNames), also: pick(this.also), alsoCities: pick(this.alsoCities), members };
      const table = new Map([...this.values].map(([key, column]) => [key, Float64Array.from(pick(column))]));
      this.parts.set(city, new Level(units, table, null));
    }
    return this.parts.get(city);
  }

  /** Whether any unit has a value of an indicator. */
  hasFigures(leaf) {
    return this.values.get(leaf).some((value) => !Number.isNaN(value));
  }

  /** The scores of every indicator under a normalisation, computed once. */
  normalised(indicators, method) {
    if (!this.scores.has(method)) {
      const scores = [...this.values].map(([key, column]) => [key, normalise(column, indicators[key], method)]);
      this.scores.set(method, new Map(scores));
    }
    return this.scores.get(method);
  }

  /** Index, presence, points, ranks and order of the units under weights; null where nothing counts. */
  result({ indicators, least }, tree, weights, { normalise: norm, aggregate: method }) {
    const shares = tree.shares(weights);
    if (!shares) return null;
    const found = aggregate(this.normalised(indicators, norm), tree, shares, method, this.kept);
    return { ...found, shares: shares.whole, among: shares.among, ...rank(found.index, found.present, least) };
  }
}
