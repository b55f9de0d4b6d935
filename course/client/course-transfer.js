/** A learner's progress as a file, and the merging of such a file with what this device keeps. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const VERSION = 1;
  const FORMAT = "course-progress";
  const { store } = Course;
  const { raw } = store;
  const { isRecord, fits } = Course.entries;

  /** @param {string} key @param {string} from @param {string} to @returns {string} the key of the same thing for another learner */
  function rekeyed(key, from, to) {
    const start = [`course/${VERSION}/${from}/`, `quizzes/1/${from}:`].find((one) => key.startsWith(one));
    return start ? start.slice(0, -from.length - 1) + to + key.slice(start.length - 1) : key;
  }

  /** @returns {string} everything as the text of a file; its keys name no learner of this device */
  function exported() {
    const entries = Object.fromEntries(raw.keys().map((key) => [rekeyed(key, store.space, Course.data.course), raw.read(key)]));
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

  /** The starting point and an earned record are those of the first time. @param {string} key */
  const isFirst = (key) => key === `${raw.prefix()}result/pretest` || key.startsWith(`${raw.prefix()}record/`);

  /** @param {string} key @param {string} text @returns {boolean} a step that is done stays done; else the later one wins */
  function wins(key, text) {
    const here = raw.read(key);
    if (here === null) return true;
    const [done, at] = rank(here);
    const [newDone, newAt] = rank(text);
    if (key.startsWith(`${raw.prefix()}step/`) && newDone !== done) return newDone > done;
    return done < 0 || (isFirst(key) ? newAt < at : newAt > at);
  }

  /** @param {string} key of this course @param {unknown} text @returns {boolean} whether an entry of a file is of its kind */
  function isSound(key, text) {
    if (typeof text !== "string") return false;
    try {
      const value = JSON.parse(text);
      return isRecord(value) && (!key.startsWith(raw.prefix()) || fits(key.slice(raw.prefix().length).split("/")[0], value));
    } catch {
      return false;
    }
  }

  /**
   * Give tests of the file numbers that are free here, unless they are the same tests.
   * @param {Array<[string, string]>} entries @returns {Array<[string, string]>}
   */
  function renumbered(entries) {
    const seeds = new Map(store.all("attempt").map(([id, entry]) => [id, `${entry.seed} ${entry.items}`]));
    const numbers = new Map();
    const start = `${raw.prefix()}attempt/`;
    const given = entries.filter(([key]) => key.startsWith(start)).map(([key, text]) => [key.slice(start.length), JSON.parse(text)]);
    let next = Math.max(0, ...[...seeds.keys(), ...given.map(([id]) => id)].map(Number)) + 1;
    for (const [id, { seed, items }] of given) {
      const same = [...seeds].find(([, one]) => one === `${seed} ${items}`)?.[0];
      if (same !== undefined || seeds.has(id)) numbers.set(id, same ?? String(next++));
    }
    return entries.map(([key, text]) => [key.replace(/\/(attempt|result|answer)\/(\d+)(?=\/|$)/, (whole, kind, id) => (numbers.has(id) ? `/${kind}/${numbers.get(id)}` : whole)), text]);
  }

  /**
   * Merge a file of `exported`, entry by entry: of two the later one stays, what is done stays done.
   * @param {string} text
   * @returns {["imported" | "partlyImported" | "wrongFile" | "wrongCourse" | "notKept", number]} with the number of entries left out
   */
  function imported(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return ["wrongFile", 0];
    }
    if (!isRecord(file) || file.format !== FORMAT || file.version !== VERSION || !isRecord(file.entries)) return ["wrongFile", 0];
    if (!Course.owner.made(file)) return ["wrongCourse", 0];
    const given = /** @type {Array<[string, string]>} */ (Object.entries(file.entries).map(([key, value]) => [rekeyed(key, Course.data.course, store.space), value]));
    const sound = given.filter(([key, value]) => raw.ours(key) && isSound(key, value));
    let kept = true;
    for (const [key, value] of renumbered(sound)) if (wins(key, value)) kept = raw.write(key, value) && kept;
    raw.tell();
    const lost = given.length - sound.length;
    return [kept ? (lost ? "partlyImported" : "imported") : "notKept", lost];
  }

  Course.transfer = { exported, imported };
})();
