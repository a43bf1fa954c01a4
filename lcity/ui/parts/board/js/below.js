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

  #write() {
    const { drawn, note, settings } = this;
    if (!drawn || settings === undefined) return;
    const holds = settings && Object.keys(drawn.settings).every((name) => JSON.stringify(drawn.settings[name]) === JSON.stringify(settings[name]));
    write(note, holds ? "" : drawn.before);
  }
}
