// The map of districts beside the ranking: their classes under the settings, the legend, and the city it is turned to.

import { frame, read, written } from "./camera.js";
import { element, hide, write } from "../../lib/element.js";
import { sign } from "../../lib/sign.js";
import { Legend } from "./legend.js";
import { ScoreMap } from "./map.js";

export class DistrictMap {
  /**
   * @param {HTMLElement} root
   * @param {Words} words
   * @param {{light: string[], dark: string[]}} ramps from little to much, for either ground
   * @param {Standing} standing
   * @param {object} on as for `ScoreMap`
   */
  constructor(root, words, ramps, standing, on) {
    Object.assign(this, { words, ramps, standing });
    this.title = element("span");
    this.share = element("span");
    this.mark = element("span", { class: "mark" }, this.share, " ", sign(words.say("common.provenance.simulated")));
    this.choose = element("span", { class: "choose" });
    root.append(element("div", { class: "map-title" }, this.title, " ", this.mark, " ", this.choose));
    this.canvas = new ScoreMap(root, words, { ...on, ground: () => this.#redraw(), painted: () => this.#legend() });
    this.legend = new Legend(root, words);
  }

  /** Take the districts, drawn anew where their outlines are others. @param {Level} district */
  open(district) {
    if (this.district?.rings !== district.rings) {
      this.canvas.outlines(district.rings, district.names);
      this.turnedTo = null;
    }
    this.district = district;
    this.classes = null;
  }

  /**
   * @param {object} now the settings
   * @param {Level} level the units ranked; one city's districts keep here the ranks they have among themselves
   * @param {object} result of these units
   * @param {{level: string, id: string}} selected
   */
  show(now, level, result, selected) {
    const { district, standing } = this;
    this.shown = [now, level, result, selected];
    this.result = level === district ? result : standing.result(district, now);
    if (level.members) this.result = amended(this.result, level.members, result);
    const simulated = standing.simulated(district, now);
    hide(this.mark, !simulated);
    write(this.share, this.words.percent(simulated));
    const ramp = this.canvas.dark ? "dark" : "light";
    const key = [now.normalise, now.aggregate, now.official, ramp].join();
    if (this.classes?.key !== key) {
      const of = standing.equal(district, now).index;
      this.classes = { key, of, ...this.legend.of(of, this.ramps[ramp]) };
    }
    const { bounds, colours } = this.classes;
    const { index, ranks } = this.result;
    const classes = new Int8Array(index.length);
    for (let unit = 0; unit < classes.length; unit++) classes[unit] = ranks[unit] ? this.legend.classOf(index[unit], bounds) : -1;
    this.canvas.show(classes, colours, selected.level === "district" ? district.numbers.get(selected.id) ?? -1 : -1);
    this.#legend();
  }

  /** Explain what is seen now. */
  #legend() {
    const { canvas, classes } = this;
    if (!classes) return;
    const ranked = canvas.classes.some((class_) => class_ >= 0);
    this.legend.show(classes.bounds, classes.colours, ranked, canvas.inView.some((unit) => canvas.classes[unit] === -1));
  }

  /**
   * Turn to the city the reader is with; with none, to that of the first in the ranking.
   * @param {string} scope the city whose districts are ranked, "" for none
   * @param {{level: string, id: string}} selected
   * @param {?{level: string, id: string}} first null: nobody is ranked
   * @param {boolean} anew though it is turned there already
   */
  focus(scope, selected, first, anew) {
    if (!this.district) return;
    const { cities, cityNames, ids, numbers } = this.district;
    const cityOf = ({ level, id }) => (level === "city" ? id : cities[numbers.get(id)]);
    const with_ = scope || cityOf(selected);
    const city = with_ || (first && cityOf(first));
    const own = city ? this.district.membersOf(city) : [];
    const why = with_ ? "map_of" : first?.level === "city" ? "map_of_first" : "map_of_home";
    this.title.textContent = own.length ? this.words.say(why, { city: cityNames[own[0]] }) : this.words.say("map_of_all");
    this.choose.textContent = with_ && own.length ? "" : this.words.say("map_choose");
    if (this.turnedTo === city && !anew) return;
    this.turnedTo = city;
    this.canvas.fit(own.length ? own : [...ids.keys()]);
  }

  /** The reader's own camera, as text; "" where the map is turned to a city as a whole. */
  get camera() {
    const { camera, fitted } = this.canvas;
    return camera && !fitted ? written(camera) : "";
  }

  set camera(text) {
    this.canvas.look(read(text));
  }

  /** What is seen of it: the city it is turned to, and the frame's west, south, east and north in degrees. */
  seen() {
    const { camera } = this.canvas;
    return { city: this.turnedTo ?? "", extent: camera && frame(camera) };
  }

  destroy() {
    this.canvas.destroy();
  }

  #redraw() {
    if (this.shown) this.show(...this.shown);
  }
}

/** What was found of all, where some units have the scores and ranks they have among themselves. */
function amended(all, members, own) {
  const [index, ranks] = [all.index.slice(), all.ranks.slice()];
  members.forEach((unit, i) => {
    index[unit] = own.index[i];
    ranks[unit] = own.ranks[i];
  });
  return { ...all, index, ranks };
}
