// The live board: sliders, bars and map as one; every change is computed here, the server hears where it ended.

import { announcement } from "./announcement.js";
import { Bars } from "./bars.js";
import { DistrictMap } from "./district.js";
import { element } from "./element.js";
import { Answer, finding } from "./finding.js";
import { Level } from "./level.js";
import { Picture } from "./picture.js";
import { Question } from "./question.js";
import { Scope } from "./scope.js";
import { presetInForce, Settings } from "./settings.js";
import { Standing } from "./standing.js";
import { Tip } from "./tip.js";
import { tips } from "./tips.js";
import { Tools } from "./tools.js";
import { Trust } from "./trust.js";
import { Weights } from "./weights.js";
import { Words } from "./words.js";

const SETTLED_MS = 400;
const MANY_UNITS = 1000; // whose tipping points wait until the hand rests

export class Board {
  constructor(root, data, tell) {
    Object.assign(this, { root, data, tell, levels: {}, pins: new Set(), sent: new Set() });
    this.words = new Words(data.language, data.words);
    this.settings = new Settings(data.settings);
    this.standing = new Standing(data);
    this.trust = new Trust(() => this.#soon());
    this.selected = data.selected;
    this.#build();
    this.answer.show(data.finding, data.simulated);
    this.#load();
  }

  /** Take new data from the server; what this board itself had set comes back unchanged and is passed over. */
  update(data, tell) {
    const before = this.data;
    Object.assign(this, { data, tell });
    if (data.origin !== before.origin && !this.sent.has(data.origin)) this.settings.adopt(data.settings);
    const moved = JSON.stringify(data.selected) !== JSON.stringify(before.selected);
    if (moved) this.selected = data.selected;
    if (JSON.stringify(data.levels) !== JSON.stringify(before.levels)) this.#load();
    else {
      if (moved) this.#focus();
      this.#soon();
    }
  }

  destroy() {
    this.bars.destroy();
    this.map?.destroy();
    this.trust.destroy();
    [this.settling, this.choosing].forEach(clearTimeout);
    cancelAnimationFrame(this.frame);
  }

  #build() {
    const { data, words } = this;
    const part = (name, ...children) => element("div", { class: name }, ...children);
    const [tools, sliders, bars, scope, map, said] = ["tools", "sliders", "bars", "scope", "map", "said"].map((name) => part(name));
    this.live = element("div", { class: "live", role: "status", "aria-live": "polite" });
    const chart = part("chart", scope, bars);
    this.element = part("board", part("controls", tools, sliders), chart, data.levels.district?.outlines ? map : "", this.live);
    this.root.replaceChildren(said, this.element);
    this.answer = new Answer(said, words, Object.values(data.indicators).some(({ simulated }) => simulated));
    this.tip = new Tip(this.element, words);
    this.tools = new Tools(tools, data, words, {
      preset: (key) => this.#set({ weights: { ...this.settings.now.weights, ...data.presets[key].weights } }, true),
      undo: () => this.settings.undo() && this.#changed(),
      redo: () => this.settings.redo() && this.#changed(),
      reset: () => this.#set({ weights: { ...data.defaults }, official: false, ...data.base }, true),
      official: (official) => this.#set({ official }, true),
      normalise: (normalise) => this.#set({ normalise }, true),
      aggregate: (aggregate) => this.#set({ aggregate }, true),
    });
    this.sliders = new Weights(sliders, data.index, words, {
      onInput: (key, weight) => this.#set({ weights: { ...this.settings.now.weights, [key]: weight } }),
      onReset: (key) => this.#set({ weights: { ...this.settings.now.weights, [key]: data.defaults[key] } }, true),
      onRest: () => this.settings.moving && this.#changed(),
      onFold: () => this.#soon(),
    });
    this.scope = new Scope(scope, data.scopes, words, {
      scope: ({ level, city }) => this.#set({ level, scope: city }, true),
      find: (label) => this.#find(label),
      pin: () => this.#pin(this.#selectedUnit()),
    });
    this.bars = new Bars(bars, words, {
      select: (unit) => this.#select(unit), pin: (unit) => this.#pin(unit),
      hover: (unit, event) => this.#hover(this.shown, this.result, unit, event),
    });
    this.question = new Question(chart, words, data.questions, (question) => this.#set({ question }, true));
    this.picture = new Picture(this.question.element, words, () => this.#drawn());
    if (data.levels.district?.outlines) {
      this.map = new DistrictMap(map, words, data.ramps, this.standing, {
        select: (unit) => this.#choose({ level: "district", id: this.levels.district.ids[unit] }, false),
        hover: (unit, event) => this.#hoverMap(unit, event),
      });
    }
    this.element.addEventListener("keydown", (event) => this.#shortcut(event));
  }

  async #load() {
    const { level } = this.settings.now;
    const wanted = [level, ...(this.map ? ["district"] : [])];
    const key = JSON.stringify(this.data.levels);
    try {
      const opened = await Promise.all(wanted.map((name) => Level.open(this.data.levels[name])));
      if (key !== JSON.stringify(this.data.levels)) return;
      wanted.forEach((name, i) => { this.levels[name] = opened[i]; });
    } catch (error) {
      this.live.textContent = this.words.say("not_fetched");
      this.element.classList.add("failed");
      throw error;
    }
    this.map?.open(this.levels.district);
    this.#focus();
    this.#soon();
  }

  /** Turn to other units; what was pinned and known of those before is let go. */
  #enter(level) {
    const all = level === this.levels.district;
    this.shown = level;
    this.pins.clear();
    this.trust.forget();
    this.details = level.names.map((_, unit) => (all ? level.cityNames[unit] : ""));
    this.scope.units(level.ids.map((_, unit) => this.#label(level, unit)));
  }

  /** The units the bars show: a level's, or one city's of them. */
  #level() {
    const { level, scope } = this.settings.now;
    return this.levels[level]?.of(scope);
  }

  #label(level, unit) {
    const city = level.cityNames[unit];
    return city ? `${level.names[unit]} · ${city}` : level.names[unit];
  }

  /** A unit's name in a sentence, a district's of several cities with its city's. */
  #named(unit) {
    const [name, city] = [this.shown.names[unit], this.details[unit]];
    return city ? this.words.say("frame.of_city", { name, city }) : name;
  }

