// A voter's page: weights by sliders or points, the order they lead to, and a vote that is sent until it is kept.

import { order, points, shares } from "./order.js";

const MOST = 100;
const STEP = 5; // of a button, in points
const FIRST = 3; // places told in the sentence
const REST_MS = 300; // after which a screen reader is told of the new order
const LOOK_MS = 15_000; // between two looks at whether the room is still open
const RETRY_MS = [1_000, 2_000, 4_000, 8_000];

const data = JSON.parse(document.getElementById("data").textContent);
const [form, list, left, told, whole, more, state, send, other] = ["form", "keys", "left", "order", "whole", "more", "state", "send", "other"].map(id => document.getElementById(id));
const here = new URL(`${data.code}/`, location.href);
const kept = `lcity.vote.${data.code}`;
const say = (name, values = {}) => data.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
const percent = share => say("percent", { share: number.format(100 * share) });
const between = document.documentElement.lang.startsWith("zh") ? "、" : ", ";

const now = { weights: data.keys.map(() => MOST / 2), how: "sliders", sent: null, waiting: false, open: data.open, again: false, votes: data.votes };
let resting, retry, tries = 0, sending = false, delivered = 0;

restore();
const rows = data.keyNames.map(row);
list.append(...rows.map(one => one.item));
form.elements.how.forEach(one => {
  one.checked = one.value === now.how;
  one.addEventListener("change", () => choose(one.value));
});
form.addEventListener("submit", event => {
  event.preventDefault();
  now.waiting = true;
  tries = 0;
  deliver();
});
other.addEventListener("click", keep);
addEventListener("online", () => now.waiting && deliver());
document.addEventListener("visibilitychange", () => document.hidden || look());
setInterval(() => document.hidden || look(), LOOK_MS);
draw();
look();
if (now.waiting) deliver();

function row(name, key) {
  const id = `key-${key}`;
  const label = element("label", { htmlFor: id, textContent: name });
  const output = element("output", { htmlFor: id });
  const slider = element("input", { id, type: "range", min: 0, max: MOST, step: 1 });
  const button = (text, word, by) => {
    const found = element("button", { type: "button", className: "step", textContent: text });
    found.setAttribute("aria-label", say(word, { name }));
    found.addEventListener("click", () => set(key, now.weights[key] + by));
    return found;
  };
  slider.addEventListener("input", () => set(key, Number(slider.value)));
  const less = button("−", "less", -STEP), plus = button("+", "more", STEP);
  const controls = element("div", { className: "controls" }, less, slider, plus);
  return { item: element("li", {}, element("div", { className: "head" }, label, output), controls), slider, output, less, plus };
}

function element(name, properties, ...children) {
  const found = Object.assign(document.createElement(name), properties);
  found.append(...children);
  return found;
}

function set(key, weight) {
  const room = now.how === "points" ? MOST - total() + now.weights[key] : MOST;
  now.weights[key] = Math.max(0, Math.min(Math.round(weight), room));
  draw();
  keep();
}

function total() {
  return now.weights.reduce((sum, weight) => sum + weight, 0);
}

function choose(how) {
  now.how = how;
  const vote = shares(now.weights), alike = vote.every(share => share === vote[0]);
  const largest = Math.max(...vote);
  // Who has weighed nothing yet begins with all points in hand, or with every slider in the middle.
  if (alike) now.weights = vote.map(() => (how === "points" ? 0 : MOST / 2));
  else now.weights = how === "points" ? points(vote, MOST) : vote.map(share => Math.round((share / largest) * MOST));
  draw();
  keep();
}

function draw() {
  const given = total(), vote = shares(now.weights), asPoints = now.how === "points";
  form.classList.toggle("points", asPoints);
  left.hidden = !asPoints;
  write(left, say("left", { left: number.format(MOST - given), all: number.format(MOST) }));
  rows.forEach(({ slider, output, less, plus }, key) => {
    const share = percent(given ? vote[key] : 0);
    const weight = number.format(now.weights[key]);
    slider.value = now.weights[key];
    slider.style.setProperty("--filled", `${now.weights[key]}%`);
    slider.setAttribute("aria-valuetext", asPoints ? say("points", { points: weight }) : say("share", { weight, share }));
    write(output, asPoints ? weight : share);
    slider.disabled = !now.open;
    less.disabled = !now.open || now.weights[key] <= 0;
    plus.disabled = !now.open || (asPoints ? given : now.weights[key]) >= MOST;
  });
  tellState(given);
  document.getElementById("of_order").hidden = !given;
  const found = given ? order(data.costs, vote, data.decimals) : [];
  more.hidden = found.length <= FIRST;
  if (more.open) listWhole(found);
  more.ontoggle = () => listWhole(found);
  clearTimeout(resting);
  resting = setTimeout(() => write(told, sentence(found, vote, given)), told.textContent ? REST_MS : 0);
}

