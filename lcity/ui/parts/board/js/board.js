// The live board: sliders, bars and map as one; every change is computed here, the server hears where it ended.

import { Words } from "../../lib/words.js";
import { announcement } from "./announcement.js";
import { request } from "./channel.js";
import { facts } from "./facts.js";
import { meant } from "./find.js";
import { doubt, finding, ofCity } from "./finding.js";
import { layout } from "./layout.js";
import { Level } from "./level.js";
import { label, Seen } from "./seen.js";
import { presetInForce, Settings } from "./settings.js";
import { Standing } from "./standing.js";
import { Trust } from "./trust.js";
import { Turning } from "./turning.js";

const SETTLED_MS = 400;
// Streamlit sends what is told in one breath as one message, and runs the part of the page of only one of them.
const BREATH_MS = 200;

export class Board {
  /** @param {HTMLElement} root @param {Data & Fixed} data @param {(name: "settings"|"selected", message: Settled|Selected) => void} tell */
  constructor(root, data, tell) {
    Object.assign(this, { root, data, tell, levels: {}, sent: new Set() });
    this.words = new Words(data.language, data.words);
    this.seen = new Seen(this.words);
    this.settings = new Settings(data.settings);
    this.standing = new Standing(data);
    this.turning = new Turning(this.standing, data, () => this.#soon());
    this.trust = new Trust(() => this.#soon());
    this.selected = data.selected;
    this.camera = { wanted: data.camera, told: data.camera };
    this.#build();
    this.answer.show(data.finding, data, data);
    this.#load();
  }

  /** Take new data from the server; what this board itself had set comes back unchanged and is passed over. */
  update(data, tell) {
    const before = this.data;
    Object.assign(this, { data, tell });
    if (data.revision !== before.revision && !this.sent.has(data.revision)) this.settings.adopt(data.settings);
    const moved = JSON.stringify(data.selected) !== JSON.stringify(before.selected);
    // An answer to what was chosen before does not take back what has been chosen since and is yet to be told.
    if (moved && !this.choosing) Object.assign(this, { selected: data.selected, stay: false });
    if (JSON.stringify(data.levels) !== JSON.stringify(before.levels)) this.#load();
    else this.#soon();
  }

  destroy() {
    this.bars.destroy();
    this.map?.destroy();
    this.picture.destroy();
    this.trust.destroy();
    this.turning.destroy();
    [this.settling, this.choosing, this.camera.rests].forEach(clearTimeout);
    cancelAnimationFrame(this.frame);
  }

  #build() {
    const { data } = this;
    const setNow = (change) => this.#set(change, true);
    Object.assign(this, layout(this.root, data, this.words, this.standing, {
      tools: {
        preset: (key) => setNow({ weights: { ...this.settings.now.weights, ...data.presets[key].weights } }),
        undo: () => this.settings.undo() && this.#changed(),
        redo: () => this.settings.redo() && this.#changed(),
        reset: () => setNow({ weights: { ...data.defaults }, official: false, ...data.base }),
        official: (official) => setNow({ official }),
        normalise: (normalise) => setNow({ normalise }),
        aggregate: (aggregate) => setNow({ aggregate }),
      },
      weights: {
        onInput: (key, weight) => this.#set({ weights: { ...this.settings.now.weights, [key]: weight } }),
        onPress: () => { this.pressed = this.settings.steps; },
        onReset: (key) => {
          this.settings.join(this.pressed); // clicks moved the slider to where they were: that is no step of its own
          setNow({ weights: { ...this.settings.now.weights, [key]: data.defaults[key] } });
        },
        onRest: () => this.settings.moving && this.#changed(),
        onFold: () => this.#soon(),
      },
      scope: {
        scope: ({ level, city }) => setNow({ level, scope: city }),
        find: (text) => this.#find(text),
        pin: () => this.#pin(this.#selectedUnit()),
      },
      bars: {
        select: (unit) => this.#select(unit), pin: (unit) => this.#pin(unit),
        hover: (unit, event) => this.#hover(this.seen.level, this.result, unit, event),
      },
      question: (question) => setNow({ question }),
      picture: () => this.#pictured(),
      map: {
        select: (unit) => this.#choose({ level: "district", id: this.levels.district.ids[unit] }, false),
        hover: (unit, event) => this.#hoverMap(unit, event),
        camera: () => this.#cameraMoves(),
      },
    }));
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
    this.#soon();
  }

  /** Turn to other units; what was known of those before is let go. */
  #enter(level) {
    this.seen.enter(level, level === this.levels.district);
    this.trust.forget();
    this.scope.units(this.seen.labels);
    this.stay = false;
  }

