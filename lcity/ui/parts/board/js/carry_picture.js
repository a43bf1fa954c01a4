// Carries what is seen of the board to the server, which draws it, and the file back; by an element of its own, so that
// nothing else runs anew for it.

const carriers = new WeakMap();

export default function mount({ parentElement, data, setTriggerValue }) {
  carriers.get(parentElement)?.abort();
  const listening = new AbortController();
  carriers.set(parentElement, listening);
  document.addEventListener("lcity:picture", ({ detail }) => setTriggerValue("asked", detail), { signal: listening.signal });
  if (data.file) document.dispatchEvent(new CustomEvent("lcity:drawn", { detail: data.file }));
  return () => {
    listening.abort();
    carriers.delete(parentElement);
  };
}
