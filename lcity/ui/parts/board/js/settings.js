// What the reader has set, with the way back: weights, methods, official figures only, level and scope.

const MOST_STEPS = 100;

export class Settings {
  /** @param {Settings} given as in messages.js */
  constructor(given) {
    this.now = copy(given);
    this.past = [];
    this.future = [];
    this.steps = 0; // taken, and not undone
  }

  /** Change something; steps of one drag are one step back, ended by `rest`. */
  set(change) {
    if (!this.moving) {
      this.past.push(copy(this.now));
      this.past.splice(0, this.past.length - MOST_STEPS);
      this.future = [];
      this.moving = true;
      this.steps += 1;
    }
    this.now = { ...this.now, ...change };
  }

  /** The hand is at rest: the next change is a step of its own. */
  rest() {
    this.moving = false;
  }

  /** Let the next change be one step with those taken since `steps` was read. */
  join(steps = this.steps) {
    if (this.steps <= steps) return;
    this.past.length -= this.steps - steps - 1;
    this.steps = steps + 1;
    this.moving = true;
  }

  /** Take what the server says, without a step: somebody else's doing is not undone here. */
  adopt(given) {
    this.now = copy(given);
    this.moving = false;
  }

  undo() {
    return this.#step(this.past, this.future, -1);
  }

  redo() {
    return this.#step(this.future, this.past, 1);
  }

  #step(from, to, by) {
    if (!from.length) return false;
    to.push(copy(this.now));
    this.now = from.pop();
    this.steps += by;
    this.moving = false;
    return true;
  }
}

function copy(settings) {
  return { ...settings, weights: { ...settings.weights } };
}

/** The ready-made weights that `weights` are, by their key; undefined where they are the reader's own. */
export function presetInForce({ presets, defaults }, weights) {
  const isInForce = (preset) => Object.entries({ ...defaults, ...preset.weights }).every(([key, weight]) => weights[key] === weight);
  return Object.keys(presets).find((key) => isInForce(presets[key]));
}
