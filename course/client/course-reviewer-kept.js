/** What a reviewer says, kept on the device: entries by block, who says it, and the file that the authors take in. */
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("review-data")?.textContent || "{}");
  const key = `coursereview:${data.course}`;
  /** @returns {ReviewKept} */
  const empty = () => ({ who: { name: "", role: "", credentials: "" }, entries: [], drafts: {}, last: 0 });
  let memory = empty();
  let written = "";
  let keeps = true;

  /** @returns {ReviewKept} what is kept now, also what another tab has written since */
  function load() {
    try {
      const text = localStorage.getItem(key) || "";
      if (text === written) return memory;
      const found = JSON.parse(text);
      if (found && Array.isArray(found.entries)) [memory, written] = [{ ...empty(), ...found }, text];
    } catch {
      // What cannot be read is answered from memory; writing tells whether anything is kept.
    }
    return memory;
  }

  /** @template T @param {(kept: ReviewKept) => T} act on what is kept now, so that two tabs lose nothing @returns {T} */
  function update(act) {
    memory = load();
    const made = act(memory), text = JSON.stringify(memory);
    try {
      localStorage.setItem(key, text);
      [written, keeps] = [text, true];
    } catch {
      keeps = false;
    }
    return made;
  }

  /** @param {Omit<ReviewEntry, "id">} entry @returns {ReviewEntry} the entry as it is kept, with an id that no other has */
  function add(entry) {
    return update((kept) => {
      const ids = new Set(kept.entries.map((one) => one.id));
      do kept.last += 1;
      while (ids.has(`${entry.kind[0]}${kept.last}`));
      const made = { id: `${entry.kind[0]}${kept.last}`, ...entry };
      kept.entries.push(made);
      return made;
    });
  }

  /** @param {string} id */
  function remove(id) {
    update((kept) => {
      kept.entries = kept.entries.filter((one) => one.id !== id);
    });
  }

  /** @param {string} text @returns {number} how often words stand in a text, whatever the white space between them */
  function times(text, words = "") {
    const signs = words.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return [...text.matchAll(new RegExp(signs.join("\\s+"), "g"))].length;
  }

  /**
   * @param {string} raw the lines of a block
   * @param {string} edited the same with other words
   * @returns {{before: string, after: string} | null} the smallest change whose place is certain; null for none
   */
  function change(raw, edited) {
    const old = raw.match(/\S+\s*/g) || [], now = edited.match(/\S+\s*/g) || [];
    const same = (/** @type {string} */ one, /** @type {string} */ other) => one.trim() === other.trim();
    let start = 0, end = 0;
    const most = Math.min(old.length, now.length);
    while (start < most && same(old[start], now[start])) start += 1;
    while (end < most - start && same(old[old.length - 1 - end], now[now.length - 1 - end])) end += 1;
    if (start + end === old.length && start + end === now.length) return null;
    const cut = (/** @type {string[]} */ words) => words.slice(start, words.length - end).join("").trim();
    while ((!cut(old) || !cut(now) || times(raw, cut(old)) !== 1) && start + end > 0) {
      if (start && (start >= end || !end)) start -= 1;
      else end -= 1;
    }
    return cut(now) ? { before: cut(old), after: cut(now) } : null;
  }

  /** @returns {string} the file for the authors, as `course review import` reads it */
  function file() {
    const kept = load();
    const now = new Date(), two = (/** @type {number} */ part) => String(part).padStart(2, "0");
    const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const who = Object.fromEntries(Object.entries(kept.who).filter(([, words]) => words));
    const said = { schema: data.schema, course: data.course, edition: data.edition, reviewer: who, date };
    return `${JSON.stringify({ ...said, entries: kept.entries }, null, 1)}\n`;
  }

  /** @param {string} text of a file saved before @returns {number} how many entries were new; -1 for no such file, -2 for another course */
  function absorb(text) {
    let found;
    try {
      found = JSON.parse(text);
    } catch {
      return -1;
    }
    if (found?.schema !== data.schema || !Array.isArray(found.entries)) return -1;
    if (found.course !== data.course) return -2;
    const who = load().who;
    if (!who.name) update((kept) => Object.assign(kept.who, found.reviewer));
    const plain = (/** @type {ReviewEntry} */ one) => JSON.stringify([one.block, one.kind, one.text, one.before, one.after]);
    const known = new Set(load().entries.map(plain));
    const fresh = found.entries.filter((/** @type {ReviewEntry} */ one) => one?.block && one.kind && !known.has(plain(one)));
    for (const { block, kind, text: words, before, after } of fresh) {
      add(JSON.parse(JSON.stringify({ kind, block, text: words, before, after })));
    }
    return fresh.length;
  }

  /** Delete everything. */
  function forget() {
    update((kept) => Object.assign(kept, empty()));
  }

  Course.data = data;
  Course.reviewer = /** @type {any} */ ({ data, key, load, update, add, remove, change, file, absorb, forget, keeps: () => keeps });
})();
