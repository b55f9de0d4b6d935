/**
 * What the learner answered, kept in this browser. Works without storage (blocked, full) and says so.
 *
 * One entry an item: `quizzes/1/<page>/<bank>/<item>` -> {revision, fingerprint, response, tries, done, at}, and `variant`
 * for an item with variables; what is not checked yet is kept too, with `done` false.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const VERSION = 1;
  /** @type {Map<string, Entry>} what cannot be stored is kept until the page is closed */
  const memory = new Map();

  /** @returns {Storage | null} storage, or null where the browser refuses it */
  function storage() {
    try {
      return globalThis.localStorage || null;
    } catch {
      return null;
    }
  }

  /**
   * @param {ItemIdentity} item
   * @returns {string}
   */
  function keyOf(item) {
    return ["quizzes", VERSION, item.page, item.bank, item.item].join("/");
  }

  /**
   * @param {unknown} value
   * @returns {value is Entry}
   */
  function isEntry(value) {
    const entry = /** @type {any} */ (value);
    return (
      typeof entry === "object" && entry !== null && "response" in entry && typeof entry.done === "boolean" &&
      typeof entry.revision === "string" && typeof entry.fingerprint === "string" &&
      Number.isInteger(entry.tries) && entry.tries >= 0
    );
  }

  /**
   * Read the entry of an item.
   * @param {ItemIdentity} item
   * @returns {Loaded} `problem` is "damaged" or "changed" when there was an entry that cannot be used
   */
  function load(item) {
    const key = keyOf(item);
    let text = null;
    try {
      text = storage()?.getItem(key) ?? null;
    } catch {
      text = null;
    }
    if (text === null) return { entry: memory.get(key) ?? null, problem: "" };
    try {
      const value = JSON.parse(text);
      if (!isEntry(value)) return { entry: null, problem: "damaged" };
      const same = value.revision === item.revision && value.fingerprint === item.fingerprint;
      return same ? { entry: value, problem: "" } : { entry: null, problem: "changed" };
    } catch {
      return { entry: null, problem: "damaged" };
    }
  }

  /**
   * Keep the entry of an item.
   * @param {ItemIdentity} item
   * @param {{response: unknown, tries: number, done: boolean, variant?: number}} state
   * @returns {boolean} false when it lasts only until the page is closed
   */
  function save(item, state) {
    const entry = { revision: item.revision, fingerprint: item.fingerprint, ...state, at: Date.now() };
    memory.set(keyOf(item), entry);
    try {
      const place = storage();
      place?.setItem(keyOf(item), JSON.stringify(entry));
      return place !== null;
    } catch {
      return false;
    }
  }

  /**
   * Forget the entry of an item.
   * @param {ItemIdentity} item
   */
  function remove(item) {
    memory.delete(keyOf(item));
    try {
      storage()?.removeItem(keyOf(item));
    } catch {
      // A browser that refuses storage has nothing to remove.
    }
  }

  Quizzes.store = { load, save, remove };
})();
