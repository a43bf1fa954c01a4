// The live board: sliders, bars and map as one; every change is computed here, the server hears where it ended.

import { announcement } from "./announcement.js";
import { Bars } from "./bars.js";
import { element } from "./element.js";
import { Legend } from "./legend.js";
import { Level } from "./level.js";
import { ScoreMap } from "./map.js";
import { Scope } from "./scope.js";
import { presetInForce, Settings } from "./settings.js";
import { Tip } from "./tip.js";
import { Tools } from "./tools.js";
import { Tree } from "./aggregate.js";
import { Weights } from "./weights.js";
import { Words } from "./words.js";

const SETTLED_MS = 400;

export class Board {
  constructor(root, data, tell) {
    Object.assign(this, { root, data, tell, levels: {}, pins: new Set(), sent: new Set() });
    this.words = new Words(data.language, data.words);
    this.settings = new Settings(data.settings);
    this.selected = data.selected;
    this.#build();
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
    clearTimeout(this.settling);
    clearTimeout(this.choosing);
    cancelAnimationFrame(this.frame);
  }

  #build() {
    const { data, words } = this;
    const part = (name, ...children) => element("div", { class: name }, ...children);
    const tools = part("tools");
    const sliders = part("sliders");
    const bars = part("bars");
    this.title = element("div", { class: "map-title" });
    const map = part("map", this.title);
    this.live = element("div", { class: "live", role: "status", "aria-live": "polite" });
    const scope = part("scope");
    const chart = part("chart", scope, bars);
    this.element = part("board", part("controls", tools, sliders), chart, data.levels.district?.outlines ? map : "", this.live);
    this.root.replaceChildren(this.element);
    this.tip = new Tip(this.element, words);
    const on = { select: (unit) => this.#select(unit), pin: (unit) => this.#pin(unit), hover: (unit, event) => this.#hover(this.shown, this.result, unit, event) };
    this.tools = new Tools(tools, data, words, {
      preset: (key) => this.#set({ weights: { ...this.settings.now.weights, ...data.presets[key].weights } }, true),
      undo: () => this.settings.undo() && this.#changed(),
      redo: () => this.settings.redo() && this.#changed(),
      reset: () => this.#set({ weights: { ...data.defaults }, official: false, ...data.base }, true),
      official: (official) => this.#set({ official }, true),
      normalise: (normalise) => this.#set({ normalise }, true),
      aggregate: (aggregate) => this.#set({ aggregate }, true),
    });
    this.sliders = new Weights(sliders, data.index, words,
      (key, weight) => this.#set({ weights: { ...this.settings.now.weights, [key]: weight } }),
      (key) => this.#set({ weights: { ...this.settings.now.weights, [key]: data.defaults[key] } }, true),
      () => this.settings.moving && this.#changed());
    this.scope = new Scope(scope, data.scopes, words, {
      scope: ({ level, city }) => this.#set({ level, scope: city }, true),
      find: (label) => this.#find(label),
      pin: () => this.#pin(this.#selectedUnit()),
    });
    this.bars = new Bars(bars, words, on);
    if (data.levels.district?.outlines) {
      this.map = new ScoreMap(map, words, { select: (unit) => this.#selectDistrict(unit), hover: (unit, event) => this.#hoverMap(unit, event) });
      this.legend = new Legend(map, words, data.ramp);
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
    this.mapBounds = null;
    if (this.map && this.map.rings !== this.levels.district.rings) {
      this.map.rings = this.levels.district.rings;
      this.map.outlines(this.map.rings);
    }
    this.#focus();
    this.#soon();
  }

  /** Turn to other units; what was pinned among those before is let go. */
  #enter(level) {
    const all = level === this.levels.district;
    this.shown = level;
    this.baseline = null;
    this.pins.clear();
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

  #tree(official = this.settings.now.official) {
    const { index, indicators, hasOfficial } = this.data;
    const only = official && hasOfficial;
    const key = String(only);
    this.trees ??= {};
    this.trees[key] ??= new Tree(index.keys, index.parents, (leaf) => !only || indicators[leaf].official);
    return this.trees[key];
  }

  #draw() {
    const { now } = this.settings;
    const level = this.#level();
    if (!level) return void this.#load();
    if (level !== this.shown) {
      this.#enter(level);
      this.#focus();
    }
    const tree = this.#tree();
    const weights = new Map(Object.entries(now.weights));
    const result = level.result(this.data, tree, weights, now);
    this.tools.show(now, presetInForce(this.data, now.weights), this.settings.past.length > 0, this.settings.future.length > 0);
    this.scope.show(now, this.#selectedUnit() >= 0);
    this.sliders.show(weights, this.data.defaults, result ? result.shares : new Map(tree.keys.map((key) => [key, 0])));
    this.element.classList.toggle("nothing", !result);
    this.result = result;
    if (!result) return;
    this.changes = this.#changes(level, tree, now, result);
    const selected = this.#selectedUnit();
    this.bars.show({
      names: level.names, details: this.details, order: result.order, ranks: result.ranks, changes: this.changes, index: result.index,
      points: result.points, colours: tree.dimensions.map((key) => this.data.index.colours[key]),
      longest: this.baseline.longest, selected, pins: this.pins, simulated: this.#simulated(level, tree, result.shares),
    });
    if (this.map) this.#drawMap(tree, weights, now, level, result);
  }

  #drawMap(tree, weights, now, level, result) {
    const district = this.levels.district;
    this.mapResult = level === district ? result : district.result(this.data, tree, weights, now);
    level.members?.forEach((unit, i) => {
      this.mapResult.index[unit] = result.index[i];
      this.mapResult.ranks[unit] = result.ranks[i];
    });
    const key = [now.normalise, now.aggregate, now.official].join();
    if (this.mapBounds?.key !== key) this.mapBounds = { key, ...this.legend.of(this.#equal(district, tree, now).index) };
    const { bounds, colours } = this.mapBounds;
    const { index, ranks } = this.mapResult;
    const classes = Int8Array.from(index, (score, unit) => (ranks[unit] ? this.legend.classOf(score, bounds) : -1));
    this.legend.show(bounds, colours, classes.includes(-1));
    const chosen = this.selected.level === "district" ? district.numbers.get(this.selected.id) ?? -1 : -1;
    this.map.show(classes, colours, chosen);
  }

  #equal(level, tree, now) {
    return level.result(this.data, tree, new Map(Object.entries({ ...this.data.defaults, ...this.data.presets.equal.weights })), now);
  }

  /** The places each unit has gained against equal weights on all figures by the default methods. */
  #changes(level, tree, now, { ranks }) {
    const key = [now.level, now.scope, now.normalise, now.aggregate, now.official].join();
    if (this.baseline?.key !== key) {
      // A full bar stands for the best score with equal weights and room to grow; it stays while weights move.
      const best = this.#equal(level, tree, now).index.reduce((most, score) => (score > most ? score : most), 0);
      const { ranks: base } = this.#equal(level, this.#tree(false), this.data.base);
      this.baseline = { key, ranks: base, longest: Math.min(100, best * 1.2) || 100 };
    }
    return Int32Array.from(ranks, (rank, unit) => (rank && this.baseline.ranks[unit] ? this.baseline.ranks[unit] - rank : 0));
  }

  /** The share (0–1) of the index that rests on simulated figures. */
  #simulated(level, tree, shares) {
    const known = tree.leaves.filter((leaf) => level.hasFigures(leaf));
    const share = (leaves) => leaves.reduce((sum, leaf) => sum + shares.get(leaf), 0);
    return share(known.filter((leaf) => this.data.indicators[leaf].simulated)) / share(known) || 0;
  }

  #selectedUnit() {
    if (this.selected.level !== this.settings.now.level) return -1;
    return this.#level()?.numbers.get(this.selected.id) ?? -1;
  }

