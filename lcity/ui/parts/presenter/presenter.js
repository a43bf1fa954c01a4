// Before a room: the views are walked by the arrow keys, and by what a presenter's remote sends, PageDown and PageUp.

import { component } from "../lib/component.js";
import { element } from "../lib/element.js";
import { larger } from "../lib/reader.js";

const ARROWS = { ArrowRight: 1, ArrowLeft: -1 };
const REMOTE = { PageDown: 1, PageUp: -1 };
// What the arrows move themselves, or text is typed into.
const TYPED = "input, textarea, select, [contenteditable='true'], [role='slider'], [role='combobox'], [role='listbox'], [role='option']";
const MOVED = `${TYPED}, svg, canvas, table, summary, [role='radio'], [role='tab'], [role='menu'], [role='menuitem'], [role='grid'], [role='application']`;

export default component(new URL("presenter.css", import.meta.url), open, draw, ({ end }) => end());

function open(root) {
  root.append(element("div", { class: "aloud" }));
  const state = {};
  const key = (event) => walk(state, event);
  const size = () => tell(state);
  document.addEventListener("keydown", key);
  window.addEventListener("resize", size);
  state.end = () => {
    document.removeEventListener("keydown", key);
    window.removeEventListener("resize", size);
  };
  return state;
}

function draw(state) {
  tell(state);
}

function walk(state, event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = ARROWS[event.key] ?? REMOTE[event.key];
  const within = event.key in ARROWS ? MOVED : TYPED;
  if (!step || event.composedPath().some((node) => node.matches?.(within))) return;
  event.preventDefault();
  state.trigger("walked", step);
}

// Charts are drawn by the server, in px: it has to know how many times larger letters are than at a desk.
function tell(state) {
  const scale = Math.round(100 * larger()) / 100;
  if (scale !== state.scale) state.tell("scale", (state.scale = scale));
}
