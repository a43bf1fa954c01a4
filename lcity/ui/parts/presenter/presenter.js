// Before a room: the views are walked by the arrow keys, and by what a presenter's remote sends, PageDown and PageUp.

import { component } from "../lib/component.js";
import { element } from "../lib/element.js";
import { larger } from "../lib/reader.js";

const ARROWS = { ArrowRight: 1, ArrowLeft: -1 };
const REMOTE = { PageDown: 1, PageUp: -1 };
const SLIDER = "input[type='range'], [role='slider']";
// What text is typed into or chosen from; what the arrows move themselves. A remote moves no slider: whoever has just
// drawn one before a room goes on with the same remote.
const TYPED = "input:not([type='range']), textarea, select, [contenteditable='true'], [role='combobox'], [role='listbox'], [role='option']";
const MOVED = `${TYPED}, ${SLIDER}, svg, canvas, table, summary, [role='radio'], [role='tab'], [role='menu'], [role='menuitem'], [role='grid'], [role='application']`;

export default component(new URL("presenter.css", import.meta.url), open, draw, ({ end }) => end());

function open(root) {
  root.append(element("div", { class: "aloud" }));
  const state = {};
  const key = (event) => event.key in ARROWS && walk(state, event, ARROWS, MOVED);
  const remote = (event) => event.key in REMOTE && walk(state, event, REMOTE, TYPED);
  const size = () => tell(state);
  document.addEventListener("keydown", key);
  // Before what has the focus: a slider takes these keys, too.
  document.addEventListener("keydown", remote, true);
  document.addEventListener("pointerup", letGo);
  window.addEventListener("resize", size);
  state.end = () => {
    document.removeEventListener("keydown", key);
    document.removeEventListener("keydown", remote, true);
    document.removeEventListener("pointerup", letGo);
    window.removeEventListener("resize", size);
  };
  return state;
}

function draw(state) {
  tell(state);
}

function walk(state, event, steps, within) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.composedPath().some((node) => node.matches?.(within))) return;
  event.preventDefault();
  event.stopPropagation();
  state.trigger("walked", steps[event.key]);
}

// A slider drawn with the pointer does not keep the arrow keys: the next one is meant for the next view.
function letGo() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused?.matches(SLIDER)) focused.blur();
}

// Charts are drawn by the server, in px: it has to know how many times larger letters are than at a desk.
function tell(state) {
  const scale = Math.round(100 * larger()) / 100;
  if (scale !== state.scale) state.tell("scale", (state.scale = scale));
}
