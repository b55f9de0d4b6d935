/**
 * All that a learner did, in at most so many ASCII letters as a platform keeps, and back.
 *
 * A state names questions and pages by short hashes of their ids, listed once; what comes after says the place in that
 * list. So it needs nothing but the index of the edition that reads it: of another edition it takes what both have. A
 * check of revision and key stands behind each question: an answer to another key is left out, as the pages do it.
 */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const { digits, text, hash, list, response } = Shell;
  const VERSION = "1";
  const HOUR = 3_600_000;
  const START = Date.UTC(2020, 0, 1);
  const HOW = ["opened", "marked", "answered", "passed"];
  const MODES = ["auto", "light", "dark"];
  const PRETEST = "pretest";
  const LONG = 40;

  const hours = (/** @type {any} */ at) => digits((Number(at) - START) / HOUR, 3);
  const time = (/** @type {ShellReader} */ reader) => START + reader.number(3) * HOUR;
  const check = (/** @type {ShellItem} */ { revision, fingerprint }) => hash(`${revision} ${fingerprint}`, 2);

  const has = (/** @type {unknown} */ value) => typeof value === "number";
  /** Which numbers a question with variables showed. @param {any} entry */
  const variant = (entry) => (has(entry.variant) ? digits(entry.variant, 2) : "");

  /** Short names of ids, each another: one that is taken is hashed once more, in the order of the ids. @param {string[]} ids */
  function names(ids) {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const id of [...new Set(ids)].sort()) {
      let salted = id;
      while (found.has(hash(salted, 3))) salted += "'";
      found.set(hash(salted, 3), id);
    }
    return { idOf: found, nameOf: new Map([...found].map(([name, id]) => [id, name])) };
  }

  const keyOf = (/** @type {ShellItem} */ item) => `${item.page}/${item.bank}/${item.id}`;

  /** @param {ShellData} index */
  function lookup(index) {
    const items = new Map(index.items.map((item) => [keyOf(item), item]));
    return { items, rows: names([...items.keys()]), docs: names(index.steps.map(([doc]) => doc)) };
  }

  /** What is written, entry by entry; `refs` grows to the list of the questions that are named. */
  class Writer {
    /** @param {Map<string, string>} entries @param {ShellData} index @param {number} level how much is left out */
    constructor(entries, index, level) {
      this.index = index;
      this.level = level;
      this.look = lookup(index);
      /** @type {Map<string, number>} */
      this.refs = new Map();
      /** @type {string[]} */
      this.editions = [];
      /** @type {Array<[string, any]>} */
      this.all = [...entries].flatMap(([key, value]) => {
        try {
          return /** @type {Array<[string, any]>} */ ([[key, JSON.parse(value)]]);
        } catch {
          return [];
        }
      });
      this.mode = entries.get("mode") ?? "auto";
    }

    /** @param {string} kind @returns {Array<[string, any]>} */
    of(kind) {
      const start = `course/1/${this.index.course}/${kind}/`;
      return this.all.filter(([key]) => key.startsWith(start)).map(([key, value]) => [key.slice(start.length), value]);
    }

    /** @param {any} entry @returns {string} the edition in which it was made */
    edition({ edition = "", hash: state = "" }) {
      const name = `${edition}\n${state}`;
      if (!this.editions.includes(name)) this.editions.push(name);
      return digits(this.editions.indexOf(name));
    }

    /** @param {ShellItem} item @returns {string} */
    ref(item) {
      if (!this.refs.has(keyOf(item))) this.refs.set(keyOf(item), this.refs.size);
      return digits(this.refs.get(keyOf(item)) ?? 0, 2);
    }

    /** @param {string} id @param {(item: ShellItem) => boolean} fits @returns {ShellItem | undefined} */
    find(id, fits) {
      return this.index.items.find((item) => item.id === id && fits(item));
    }

    steps() {
      const known = this.of("step").filter(([doc]) => this.look.docs.nameOf.has(doc));
      return list(known, ([doc, step]) => this.look.docs.nameOf.get(doc)
        + digits(Number(step.done === true) * 4 + Math.max(0, HOW.indexOf(step.how))) + this.edition(step) + hours(step.at));
    }

    practice() {
      const found = this.level > 3 ? [] : this.of("item").flatMap(([id, entry]) => {
        const item = this.find(id, (one) => one.page === entry.page);
        return item ? [/** @type {const} */ ([item, entry])] : [];
      });
      return list(found, ([item, entry]) => {
        const sure = typeof entry.sure === "number" ? entry.sure + 1 : 0;
        return this.ref(item) + digits(Number(entry.right) + 2 * Number(entry.first === true) + 4 * sure + 16 * Math.min(3, entry.box || 0)) + digits(entry.tries) + hours(entry.at);
      });
    }

    answers() {
      const start = `quizzes/1/${this.index.course}:`;
      const given = this.level > 2 ? [] : this.all.filter(([key]) => key.startsWith(start)).flatMap(([key, entry]) => {
        const item = this.look.items.get(key.slice(start.length));
        if (!item || (item.opinion && !this.index.opinions) || entry.revision !== item.revision || entry.fingerprint !== item.fingerprint) return [];
        const long = response.typed(item) && (this.level > 1 || (this.level > 0 && JSON.stringify(entry.response).length > LONG));
        return long ? [] : [/** @type {const} */ ([item, entry])];
      });
      return list(given, ([item, entry]) => this.ref(item) + digits(Math.min(entry.tries, 15) * 4 + 2 * Number(has(entry.variant)) + Number(entry.done === true)) + variant(entry) + response.write(item, entry.response));
    }

    /** Every test: its questions and its result; what was answered of the last one only, which alone is shown. */
    tests() {
      const results = new Map(this.of("result"));
      const attempts = new Map(this.of("attempt"));
      const last = Math.max(0, ...[...attempts.keys()].map(Number));
      const numbers = [...new Set([...attempts.keys(), ...results.keys()])].filter((id) => id === PRETEST || Number(id) > 0);
      return list(numbers, (id) => this.test(id, attempts.get(id), results.get(id), Number(id) === last));
    }

    /** @param {string} id @param {any} attempt @param {any} result @param {boolean} last @returns {string} */
    test(id, attempt, result, last) {
      const mode = id === PRETEST ? PRETEST : "posttest";
      const asked = (attempt?.items ?? Object.keys(result?.items ?? {})).map((/** @type {string} */ name) => this.find(name, (one) => one.mode === mode)).filter(Boolean);
      const head = digits(id === PRETEST ? 0 : Number(id), 2) + digits(Number(Boolean(attempt)) + 2 * Number(Boolean(result)) + 4 * Number(attempt?.closed === true) + 8 * Number(result?.passed === true));
      const begun = attempt ? this.edition(attempt) + hours(attempt.at) + text(String(attempt.seed ?? "").slice(0, 40)) : "";
      const scored = result ? this.edition(result) + hours(result.at) + digits(Math.round(result.points * 100), 3) + digits(Math.round(result.max * 100), 3) : "";
      return head + begun + scored + list(asked, (/** @type {ShellItem} */ item) => {
        const given = last ? this.of("answer").find(([name]) => name === `${id}/${item.id}`)?.[1] : undefined;
        const right = Number(result?.items?.[item.id]?.right === true);
        const known = Number(Boolean(result?.items?.[item.id]));
        const flags = Number(given !== undefined) + 2 * right + 4 * known + 8 * Number(has(given?.variant));
        return this.ref(item) + digits(flags) + (given === undefined ? "" : variant(given) + response.write(item, given.response));
      });
    }

    records() {
      return list(this.of("record"), ([, record]) => this.edition(record) + hours(record.at) + digits(record.minutes, 2)
        + list(record.parts, ([doc, edition, state]) => (this.look.docs.nameOf.get(doc) ?? "AAA") + this.edition({ edition, hash: state })));
    }

    settings() {
      const [, last] = this.of("last")[0] ?? [];
      const sure = this.of("setting").find(([name]) => name === "confidence")?.[1]?.value === true;
      const place = last && this.look.docs.nameOf.get(last.doc);
      return digits(Number(sure) + 2 * Math.max(0, MODES.indexOf(this.mode)) + 8 * Number(Boolean(place)))
        + (place ? place + text(String(last.anchor ?? "").slice(0, 80)) + hours(last.at) : "");
    }

    whole() {
      const body = [this.steps(), this.practice(), this.answers(), this.tests(), this.records(), this.settings()].join("");
      const rows = list([...this.refs.keys()], (key) => this.look.rows.nameOf.get(key) + check(/** @type {ShellItem} */ (this.look.items.get(key))));
      const editions = list(this.editions, (one) => one.split("\n").map(text).join(""));
      return VERSION + editions + rows + body;
    }
  }

  /**
   * @param {Map<string, string>} entries as the pages keep them
   * @param {ShellData} index @param {number} limit letters
   * @returns {[string, number]} the state, and how much had to be left out: 0 nothing, 1 long texts, 2 all that was typed,
   * 3 answers of practice, 4 what practice remembers
   */
  function encode(entries, index, limit) {
    for (let level = 0; level < 4; level += 1) {
      const state = new Writer(entries, index, level).whole();
      if (state.length <= limit) return [state, level];
    }
    return [new Writer(entries, index, 4).whole(), 4];
  }

  Shell.state = /** @type {any} */ ({ encode, lookup, check, time, VERSION, HOW, MODES, PRETEST });
})();