  /** The units the bars show: a level's, or one city's of them. */
  #level() {
    const { level, scope } = this.settings.now;
    return this.levels[level]?.of(scope);
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
    clearTimeout(this.settling);
    this.settling = undefined;
    this.settings.rest();
    this.#soon();
    this.#now();
    const revision = Math.random().toString(36).slice(2);
    this.sent.add(revision);
    this.#tell("settings", { ...this.settings.now, revision });
    if (this.seen.level === this.#level()) {
      this.live.textContent = announcement(this.words, this.seen.level.names, this.result, this.changes, this.#selectedUnit());
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
    const { now, moving } = this.settings;
    const level = this.#level();
    if (!level) return void this.#load();
    if (level !== this.seen.level) this.#enter(level);
    const tree = this.standing.tree(now.official);
    const key = JSON.stringify([now, this.data.levels[now.level]]);
    const result = this.#result(key, level, now);
    const selected = this.#selectedUnit();
    Object.assign(this, { result, changes: result && this.standing.changes(level, now, result) });
    this.simulated = result ? this.standing.simulated(level, now) : 0;
    const rests = { simulated: this.simulated, planned: Boolean(result) && this.standing.planned(level, now) };
    this.turning.of(key, level, now, result, moving);
    this.finding = finding(this.words, (unit) => this.seen.named(unit), result, this.changes, this.standing.differs(now), this.#spokenOf(), (leader) => this.turning.threat(leader));
    this.answer.hold(Boolean(moving));
    this.intervals = this.trust.of(key, level.ids.length);
    this.answer.show(this.finding, rests, this.data, doubt(this.words, (unit) => this.seen.named(unit), result, this.intervals, this.#spokenOf()));
    this.tools.show(now, presetInForce(this.data, now.weights), this.settings.past.length > 0, this.settings.future.length > 0);
    this.scope.show(now, selected >= 0);
    this.question.show(now.question, this.intervals);
    this.shares = this.standing.shares(level, now);
    this.sliders.show(new Map(Object.entries(now.weights)), this.data.defaults, this.shares, (key) => this.#out(key, tree));
    const marked = result?.ranks[selected] ? selected : -1;
    // Where nobody is ranked there is no order that could tip, and no range of a rank.
    const nobody = !result?.ranks[result.order[0]];
    this.sliders.tip(nobody ? null : this.turning.tips(this.sliders.open, marked), marked < 0 ? "" : this.seen.named(marked));
    this.element.classList.toggle("nothing", !result);
    this.element.classList.toggle("nobody", nobody);
    this.trust.update(key, now, moving, this.data.levels[now.level].values);
    if (!result) return;
    this.bars.show({
      names: level.names, details: this.seen.details, order: result.order, ranks: result.ranks, changes: this.changes, index: result.index,
      points: result.points, colours: tree.dimensions.map((dimension) => this.data.index.colours[dimension]),
      longest: this.standing.longest(level, now), intervals: this.intervals, selected, pins: this.seen.pins, simulated: this.simulated,
    });
    this.#focus();
    this.map?.show(now, level, result, this.selected);
  }

  /** What was found last is found no second time: more is drawn than settings change. */
  #result(key, level, now) {
    if (this.last?.key !== key || this.last.level !== level) this.last = { key, level, result: this.standing.result(level, now) };
    return this.last.result;
  }

  /** Why a node moves nothing. */
  #out(key, tree) {
    const { data: { year }, words } = this;
    if (!tree.keys.includes(key)) return words.say("no_official");
    return year === null ? words.say("no_figures") : words.say("no_figures_in", { year });
  }

  /** The unit chosen among those ranked: itself, or among cities that of a chosen district; -1: none. */
  #selectedUnit() {
    const { level } = this.settings.now;
    const id = this.selected.level === level ? this.selected.id : level === "city" ? this.#city() : "";
    return this.#level()?.numbers.get(id) ?? -1;
  }

  /** The city the reader is with. */
  #city() {
    const { selected: { level, id }, levels: { district } } = this;
    return level === "city" ? id : district?.cities[district.numbers.get(id)] ?? this.data.chosen.city;
  }

  /** The unit the finding speaks of: the one chosen, or of a chosen city's districts one. */
  #spokenOf() {
    const { seen: { level }, result, changes } = this;
    const unit = this.#selectedUnit();
    if (unit >= 0 || !result || this.settings.now.level === "city") return unit;
    const city = this.#city();
    return city ? ofCity(result, changes, level.membersOf(city)) : -1;
  }