  #set(change, atOnce = false) {
    this.settings.set(change);
    this.#changed(atOnce);
  }

  #changed(atOnce = true) {
    this.#soon();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.#settle(), atOnce ? 0 : SETTLED_MS);
  }

  #settle() {
    this.settings.rest();
    this.#soon();
    this.#now();
    const origin = Math.random().toString(36).slice(2);
    this.sent.add(origin);
    this.tell("settings", { ...this.settings.now, origin });
    if (this.shown === this.#level()) {
      this.live.textContent = announcement(this.words, this.shown.names, this.result, this.changes, this.#selectedUnit());
    }
  }

  #soon() {
    this.frame ??= requestAnimationFrame(() => this.#now());
  }

  /** Draw what waits for the next frame. */
  #now() {
    if (!this.frame) return;
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    this.#draw();
  }

  #draw() {
    const { now } = this.settings;
    const level = this.#level();
    if (!level) return void this.#load();
    if (level !== this.shown) {
      this.#enter(level);
      this.#focus();
    }
    const tree = this.standing.tree(now.official);
    const result = this.standing.result(level, now);
    const selected = this.#selectedUnit();
    Object.assign(this, { result, changes: result && this.standing.changes(level, now, result) });
    this.simulated = result ? this.standing.simulated(level, now, result) : 0;
    this.said = finding(this.words, (unit) => this.#named(unit), result, this.changes, this.#spokenOf());
    this.answer.show(this.said, this.simulated);
    this.tools.show(now, presetInForce(this.data, now.weights), this.settings.past.length > 0, this.settings.future.length > 0);
    this.scope.show(now, selected >= 0);
    this.question.show(now.question);
    this.sliders.show(new Map(Object.entries(now.weights)), this.data.defaults, result ? result.shares : new Map(tree.keys.map((key) => [key, 0])));
    this.#tips(level, tree, now, selected);
    this.element.classList.toggle("nothing", !result);
    if (!result) return;
    const key = JSON.stringify([now, this.data.levels[now.level]]);
    if (!this.settings.moving) this.trust.want(key, now, !this.trust.found);
    this.intervals = this.trust.of(key, level.ids.length);
    this.bars.show({
      names: level.names, details: this.details, order: result.order, ranks: result.ranks, changes: this.changes, index: result.index,
      points: result.points, colours: tree.dimensions.map((dimension) => this.data.index.colours[dimension]),
      longest: this.standing.longest(level, now), intervals: this.intervals, selected, pins: this.pins, simulated: this.simulated,
    });
    this.map?.show(now, level, result, this.selected);
  }

  #tips(level, tree, now, selected) {
    const unit = this.result?.ranks[selected] ? selected : -1;
    if (!this.result || (this.settings.moving && level.ids.length > MANY_UNITS)) return this.sliders.tip(null, "");
    const found = { ...this.result, presence: level.presence(this.data, tree, this.result, now.normalise) };
    const open = this.sliders.open.filter((key) => tree.parents.has(key) && found.among.has(key));
    const rules = { method: now.aggregate, least: this.data.least };
    return this.sliders.tip(tips(open, tree, found, new Map(Object.entries(now.weights)), rules, unit), unit < 0 ? "" : this.#named(unit));
  }

  #selectedUnit() {
    if (this.selected.level !== this.settings.now.level) return -1;
    return this.#level()?.numbers.get(this.selected.id) ?? -1;
  }

  /** The unit the finding speaks of: the selected one, or the city chosen besides a selected district. */
  #spokenOf() {
    const { level } = this.settings.now;
    return this.selected.level === level ? this.#selectedUnit() : this.shown.numbers.get(this.data.chosen[level]) ?? -1;
  }

  #select(unit) {
    this.#choose({ level: this.settings.now.level, id: this.#level().ids[unit] });
  }

  #choose(selected, moveMap = true) {
    this.selected = selected;
    if (moveMap) this.#focus();
    this.#soon();
    clearTimeout(this.choosing);
    this.choosing = setTimeout(() => this.tell("selected", { ...selected }), SETTLED_MS);
  }

  #find(label) {
    const level = this.#level();
    const unit = level.ids.findIndex((_, i) => this.#label(level, i) === label);
    if (unit < 0) return;
    this.#select(unit);
    this.#draw();
    this.bars.reveal(unit);
  }

  #pin(unit) {
    if (unit < 0) return;
    if (!this.pins.delete(unit)) this.pins.add(unit);
    this.#soon();
  }

  #focus() {
    this.map?.focus(this.settings.now.scope, this.selected, this.data.city);
  }

  #hoverMap(unit, event) {
    const member = this.shown.members?.indexOf(unit) ?? -1;
    if (member >= 0) this.#hover(this.shown, this.result, member, event);
    else this.#hover(this.levels.district, this.map.result, unit, event);
  }

  #hover(level, result, unit, event) {
    if (unit === null || !this.result) return this.tip.hide();
    const { index } = this.data;
    const parts = this.standing.tree(this.settings.now.official).dimensions
      .map((key, d) => ({ name: index.names[key], colour: index.colours[key], points: result.points[d][unit] }));
    const trust = level === this.shown && result.ranks[unit] ? this.question.told(this.intervals, unit) : [];
    return this.tip.show(event, this.#label(level, unit), { rank: result.ranks[unit], score: result.index[unit], present: result.present[unit], parts, trust });
  }

  /** What the picture shows: the ranking as it is seen. */
  #drawn() {
    const { data, settings: { now }, shown } = this;
    const { dimensions } = this.standing.tree(now.official);
    return {
      title: data.question, finding: this.said, names: shown.names, details: this.details, units: this.bars.inView(), of: shown.ids.length,
      result: this.result, changes: this.changes, intervals: this.intervals?.stale ? null : this.intervals, simulated: this.simulated,
      longest: this.standing.longest(shown, now), colours: dimensions.map((key) => data.index.colours[key]),
      dimensions: dimensions.map((key) => `${data.index.names[key]} ${this.words.percent(this.result.shares.get(key))}`), question: data.questions[now.question], basis: data.basis,
    };
  }

  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.type === "search") return;
    event.preventDefault();
    if (event.shiftKey ? this.settings.redo() : this.settings.undo()) this.#changed();
  }
}
