// What stands below the board is drawn with a reply of the server's: until that comes it is of the settings before, and
// says so.

import { write } from "../../lib/element.js";
import { whenDrawn } from "./channel.js";

export class Below {
  /** @param {string} kind of the request it is drawn with */
  constructor(kind) {
    this.destroy = whenDrawn(kind, (drawn, root) => {
      Object.assign(this, { drawn, note: root.querySelector(".lcity-before") });
      this.#write();
    });
  }

  /** Hear what is in force. @param {?object} settings null: a hand moves */
  hold(settings) {
    this.settings = settings;
    this.#write();
  }

  /** The reply it was drawn with, to whatever request, where it is of the settings in force and of these figures; else null. @param {string} figures their URL */
  reply(figures) {
    return this.#holds() && this.drawn.figures === figures ? this.drawn.reply : null;
  }

  #holds() {
    const { drawn, settings } = this;
    return Boolean(drawn && settings) && Object.keys(drawn.settings).every((name) => JSON.stringify(drawn.settings[name]) === JSON.stringify(settings[name]));
  }

  #write() {
    const { drawn, note, settings } = this;
    if (drawn && settings !== undefined) write(note, this.#holds() ? "" : drawn.before);
  }
}