  #select(unit) {
    this.#choose({ level: this.settings.now.level, id: this.#level().ids[unit] });
  }

  #selectDistrict(unit) {
    this.#choose({ level: "district", id: this.levels.district.ids[unit] }, false);
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

  /** Turn the map to the city the reader is with; with none, to all there is. */
  #focus() {
    if (!this.map || !this.levels.district) return;
    const { cities, cityNames, numbers } = this.levels.district;
    const { level, id } = this.selected;
    const city = this.settings.now.scope || (level === "city" ? id : cities[numbers.get(id)]) || this.data.city;
    const own = cities.map((own_, unit) => (own_ === city ? unit : -1)).filter((unit) => unit >= 0);
    this.title.textContent = own.length ? this.words.say("map_of", { city: cityNames[own[0]] }) : this.words.say("map_of_all");
    this.map.fit(own.length ? own : cities.map((_, unit) => unit));
  }

  #hoverMap(unit, event) {
    const member = this.shown.members?.indexOf(unit) ?? -1;
    if (member < 0) this.#hover(this.levels.district, this.mapResult, unit, event);
    else this.#hover(this.shown, this.result, member, event);
  }

  #hover(level, result, unit, event) {
    if (unit === null || !this.result) return this.tip.hide();
    const { index } = this.data;
    const parts = this.#tree().dimensions.map((key, d) => ({ name: index.names[key], colour: index.colours[key], points: result.points[d][unit] }));
    return this.tip.show(event, this.#label(level, unit), { rank: result.ranks[unit], score: result.index[unit], present: result.present[unit], parts });
  }

  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.type === "search") return;
    event.preventDefault();
    if (event.shiftKey ? this.settings.redo() : this.settings.undo()) this.#changed();
  }
}