  #select(unit) {
    this.#choose({ level: this.settings.now.level, id: this.#level().ids[unit] });
  }

  #choose(selected, moveMap = true) {
    Object.assign(this, { selected, stay: !moveMap, turn: moveMap });
    this.#soon();
    clearTimeout(this.choosing);
    this.choosing = setTimeout(() => this.#tellChosen(), SETTLED_MS);
  }

  #tellChosen() {
    clearTimeout(this.choosing);
    this.choosing = undefined;
    this.#tell("selected", { ...this.selected });
  }

  #tell(what, value) {
    this.told = performance.now();
    this.tell(what, value);
  }

  /** What a picture is to show, told once the server knows what is in force; null where nothing is ranked. */
  async #pictured() {
    if (this.choosing) this.#tellChosen();
    if (this.settling) {
      await breath(this.told);
      this.#settle();
    }
    this.#now();
    await breath(this.told);
    const { result, seen: { level, pins } } = this;
    if (!result) return null;
    const ids = (units) => units.map((unit) => level.ids[unit]);
    const { city, extent } = this.map?.seen() ?? { city: "", extent: null };
    return { units: ids(this.bars.inView()), pins: ids([...pins]), city, extent };
  }

  #find(text) {
    const level = this.#level();
    const found = meant(text, level, this.result?.order ?? level.ids.keys());
    if (found.length) this.#select(found[0]);
    if (text.trim()) this.scope.say(found.length, found.length ? this.seen.labels[found[0]] : "");
  }

  #pin(unit) {
    this.seen.pin(unit);
    this.#soon();
  }

  /** Turn the map to the city the reader is with; where the reader chose on it, it stays. */
  #focus() {
    const { settings: { now, moving }, result: { ranks, order }, seen: { level } } = this;
    if (moving || this.stay) return;
    const first = ranks[order[0]] ? { level: now.level, id: level.ids[order[0]] } : null;
    this.map?.focus(now.scope, this.selected, first, this.turn);
    this.turn = false;
    if (this.map && this.camera.wanted) this.map.camera = this.camera.wanted;
    this.camera.wanted = "";
  }

  #cameraMoves() {
    clearTimeout(this.camera.rests);
    this.camera.rests = setTimeout(() => {
      const at = this.map.camera;
      if (at !== this.camera.told) request("camera", { at });
      this.camera.told = at;
    }, SETTLED_MS);
  }

  #hoverMap(unit, event) {
    const { level } = this.seen;
    const member = level.members?.indexOf(unit) ?? -1;
    if (member >= 0) this.#hover(level, this.result, member, event);
    else this.#hover(this.levels.district, this.map.result, unit, event);
  }

  #hover(level, result, unit, event) {
    if (unit === null || !this.result) return this.tip.hide();
    const { settings: { now } } = this;
    const trust = level === this.seen.level && result.ranks[unit] ? this.question.told(this.intervals, unit) : [];
    const told = facts(this.data, this.standing.tree(now.official), level, result, unit, now.normalise);
    return this.tip.tell(event, label(level, unit), told, trust);
  }

  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.type === "search") return;
    event.preventDefault();
    if (event.shiftKey ? this.settings.redo() : this.settings.undo()) this.#changed();
  }
}

/** Wait until something told then is a breath ago. */
function breath(told = -Infinity) {
  return new Promise((done) => { setTimeout(done, Math.max(0, told + BREATH_MS - performance.now())); });
}
