// How much room its place on the page has from left to right: the greatest of the data's `rooms` that fits.

// A room is entered only when there is a little more than its least width: a scroll bar that comes with one layout and
// goes with the other would else turn them for ever.
const SPARE_PX = 24;
const watched = new WeakMap();

export default function mount({ data, parentElement, setStateValue }) {
  const own = parentElement.host ?? parentElement;
  watched.get(own)?.disconnect();
  let told = data.room;
  const observer = new ResizeObserver(() => {
    const width = own.clientWidth;
    if (!width) return;
    const fits = (least) => width >= least + (least > told ? SPARE_PX : 0);
    const room = Math.max(...data.rooms.filter((least) => least === 0 || fits(least)));
    if (room !== told) setStateValue("room", (told = room));
  });
  watched.set(own, observer);
  observer.observe(own);
  return () => observer.disconnect();
}
