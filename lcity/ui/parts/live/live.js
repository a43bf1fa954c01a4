// The number of votes, written the moment the server tells of one; the page is asked to follow, no oftener than it can.

import { component } from "../lib/component.js";
import { element, write } from "../lib/element.js";

const LEAST_MS = 150; // between two requests for a run of the page
const MOST_MS = 3000; // until the next request, if the page has not answered
const AGAIN_MS = 2000; // until it listens again, where the browser has given up

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
  if (before?.events !== events) listen(state);
}

// A browser listens again by itself after a lost connection, but never after an answer that is an error, such as a proxy's
// while the server behind it starts anew.
function listen(state) {
  clearTimeout(state.again);
  state.source?.close();
  const source = (state.source = new EventSource(new URL(state.data.events, document.baseURI)));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED && source === state.source) state.again = setTimeout(() => listen(state), AGAIN_MS);
  });
  source.addEventListener("message", ({ data }) => {
    state.told = JSON.parse(data);
    show(state, state.told.votes);
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
  clearTimeout(state.again);
  state.source?.close();
}
