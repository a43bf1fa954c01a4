// The number of votes, written the moment the server tells of one; the page is asked to follow, no oftener than it can.

import { component } from "../lib/component.js";
import { element, write } from "../lib/element.js";
import { listening } from "./listening.js";

const LEAST_MS = 150; // between two requests for a run of the page
const MOST_MS = 3000; // until the next request, if the page has not answered

export default component(new URL("live.css", import.meta.url), open, draw, close);

function open(root) {
  const state = { number: element("b"), label: element("span"), requested: 0, timer: 0 };
  root.append(element("div", { class: "count", role: "status" }, state.number, state.label));
  return state;
}

function draw(state, before) {
  const { events, count } = state.data;
  show(state, count);
  state.answered = true;
  compare(state);
  if (before?.events === events) return;
  state.ears?.close();
  state.ears = listening(new URL(events, document.baseURI), (told) => {
    state.told = told;
    show(state, told.votes);
    compare(state);
  });
}

// Whether the page shows what the server has told last.
function compare(state) {
  const { told, data } = state;
  if (!told || told.revision < data.revision) return;
  if (told.revision > data.revision || told.open !== data.open) request(state);
}

function show({ number, label, data }, count) {
  write(number, String(count));
  write(label, data.labels[count === 1 ? 0 : 1]);
}

// While the page is still drawing what came before, what comes meanwhile is one change.
function request(state) {
  clearTimeout(state.timer);
  const since = performance.now() - state.requested;
  const wait = (state.answered ? LEAST_MS : MOST_MS) - since;
  state.timer = setTimeout(() => {
    Object.assign(state, { requested: performance.now(), answered: false });
    state.trigger("changed", Date.now());
  }, Math.max(0, wait));
}

function close(state) {
  clearTimeout(state.timer);
  state.ears?.close();
}
