// Carries what is seen of the board to the server, which draws it, and the file back; by an element of its own, so that
// nothing else runs anew for it.

const channels = new WeakMap();

export default function mount({ parentElement, data, setTriggerValue }) {
  channels.get(parentElement)?.abort();
  const listening = new AbortController();
  channels.set(parentElement, listening);
  document.addEventListener("lcity:picture", ({ detail }) => setTriggerValue("asked", detail), { signal: listening.signal });
  if (data.file) document.dispatchEvent(new CustomEvent("lcity:drawn", { detail: data.file }));
  return () => {
    listening.abort();
    channels.delete(parentElement);
  };
}
