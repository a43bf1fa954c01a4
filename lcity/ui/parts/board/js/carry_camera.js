// Carries where the map was turned to the server, by an element of its own: nothing else runs anew for it.

const channels = new WeakMap();

export default function mount({ parentElement, setStateValue }) {
  channels.get(parentElement)?.abort();
  const listening = new AbortController();
  channels.set(parentElement, listening);
  document.addEventListener("lcity:camera", ({ detail }) => setStateValue("at", detail), { signal: listening.signal });
  return () => {
    listening.abort();
    channels.delete(parentElement);
  };
}
