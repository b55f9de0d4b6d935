/** A storage that lives as long as the shell: the pages take it for that of the browser, which they do not touch. */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const ELSEWHERE = "course-learners/";

  /** @implements {Storage} */
  class Memory {
    /** @param {Map<string, string>} entries @param {() => void} [changed] is told of every change */
    constructor(entries, changed = () => {}) {
      this.entries = entries;
      this.changed = changed;
    }

    get length() {
      return this.entries.size;
    }

    /** @param {number} index */
    key(index) {
      return [...this.entries.keys()][index] ?? null;
    }

    /** @param {string} key */
    getItem(key) {
      return this.entries.get(key) ?? null;
    }

    /** The platform knows who learns: a second learner at this device is not made. @param {string} key @param {string} value */
    setItem(key, value) {
      if (key.startsWith(ELSEWHERE) || this.entries.get(key) === String(value)) return;
      this.entries.set(key, String(value));
      this.changed();
    }

    /** @param {string} key */
    removeItem(key) {
      if (this.entries.delete(key)) this.changed();
    }

    clear() {
      this.entries.clear();
      this.changed();
    }
  }

  Shell.Memory = Memory;
})();
