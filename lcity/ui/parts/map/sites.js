// Places on a map of districts: people out of reach as dots, and numbered marks one adds, drags, holds and leaves out.

import { button, disc, element, hide, set, vector } from "../lib/element.js";
import { json } from "../lib/fetch.js";
import { drag } from "../lib/hand.js";
import { Words } from "../lib/words.js";

const EVERY_MS = 90;
const [MARK, DOT] = [11, 4]; // radii

export class Sites {
  /** @param {object} state of the map: its frame, svg, tip, camera and data */
  constructor(state) {
    this.state = state;
    this.dots = vector("path", { class: "dots" });
    this.rims = vector("path", { class: "rims" });
    this.centres = vector("path", { class: "centres" });
    this.circle = vector("circle", { class: "reach", visibility: "hidden" });
    this.marks = vector("g");
    // Names lie between what is under them and what the hand moves.
    this.below = vector("g");
    this.above = vector("g", {}, this.circle, this.marks);
    this.menu = element("div", { class: "menu", role: "menu" });
    hide(this.menu, true);
    this.menu.addEventListener("keydown", ({ key }) => key === "Escape" && this.#close());
    state.frame.append(this.menu);
    this.shown = new Map();
  }

  draw() {
    const { data, svg } = this.state;
    if (!data.sites) return;
    this.below.replaceChildren(this.centres, this.rims, this.dots);
    svg.classList.add("placing");
    this.circle.setAttribute("r", data.sites.radius);
    svg.style.setProperty("--out", data.sites.out);
    svg.style.setProperty("--mark", data.sites.mark);
    svg.style.setProperty("--ink", data.sites.ink);
    json(data.sites.ground).then((ground) => {
      if (this.state.data.sites?.ground !== data.sites.ground || this.ground === ground) return;
      this.ground = ground;
      const discs = ground.dots.map(disc).join("");
      for (const path of [this.rims, this.dots]) set(path, "d", discs);
      set(this.centres, "d", ground.centres.map(([x, y]) => disc([x, y, ground.centre])).join(""));
    });
    if (this.held && !this.held.done) this.#preview(data.sites.preview);
    else this.#show(data.sites.marks);
    this.scale();
  }

  /** Keep marks as large on the screen however near one is. */
  scale() {
    const scale = this.state.camera.letter;
    for (const mark of this.shown.values()) mark.node.setAttribute("transform", `translate(${mark.x} ${mark.y}) scale(${scale})`);
  }

  /** Put a place where the reader clicks. */
  add(event) {
    this.#close();
    const [x, y] = this.#point(event);
    this.state.trigger("chosen", { act: "add", x, y });
  }

  /** Take hold of a mark; false where the pointer is on none. */
  grasp(down) {
    this.state.dragged = false;
    const mark = this.shown.get(down.target.closest("g.mark")?.dataset.id);
    if (!mark) return false;
    down.preventDefault();
    this.#close();
    const held = { mark, done: false };
    const move = (event) => {
      this.held = held;
      [mark.x, mark.y] = this.#point(event);
      this.#carry(event);
    };
    const stop = (moved) => {
      this.state.dragged = true; // the click that follows adds nothing
      setTimeout(() => (this.state.dragged = false));
      this.circle.setAttribute("visibility", "hidden");
      this.state.tip.hide();
      clearTimeout(this.waiting);
      if (!moved) return void this.#open(mark);
      held.done = true;
      this.state.trigger("chosen", { act: "move", id: mark.id, x: mark.x, y: mark.y });
    };
    drag(down, move, stop);
    return true;
  }

  /** Show at once what lies under the hand; ask the server for the rest, as often as it answers. */
  #carry(event) {
    const { data, tip } = this.state;
    const { mark } = this.held;
    this.circle.setAttribute("cx", mark.x);
    this.circle.setAttribute("cy", mark.y);
    this.circle.setAttribute("visibility", "visible");
    this.scale();
    const reach = data.sites.radius ** 2;
    const people = (this.ground?.out ?? []).reduce((sum, [x, y, count]) => ((x - mark.x) ** 2 + (y - mark.y) ** 2 <= reach ? sum + count : sum), 0);
    const words = new Words(data.sites.language, data.sites.words);
    tip.show(event, words.say("under", { people: words.number(people) }));
    if (this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      if (!this.held.done) this.state.tell("hand", { id: mark.id, x: mark.x, y: mark.y, at: performance.now() });
    }, EVERY_MS);
  }

  /** Show where the others would go; the one in the hand stays in it. */
  #preview(preview) {
    if (!preview) return;
    this.svg_at = preview.at;
    this.#show(preview.marks, this.held.mark);
  }

  #show(marks, held = null) {
    const kept = new Map();
    for (const told of marks) {
      const own = held && told.id === "hand" ? held : this.shown.get(told.id);
      const node = own?.node ?? this.#mark();
      const mark = Object.assign(own ?? {}, told, { node }, own === held && held ? { id: held.id, x: held.x, y: held.y } : {});
      node.dataset.id = mark.id;
      set(node, "class", `mark ${told.state}${told.number ? "" : " dot"}`);
      node.lastChild.textContent = told.number;
      node.firstChild.setAttribute("r", told.number ? MARK : DOT);
      set(node, "tabindex", told.number ? 0 : -1); // nobody steps through hundreds of dots
      set(node, "aria-label", told.tip);
      kept.set(mark.id, mark);
    }
    if (held) kept.set(held.id, held);
    this.shown = kept;
    // The first on top, and the one in the hand on top of all.
    const order = [...kept.values()].reverse().filter((mark) => mark !== held);
    this.marks.replaceChildren(...order.map(({ node }) => node), ...(held ? [held.node] : []));
    this.scale();
  }

  #mark() {
    const node = vector("g", { tabindex: 0, role: "button" }, vector("circle"), vector("text", { dy: ".35em" }));
    const tell = (point) => this.state.tip.show(point, this.shown.get(node.dataset.id)?.tip ?? "");
    node.addEventListener("pointermove", (event) => {
      event.stopPropagation();
      if (!this.held || this.held.done) tell(event);
    });
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      this.#open(this.shown.get(node.dataset.id));
    });
    return node;
  }

  #open(mark) {
    this.menu.replaceChildren(
      ...mark.acts.map(([act, words]) =>
        button(words, () => {
          this.#close();
          this.state.trigger("chosen", { act, id: mark.id });
        }, { role: "menuitem" }),
      ),
    );
    const box = this.state.frame.getBoundingClientRect();
    const at = mark.node.getBoundingClientRect();
    hide(this.menu, false);
    const left = Math.min(at.right - box.left + 4, box.width - this.menu.offsetWidth);
    Object.assign(this.menu.style, { left: `${Math.max(0, left)}px`, top: `${Math.max(0, at.top - box.top)}px` });
    this.menu.firstChild?.focus();
  }

  #close() {
    hide(this.menu, true);
  }

  #point({ clientX, clientY }) {
    const point = new DOMPoint(clientX, clientY).matrixTransform(this.state.svg.getScreenCTM().inverse());
    return [Math.round(10 * point.x) / 10, Math.round(10 * point.y) / 10];
  }
}
