// Carries where the map was turned to the server, by an element of its own: nothing else runs anew for it.

const carriers = new WeakMap();

export default function mount({ parentElement, setStateValue }) {
  carriers.get(parentElement)?.abort();
  const listening = new AbortController();
  carriers.set(parentElement, listening);
  document.addEventListener("lcity:camera", ({ detail }) => setStateValue("at", detail), { signal: listening.signal });
  return () => {
    listening.abort();
    carriers.delete(parentElement);
  };
}
