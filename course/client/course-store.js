/**
 * What the learner did, kept on this device: one entry a thing, so that two tabs never overwrite each other.
 *
 * Keys are `course/1/<course>/<kind>/<id>`, values JSON. Items are named by id and carry their revision, so entries
 * survive edits of the course. Blocked, full or damaged storage is noted in `problem`; the page then works from memory.
 */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const VERSION = 1;
  const FORMAT = "course-progress";
  /** @type {Map<string, string>} */
  const memory = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let problem = "";

  const isRecord = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isAmount = (/** @type {unknown} */ value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
  /** @type {Record<string, (value: any) => boolean>} */
  const SHAPES = {
    step: (value) => typeof value.done === "boolean" && isAmount(value.at),
    item: (value) => typeof value.right === "boolean" && isAmount(value.tries) && isAmount(value.at) && typeof value.page === "string",
    attempt: (value) => Array.isArray(value.items) && value.items.every((/** @type {unknown} */ id) => typeof id === "string") && isAmount(value.at),
    answer: (value) => "response" in value && typeof value.revision === "string",
    result: (value) => isAmount(value.points) && isAmount(value.max) && isRecord(value.items) && isAmount(value.at),
    last: (value) => typeof value.doc === "string" && typeof value.title === "string",
    setting: (value) => "value" in value,
  };

  /** @returns {Storage | null} */
  function place() {
    try {
      return globalThis.localStorage || null;
    } catch {
      return null;
    }
  }

  const prefix = () => `course/${VERSION}/${Course.data.course}/`;
  /** Answers of the questions, which the client of the questions keeps; see `scope`. */
  const answers = () => `quizzes/1/${Course.data.course}:`;
  const ours = (/** @type {string} */ key) => key.startsWith(prefix()) || key.startsWith(answers());

  /** @param {string} key @returns {string | null} */
  function readText(key) {
    if (memory.has(key)) return memory.get(key) ?? null;
    try {
      return place()?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string} text @returns {boolean} whether it outlives the page */
  function writeText(key, text) {
    try {
      const storage = place();
      if (storage) {
        storage.setItem(key, text);
        memory.delete(key);
        return true;
      }
      problem = "blocked";
    } catch {
      problem = place() ? "full" : "blocked";
    }
    memory.set(key, text);
    return false;
  }

  /** @param {string} kind @param {string} text @returns {any} the value, or null when it is not of its kind */
  function parse(kind, text) {
    try {
      const value = JSON.parse(text);
      if (isRecord(value) && SHAPES[kind](value)) return value;
    } catch {
      // Reported below.
    }
    problem = problem || "damaged";
    return null;
  }

  /** @param {string} kind @param {string} id @returns {any} */
  function get(kind, id) {
    const text = readText(`${prefix()}${kind}/${id}`);
    return text === null ? null : parse(kind, text);
  }

  /** @param {string} kind @param {string} id @param {object} value @returns {boolean} */
  function set(kind, id, value) {
    const kept = writeText(`${prefix()}${kind}/${id}`, JSON.stringify(value));
    tell();
    return kept;
  }

  /** @returns {string[]} every key of this course */
  function keys() {
    const found = new Set([...memory.keys()].filter(ours));
    try {
      const storage = place();
      for (let index = 0; storage && index < storage.length; index += 1) {
        const key = storage.key(index);
        if (key !== null && ours(key)) found.add(key);
      }
    } catch {
      // Memory is all there is.
    }
    return [...found].sort();
  }

  /** @param {string} kind @returns {Array<[string, any]>} id and value of every sound entry */
  function all(kind) {
    const start = `${prefix()}${kind}/`;
    const found = keys().filter((key) => key.startsWith(start));
    return found.map((key) => /** @type {[string, any]} */ ([key.slice(start.length), get(kind, key.slice(start.length))]))
      .filter(([, value]) => value !== null);
  }

  /** @param {string} key */
  function drop(key) {
    memory.delete(key);
    try {
      place()?.removeItem(key);
    } catch {
      // A browser that refuses storage has nothing to remove.
    }
  }

  /** @param {string} kind @param {string} id */
  function remove(kind, id) {
    drop(`${prefix()}${kind}/${id}`);
    tell();
  }

  function reset() {
    keys().forEach(drop);
    tell();
  }

  /** @returns {string} everything as the text of a file */
  function exported() {
    const entries = Object.fromEntries(keys().map((key) => [key, readText(key)]));
    const { course, title, version } = Course.data;
    return `${JSON.stringify({ format: FORMAT, version: VERSION, course, title, edition: version, entries }, null, 1)}\n`;
  }

  /** @param {string | null} text @returns {[number, number]} whether the entry says done, and when it was made */
  function rank(text) {
    try {
      const { done, at } = JSON.parse(text || "{}");
      return [Number(done === true), Number(at) || 0];
    } catch {
      return [-1, 0];
    }
  }

  /** @param {string} key @param {string} text @returns {boolean} what is done stays done; else the later one wins */
  function wins(key, text) {
    const [done, at] = rank(readText(key));
    const [newDone, newAt] = rank(text);
    return newDone > done || (newDone === done && newAt >= at);
  }

  /** @param {string} text a file of `exported` @returns {"imported" | "wrongFile" | "wrongCourse" | "notKept"} */
  function imported(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return "wrongFile";
    }
    if (!isRecord(file) || file.format !== FORMAT || file.version !== VERSION || !isRecord(file.entries)) return "wrongFile";
    if (file.course !== Course.data.course) return "wrongCourse";
    let kept = true;
    for (const [key, value] of Object.entries(file.entries)) {
      if (!ours(key) || typeof value !== "string") continue;
      if (wins(key, value)) kept = writeText(key, value) && kept;
    }
    tell();
    return kept ? "imported" : "notKept";
  }

  function tell() {
    for (const listener of listeners) listener();
  }

  globalThis.addEventListener?.("storage", (event) => {
    const key = /** @type {StorageEvent} */ (event).key;
    if (key === null || ours(key)) tell();
  });

  Course.store = {
    get, set, remove, all, reset, exported, imported,
    get problem() { return problem; },
    watch: (/** @type {() => void} */ listener) => void listeners.add(listener),
  };
})();
