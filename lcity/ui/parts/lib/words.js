// Words and numbers as the reader's language writes them; the sentences come from the message catalogues.

const PLAIN = new Map();

/**
 * A number as `lcity.text.language.rounded` rounds it: as its shortest decimal form is written, a half away
 * from zero. (`toFixed` rounds what is stored: of 1.005 it makes 1.00.)
 */
export function rounded(value, digits) {
  if (!PLAIN.has(digits)) PLAIN.set(digits, new Intl.NumberFormat("en", { maximumFractionDigits: digits, useGrouping: false }));
  return Number(PLAIN.get(digits).format(value));
}

/** A sentence, its {placeholders} filled. */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export class Words {
  /**
   * @param {string} language a BCP 47 code
   * @param {Object<string, string|string[]>} sentences key → sentence with {placeholders}, or its plural forms
   */
  constructor(language, sentences) {
    this.language = language;
    this.sentences = sentences;
    this.ordinals = new Intl.PluralRules(language, { type: "ordinal" });
    this.formats = new Map();
    this.beforePercent = language === "zh" ? "" : "\u00a0";
  }

  /** The sentence `key`, its placeholders filled; where it has plural forms, the one for `n`. */
  say(key, values = {}) {
    const forms = [this.sentences[key]].flat();
    return filled(forms[values.n === 1 ? 0 : forms.length - 1], values);
  }

  /** A number with `digits` decimals; missing is a dash. */
  number(value, digits = 0) {
    if (value === null || Number.isNaN(value)) return "–";
    if (!this.formats.has(digits)) {
      const format = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: this.language !== "zh" };
      this.formats.set(digits, new Intl.NumberFormat(this.language, format));
    }
    const nothing = Math.abs(value) < 0.5 * 10 ** -digits; // written 0, not -0
    return this.formats.get(digits).format(nothing ? 0 : value);
  }

  /** Sentences one after another; empty ones are left out. */
  text(sentences) {
    return sentences.filter(Boolean).join(this.language === "zh" ? "" : " ");
  }

  /** Names as a list: A, B and C. What parts a Chinese list joins nothing within a name: 甲–乙、丙和丁. */
  listed(names) {
    const whole = this.language === "zh" ? names.map((name) => name.replaceAll("、", "–")) : names;
    return new Intl.ListFormat(this.language === "en" ? "en-GB" : this.language).format(whole);
  }

  /** A share (0–1) per cent with `few` decimals; only none is 0 % and only all 100 %: one more tells. */
  percent(share, few = 0) {
    const percent = rounded(100 * share, 9); // what lacks a rounding error of all is all
    const shown = rounded(percent, few);
    const digits = (shown === 0 || shown === 100) && shown !== percent ? few + 1 : few;
    const step = 10 ** -digits;
    const told = percent > 0 && percent < 100 ? Math.min(Math.max(percent, step), 100 - step) : percent;
    return `${this.number(told, digits)}${this.beforePercent}%`;
  }

  /** A rank as one says it: 3rd, 第3. */
  ordinal(rank) {
    return this.say(`ordinal.${this.ordinals.select(rank)}`, { n: this.number(rank) });
  }

  /** A change of rank: ▲2, ▼1, –; nothing where there is nothing to compare. */
  change(places) {
    if (places === null) return "";
    return places > 0 ? `▲${places}` : places < 0 ? `▼${-places}` : "–";
  }
}
