// Who is seen: the units ranked, the one the reader is with, and what they are called.

export class Seen {
  /** @param {Words} words */
  constructor(words) {
    this.words = words;
    this.pins = new Set();
  }

  /** Turn to other units; what was pinned of those before is let go. @param {Level} level @param {boolean} ofMany whether they are of several cities */
  enter(level, ofMany) {
    this.level = level;
    this.pins.clear();
    const several = ofMany && new Set(level.cityNames).size > 1;
    this.details = level.names.map((_, unit) => (several ? level.cityNames[unit] : ""));
  }

  get labels() {
    return this.level.ids.map((_, unit) => label(this.level, unit));
  }

  /** A unit's name in a sentence, a district's of several cities with its city's. */
  named(unit) {
    const [name, city] = [this.level.names[unit], this.details[unit]];
    return city ? this.words.say("frame.of_city", { name, city }) : name;
  }

  /** Pin a unit, or let it go. */
  pin(unit) {
    if (unit >= 0 && !this.pins.delete(unit)) this.pins.add(unit);
  }
}

/** A unit's name beside its city's. */
export function label(level, unit) {
  const city = level.cityNames[unit];
  return city ? `${level.names[unit]} · ${city}` : level.names[unit];
}
