// The board in its place: updated when the data change, made anew when it speaks another language or stands on another
// dataset.

import { component } from "../../lib/component.js";
import { element } from "../../lib/element.js";
import { json } from "../../lib/fetch.js";
import { bare } from "./bare.js";

const [board, level] = [import("./board.js"), import("./level.js")]; // fetched while the data are

export default component(new URL("../board.css", import.meta.url), open, draw, close);

function open(root) {
  return { root: root.appendChild(element("div", { class: "lcity-board" })), board: null };
}

async function draw(state) {
  const { root, data, tell } = state;
  fetchEarly(data);
  const [{ Board }, all] = await Promise.all([board, whole(data)]);
  if (state.closed || state.data !== data) return;
  if (state.fixed === data.fixed) return void state.board.update(all, tell);
  state.board?.destroy();
  Object.assign(state, { board: new Board(root, all, tell), fixed: data.fixed });
}

function close(state) {
  state.closed = true;
  state.board?.destroy();
}

/** Begin to fetch what the board will open, while its other modules come; it asks again for what cannot be had, and says so. */
function fetchEarly({ levels, settings }) {
  const wanted = [settings.level, ...(levels.district?.outlines ? ["district"] : [])];
  level.then(({ Level }) => Promise.all(wanted.map((name) => Level.fetched(levels[name])))).catch(() => {});
}

/** All the data: what changes as the server tells it, and what no choice changes, fetched once. */
async function whole({ fixed, ...changing }) {
  return bare({ ...(await json(fixed)), ...changing });
}
