// What the board asks of the server beside its settings: each kind by an element of its own on the page, so that nothing
// else there runs anew for it. A request goes by the element, its reply comes back by it.

const channels = new Map();

function channel(kind) {
  if (!channels.has(kind)) channels.set(kind, { acts: new Set() });
  return channels.get(kind);
}

/**
 * Ask the server, once the element is there; a request not answered yet is let go for the next of its kind.
 * @param {string} kind @param {object} body
 * @returns {Promise<?Reply>} null to a request let go
 */
export function request(kind, body) {
  const own = channel(kind);
  own.pending?.answer(null);
  return new Promise((answer) => {
    own.pending = { answer, request: { ...body, token: Math.random().toString(36).slice(2) } };
    own.send?.(own.pending.request);
  });
}

/** Do something whenever the server draws a kind's element, and now if it has. @param {(data: object, root: ShadowRoot) => void} act @returns {() => void} do so no more */
export function whenDrawn(kind, act) {
  const { acts, drawn } = channel(kind);
  acts.add(act);
  if (drawn) act(...drawn);
  return () => acts.delete(act);
}

/** `data`: `kind`; `once`, whether a request holds for one run of the page; `reply`, a `Reply` or null. */
export default function mount({ parentElement: root, data, setStateValue, setTriggerValue }) {
  const own = channel(data.kind);
  const first = own.drawn?.[1] !== root;
  own.drawn = [data, root];
  own.send = (message) => (data.once ? setTriggerValue : setStateValue)("request", message);
  own.acts.forEach((act) => act(data, root));
  const { pending } = own;
  if (pending && data.reply?.token === pending.request.token) {
    own.pending = null;
    pending.answer(data.reply);
  } else if (pending && first) {
    own.send(pending.request);
  }
  return () => {
    if (own.drawn?.[1] === root) own.drawn = own.send = undefined;
  };
}
