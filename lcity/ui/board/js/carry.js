// Carries the board's question about its ranks to the server, and the answer back: by an element of its own, so that
// nothing else on the page waits while the answer is worked out.

const carriers = new WeakMap();

export default function mount({ parentElement, data, setStateValue }) {
  const drop = () => {
    document.removeEventListener("lcity:ask", carriers.get(parentElement));
    carriers.delete(parentElement);
  };
  const known = carriers.has(parentElement);
  if (known) drop();
  const ask = ({ detail }) => setStateValue("asked", detail);
  carriers.set(parentElement, ask);
  document.addEventListener("lcity:ask", ask);
  if (data.trust) document.dispatchEvent(new CustomEvent("lcity:trust", { detail: data.trust }));
  if (!known) document.dispatchEvent(new Event("lcity:carried"));
  return drop;
}
