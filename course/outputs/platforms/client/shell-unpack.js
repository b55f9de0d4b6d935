/** The entries that pages keep, made of a state that a platform brings back; see `shell-state.js`. */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const { response, state } = Shell;

  /** Reads one state; `entries` is what came out. */
  class Unpacker {
    /** @param {string} whole @param {ShellData} index */
    constructor(whole, index) {
      this.index = index;
      this.look = state.lookup(index);
      this.reader = new Shell.Reader(whole);
      /** @type {Map<string, string>} */
      this.entries = new Map();
    }

    /** @param {string} kind @param {string} id @param {object} value */
    put(kind, id, value) {
      this.entries.set(`course/1/${this.index.course}/${kind}/${id}`, JSON.stringify(value));
    }

    edition() {
      return this.editions?.[this.reader.number()] ?? { edition: "", hash: "" };
    }

    doc() {
      return this.look.docs.idOf.get(this.reader.take(3)) ?? "";
    }

    /** @returns {{item: ShellItem | null, same: boolean}} the question, null when it is gone; and whether it has its key still */
    row() {
      return this.rows?.[this.reader.number(2)] ?? { item: null, same: false };
    }

    head() {
      const { reader } = this;
      if (reader.take(1) !== state.VERSION) throw new RangeError("a state of another version");
      this.editions = reader.list(() => ({ edition: reader.text(), hash: reader.text() }));
      this.rows = reader.list(() => {
        const item = this.look.items.get(this.look.rows.idOf.get(reader.take(3)) ?? "") ?? null;
        const checked = reader.take(2);
        return { item, same: item !== null && state.check(item) === checked };
      });
    }

    step() {
      const doc = this.doc();
      const how = this.reader.number();
      const step = { done: how >= 4, how: state.HOW[how % 4], ...this.edition(), at: state.time(this.reader) };
      if (doc) this.put("step", doc, step);
    }

    practice() {
      const { item } = this.row();
      const flags = this.reader.number();
      const tries = this.reader.number();
      const at = state.time(this.reader);
      if (!item) return;
      const sure = Math.floor(flags / 4) % 4;
      this.put("item", item.id, {
        right: flags % 2 === 1, first: Math.floor(flags / 2) % 2 === 1, sure: sure ? sure - 1 : null, box: Math.floor(flags / 16), tries, at,
        page: item.page, revision: item.revision, stem: item.stem, anchor: item.anchor,
      });
    }

    /** @param {number} flag @returns {{variant?: number}} which numbers a question with variables showed */
    variant(flag) {
      return flag ? { variant: this.reader.number(2) } : {};
    }

    answer() {
      const { item, same } = this.row();
      const flags = this.reader.number();
      const variant = this.variant(flags & 2);
      const given = response.read(same ? item : null, this.reader);
      if (!item || given === undefined) return;
      const { revision, fingerprint } = item;
      const entry = { revision, fingerprint, response: given, tries: Math.floor(flags / 4), done: flags % 2 === 1, ...variant };
      this.entries.set(`quizzes/1/${this.index.course}:${item.page}/${item.bank}/${item.id}`, JSON.stringify(entry));
    }

    test() {
      const { reader } = this;
      const number = reader.number(2);
      const id = number ? String(number) : state.PRETEST;
      const flags = reader.number();
      const attempt = flags % 2 ? { ...this.edition(), at: state.time(reader), seed: reader.text(), ...(flags & 4 ? { closed: true } : {}) } : null;
      const result = flags & 2 ? { ...this.edition(), at: state.time(reader), points: reader.number(3) / 100, max: reader.number(3) / 100, passed: (flags & 8) > 0 } : null;
      const asked = reader.list(() => this.asked(id));
      if (attempt) this.put("attempt", id, { ...attempt, items: asked.map(({ name }) => name) });
      const items = Object.fromEntries(asked.filter(({ known }) => known).map(({ name, right, item, same }) => [name,
        { right, revision: item?.revision ?? "", objectives: item?.objectives ?? [], key: same ? item?.fingerprint : "-" }]));
      if (result) this.put("result", id, { ...result, items });
    }

    /** @param {string} id of the test @returns {{name: string, item: ShellItem | null, same: boolean, right: boolean, known: boolean}} */
    asked(id) {
      const { item, same } = this.row();
      const flags = this.reader.number();
      const variant = this.variant(flags & 8);
      const given = flags % 2 ? response.read(same ? item : null, this.reader) : undefined;
      if (item && given !== undefined) this.put("answer", `${id}/${item.id}`, { response: given, revision: item.revision, ...variant });
      return { name: item?.id ?? "-", item, same, right: (flags & 2) > 0, known: (flags & 4) > 0 };
    }

    record() {
      const edition = this.edition();
      const at = state.time(this.reader);
      const minutes = this.reader.number(2);
      const parts = this.reader.list(() => {
        const doc = this.doc();
        const own = this.edition();
        return [doc, own.edition, own.hash];
      });
      this.put("record", edition.hash, { ...edition, at, minutes, parts });
    }

    settings() {
      const flags = this.reader.number();
      if (flags % 2) this.put("setting", "confidence", { value: true });
      const mode = state.MODES[Math.floor(flags / 2) % 4];
      if (mode && mode !== "auto") this.entries.set("mode", mode);
      if (flags < 8) return;
      const doc = this.doc();
      const anchor = this.reader.text();
      const at = state.time(this.reader);
      if (doc) this.put("last", "place", { doc, title: this.index.titles[doc] ?? doc, anchor, at });
    }

    whole() {
      this.head();
      for (const part of [this.step, this.practice, this.answer, this.test, this.record]) this.reader.list(() => part.call(this));
      this.settings();
      return this.entries;
    }
  }

  /**
   * @param {string} whole a state, of this or of an earlier edition; "" for nothing yet
   * @param {ShellData} index of this edition
   * @returns {[Map<string, string>, boolean]} the entries, and whether the state could be read
   */
  function decode(whole, index) {
    if (!whole) return [new Map(), true];
    try {
      return [new Unpacker(whole, index).whole(), true];
    } catch {
      return [new Map(), false];
    }
  }

  state.decode = decode;
})();
