/**
 * What the learner did, kept on this device: one entry a thing, so that two tabs never overwrite each other.
 *
 * Keys are `course/1/<course>/<kind>/<id>`, values JSON; a further learner on this device has `<course>@<learner>` in
 * place of the course. Items are named by id and carry their revision, so entries survive edits of the course. Blocked,
 * full or damaged storage is noted in `problem`; the page then works from memory. So is one that pages do not share.
 */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const VERSION = 1;
  /** @type {Map<string, string>} */
  const memory = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let problem = "";

  const { isRecord, isText, fits } = Course.entries;

  /** @returns {Storage | null} */
  function place() {
    try {
      return globalThis.localStorage || null;
    } catch {
      return null;
    }
  }

  /** The name of the course here: `course-owner.js`. */
  let own = "";
  const registry = () => `course-learners/${VERSION}/${own}`;
  /** @returns {{current: string, names: Record<string, string>}} who learns on this device; the first has the empty id */
  function learners() {
    try {
      const { current, names } = JSON.parse(readText(registry()) || "");
      if (isText(current) && isRecord(names) && Object.values(names).every(isText)) return { current: current in names ? current : "", names };
    } catch {
      // Nobody has said a name yet.
    }
    return { current: "", names: {} };
  }

  /** @param {string} current @param {Record<string, string>} names */
  const setLearners = (current, names) => writeText(registry(), JSON.stringify({ current, names }));

  /** Whose entries this page reads and writes: chosen when the page is opened, so that no other tab can change it. */
  let learner = "";
  const space = () => (learner ? `${own}@${learner}` : own);
  const prefix = () => `course/${VERSION}/${space()}/`;
  /** Answers of the questions, which the client of the questions keeps; see `scope`. */
  const answers = () => `quizzes/1/${space()}:`;
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

  /** What found no room before is tried again with each entry. @param {string} key @param {string} text @returns {boolean} whether it outlives the page */
  function writeText(key, text) {
    memory.set(key, text);
    try {
      const storage = place();
      for (const one of storage ? new Set([key, ...memory.keys()]) : []) {
        storage?.setItem(one, memory.get(one) ?? "");
        memory.delete(one);
      }
      if (!storage) problem = "blocked";
      else if (problem === "full") problem = "";
    } catch {
      problem = place() ? "full" : "blocked";
    }
    return !memory.has(key);
  }

  /** @param {string} kind @param {string} text @returns {any} the value, or null when it is not of its kind */
  function parse(kind, text) {
    try {
      const value = JSON.parse(text);
      if (isRecord(value) && fits(kind, value)) return value;
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
    Course.owner.claim(own, writeText);
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
    const ids = keys().filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
    return ids.map((id) => /** @type {[string, any]} */ ([id, get(kind, id)])).filter(([, value]) => value !== null);
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

  const reset = () => {
    keys().forEach(drop);
    tell();
  };

  /** Learn as somebody else from the next page on. @param {string} id of a learner, "" for the first */
  const choose = (id) => setLearners(id, learners().names);

  /** @param {string} name @returns {string} the id of a new learner, or of the one who has this name already */
  function enrol(name) {
    const { names } = learners();
    const known = Object.entries(names).find(([, one]) => one === name)?.[0];
    const first = !("" in names) && !keys().length; // nobody has learned here before
    const id = known ?? (first ? "" : String(Math.max(0, ...Object.keys(names).map(Number)) + 1));
    setLearners(id, { ...names, [id]: name });
    return id;
  }

  /** Whether this browser keeps anything is known before anything is lost. */
  function probe() {
    const key = `course/${VERSION}/probe`;
    const before = memory.size;
    if (writeText(key, "1")) drop(key);
    if (memory.size !== before) memory.delete(key);
  }

  const tell = () => listeners.forEach((listener) => listener());

  globalThis.addEventListener?.("storage", (event) => {
    const key = /** @type {StorageEvent} */ (event).key;
    if (key === null || ours(key)) tell();
  });

  globalThis.addEventListener?.("pageshow", (event) => {
    if (/** @type {PageTransitionEvent} */ (event).persisted) tell(); // the page comes back as it was left; the device went on
  });

  if (Course.data) {
    own = Course.owner.name(readText);
    learner = learners().current;
    probe();
    // Firefox gives each file on a disk a storage of its own: nothing but its name tells, since one page cannot see another.
    if (!problem && !Course.onefile && globalThis.location?.protocol === "file:" && navigator.userAgent.includes("Firefox/")) problem = "apart";
  }
  Course.store = {
    get, set, remove, all, reset, choose, enrol, learners,
    raw: { keys, read: readText, write: writeText, ours, prefix, tell },
    get space() { return space(); },
    get learner() { return learners().names[learner] ?? ""; },
    get problem() { return problem; },
    watch: (/** @type {() => void} */ listener) => void listeners.add(listener),
  };
})();
