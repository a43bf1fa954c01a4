// What every map takes for a click, a drag and a turn of the wheel.

const CLICK_PX = 4;
const WHEEL_PX = 300; // that bring one twice as near

/** Whether a pointer has gone too far from where it was pressed to be a click. */
export function isDrag(right, below) {
  return Math.hypot(right, below) > CLICK_PX;
}

/** How many times nearer a turn of the wheel brings one. @param {WheelEvent} event */
export function nearer({ deltaY }) {
  return 2 ** (-deltaY / WHEEL_PX);
}

/**
 * Follow a pointer that is pressed until it is let go.
 * @param {PointerEvent} down
 * @param {(event: PointerEvent, right: number, below: number) => void} dragged px from where it was pressed
 * @param {(moved: boolean) => void} released whether it was dragged at all
 */
export function drag(down, dragged, released = () => {}) {
  let moved = false;
  const move = (event) => {
    const [right, below] = [event.clientX - down.clientX, event.clientY - down.clientY];
    moved ||= isDrag(right, below);
    if (moved) dragged(event, right, below);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", () => {
    window.removeEventListener("pointermove", move);
    released(moved);
  }, { once: true });
}