function sentence(found, vote, given) {
  if (!given) return say("nothing");
  if (!found.length) {
    const keys = vote.map((share, key) => key).sort((one, two) => vote[two] - vote[one] || one - two);
    return keys.filter(key => vote[key]).map(key => data.keyNames[key]).join(between);
  }
  return found.slice(0, FIRST).map(one => say("place", { rank: number.format(one.rank), name: data.units[one.unit] })).join(between);
}

function listWhole(found) {
  whole.replaceChildren(...found.map(one => element("li", { value: one.rank, textContent: data.units[one.unit] })));
}

function tellState(given) {
  const changed = now.sent !== null && String(now.sent) !== String(now.weights);
  const counted = now.sent !== null && !now.waiting;
  let word = "not_yet";
  if (!now.open && now.sent === null) word = "closed_without";
  else if (!now.open && now.again) word = "closed_again";
  else if (!now.open) word = changed ? "closed_changed" : "closed_with";
  else if (now.waiting && tries) word = now.busy ? "busy" : "offline";
  else if (now.waiting) word = "sending";
  else if (now.again) word = "again";
  else if (counted) word = changed ? "changed" : "counted";
  if (!now.error) write(state, say(word, { votes: number.format(now.votes) }));
  else write(state, now.error);
  state.className = now.error ? "error" : now.open && counted && !changed && !now.again ? "counted" : "";
  send.hidden = !now.open;
  send.disabled = !given || now.waiting || (counted && !changed && !now.again);
  write(send, say(now.sent === null || now.again ? "vote" : "change"));
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// What is not kept yet is sent again, a little later each time, until the server has answered.
async function deliver() {
  clearTimeout(retry);
  if (sending) return;
  sending = true;
  now.error = "";
  const weights = [...now.weights];
  keep();
  draw();
  let answer;
  try {
    answer = await fetch(new URL("vote", here), {
      method: "PUT",
      headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
      body: JSON.stringify({ weights: Object.fromEntries(data.keys.map((key, place) => [key, weights[place]])) }),
    });
  } catch {
    answer = null;
  }
  sending = false;
  delivered += 1;
  now.busy = Boolean(answer);
  if (!answer || answer.status === 429 || answer.status >= 500) {
    retry = setTimeout(deliver, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    tries += 1;
  } else {
    const found = await answer.json().catch(() => ({}));
    now.waiting = false;
    tries = 0;
    if (answer.ok) Object.assign(now, { sent: weights, known: String(weights), votes: found.votes, again: false });
    else if (answer.status === 409) {
      now.open = false;
      look(); // Which round the earlier vote counts in.
    } else now.error = found.error ?? say("offline");
  }
  keep();
  draw();
}

// How the room stands, and what this browser has given: at another time, or on another page of it.
async function look() {
  const before = delivered;
  let found;
  try {
    const answer = await fetch(new URL("vote", here));
    if (!answer.ok) return;
    found = await answer.json();
  } catch {
    return;
  }
  // What was asked before a vote was answered tells nothing of it.
  if (sending || delivered !== before) return;
  Object.assign(now, { open: found.open, votes: found.votes, again: Boolean(found.weights) && !found.counted });
  const given = found.weights && data.keys.map(key => found.weights[key]);
  if (!given && !now.waiting) now.sent = null;
  if (given && !now.waiting && String(given) !== now.known) {
    const moved = now.sent === null ? now.drafted : String(now.weights) !== String(now.sent);
    Object.assign(now, { sent: given, known: String(given) });
    if (!moved) take(given);
  }
  keep();
  draw();
}

function take(given) {
  const whole = given.every(weight => Number.isInteger(weight) && weight <= MOST);
  now.weights = whole ? [...given] : shares(given).map(share => Math.round(share * MOST));
  if (now.how === "points" && total() > MOST) now.weights = points(shares(given), MOST);
  now.sent = [...now.weights];
}

// Kept in this browser until the vote is: a page reloaded, or read in the other language, goes on where it was.
function keep() {
  now.drafted = true;
  try {
    const { weights, how, sent, waiting } = now;
    localStorage.setItem(kept, JSON.stringify({ weights, how, sent, waiting }));
  } catch {
    // A browser that keeps nothing begins anew.
  }
}

function restore() {
  try {
    const found = JSON.parse(localStorage.getItem(kept));
    if (found && found.weights.length === data.keys.length) Object.assign(now, found, { drafted: true });
  } catch {
    // As above.
  }
}
