/** One answer in few letters: places of choices in the question for what is chosen, texts for what is typed. */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const { digits, text } = Shell;

  /** @param {unknown[]} options @returns {number} digits that name one of them, or none */
  const width = (options) => (options.length > 62 ? 2 : 1);

  /** @param {string[]} options @param {unknown} one @returns {string} its place, 0 for none */
  const place = (options, one) => digits(options.indexOf(String(one)) + 1, width(options));

  /** @param {string[]} options @param {ShellReader} reader @returns {string | null} */
  const option = (options, reader) => options[reader.number(width(options)) - 1] ?? null;

  /** @type {Record<string, (item: ShellItem, response: any) => string>} */
  const WRITE = {
    choice: (item, response) => place(item.options, response),
    choices: (item, response) => {
      const taken = Array.isArray(response) ? response : [];
      let out = "";
      for (let at = 0; at < item.options.length; at += 6) {
        out += digits(item.options.slice(at, at + 6).reduce((sum, id, bit) => sum + (taken.includes(id) ? 2 ** bit : 0), 0));
      }
      return out;
    },
    order: (item, response) => (Array.isArray(response) ? response : []).map((id) => place(item.options, id)).join(""),
    pairs: (item, response) => item.options.map((id) => place(item.targets, response?.[id])).join(""),
    gaps: (item, response) => item.gaps.map(([id, choices]) => (choices ? place(choices, response?.[id]) : text(String(response?.[id] ?? "")))).join(""),
    essay: (_item, response) => text(JSON.stringify(response ?? null)),
  };

  /** @param {Array<[string, string | null]>} all @returns {Record<string, string>} */
  const filled = (all) => Object.fromEntries(all.filter(([, value]) => value !== null && value !== "").map(([id, value]) => [id, String(value)]));

  /** @type {Record<string, (item: ShellItem, reader: ShellReader) => unknown>} */
  const READ = {
    choice: (item, reader) => option(item.options, reader),
    choices: (item, reader) => {
      const bits = Array.from({ length: Math.ceil(item.options.length / 6) }, () => reader.number());
      return item.options.filter((_id, at) => Math.floor(bits[Math.floor(at / 6)] / 2 ** (at % 6)) % 2);
    },
    order: (item, reader) => {
      const found = [];
      while (reader.place < reader.whole.length) found.push(option(item.options, reader));
      return found.filter((id) => id !== null);
    },
    pairs: (item, reader) => filled(item.options.map((id) => [id, option(item.targets, reader)])),
    gaps: (item, reader) => filled(item.gaps.map(([id, choices]) => [id, choices ? option(choices, reader) : reader.text()])),
    essay: (_item, reader) => JSON.parse(reader.text()),
  };

  /** @param {ShellItem} item @returns {boolean} whether a part of its answer is typed, and so of any length */
  const typed = (item) => !["choice", "choices", "order", "pairs"].includes(item.answer) && !(item.answer === "gaps" && item.gaps.every(([, choices]) => choices));

  /** @param {ShellItem} item @param {unknown} response @returns {string} after its length, so that it can be passed over */
  function write(item, response) {
    const way = WRITE[item.answer] ?? ((_item, words) => text(String(words ?? "")));
    const out = way(item, response);
    return out.length < 63 ? digits(out.length) + out : digits(63) + digits(out.length, 2) + out;
  }

  /**
   * @param {ShellItem | null} item null for one whose answer cannot be read any more; it is passed over
   * @param {ShellReader} reader @returns {unknown} the answer, undefined for none
   */
  function read(item, reader) {
    const short = reader.number();
    const part = reader.take(short < 63 ? short : reader.number(2));
    if (!item) return undefined;
    return (READ[item.answer] ?? ((_item, own) => own.text()))(item, new Shell.Reader(part));
  }

  Shell.response = { write, read, typed };
})();
