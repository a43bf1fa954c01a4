// Carries the board's question about its ranks to the server, and the answer back: by an element of its own, so that
// nothing else on the page waits while the answer is worked out. It stands above what is drawn with the answer, and
// says so while that is still of the settings before.

const channels = new WeakMap();

/** Whether what was drawn of `drawn` is of the settings in force, `now`; null is a hand that moves. */
function holds(drawn, now) {
  return now !== null && Object.keys(drawn).every((name) => JSON.stringify(drawn[name]) === JSON.stringify(now[name]));
}

export default function mount({ parentElement, data, setStateValue }) {
  const before = channels.get(parentElement);
  before?.listening.abort();
  const listening = new AbortController();
  const channel = { listening, now: before?.now ?? data.settings };
  channels.set(parentElement, channel);
  const note = parentElement.querySelector(".lcity-before");
  const say = () => { note.textContent = holds(data.settings, channel.now) ? "" : data.before; };
  const on = (type, act) => document.addEventListener(type, act, { signal: listening.signal });
  on("lcity:ask", ({ detail }) => setStateValue("asked", detail));
  on("lcity:now", ({ detail }) => {
    channel.now = detail;
    say();
  });
  say();
  if (data.trust) document.dispatchEvent(new CustomEvent("lcity:trust", { detail: data.trust }));
  if (!before) document.dispatchEvent(new Event("lcity:carried"));
  return () => {
    listening.abort();
    channels.delete(parentElement);
  };
}
