/** The words of a text and of a query: the same rule as `course/search/words.py`, held against the same examples. */
"use strict";

globalThis.courseSearch = globalThis.courseSearch || /** @type {any} */ ({});

(() => {
  const MARKS = /[\u0300-\u036f\u064b-\u0655\u0670\u0640]/g;
  const ARTICLE = /^(?:(?:[\u0648\u0628\u0643\u0641]?\u0627\u0644|\u0644\u0644)(?=.{2})|\u0648(?=.{3}))/u;
  /** @type {Record<string, string>} */
  const ALIKE = { "\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643" };
  const LETTER = "[\\p{L}\\p{M}\\p{Nl}\\p{No}]";
  const WORD = new RegExp(`[0-9]+(?:[.][0-9]+)?|${LETTER}+(?:[’']${LETTER}+)*[0-9]*`, "gu");
  const PHONE = /(?<![0-9-])(?:1[-. ])?\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9-])/g;
  const JOINED = /[\p{L}\p{M}\p{N}_]+(?:[-\u2010\u2011][\p{L}\p{M}\p{N}_]+)+/gu;
  const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]/;
  const CALLED = /^[0-9\s().+-]{4,}$/;

  /** @param {string} text @returns {string} without case and marks */
  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(MARKS, "").normalize("NFC").replace(/ß/g, "ss")
      .replace(/[\u0660-\u0669\u06f0-\u06f9\u0629\u0649\u06cc\u06a9]/g, (sign) => ALIKE[sign] ?? String(sign.charCodeAt(0) & 15));
  }

  /** @param {string} word @returns {string[]} the word, or pairs of letters where words have no blanks between them */
  function partsOf(word) {
    const plain = word.replace(/[’']s?$/, "").replace(/[’']/g, "").replace(ARTICLE, "");
    if (!plain || !UNSPACED.test(plain)) return plain ? [plain] : [];
    return Array.from({ length: Math.max(1, plain.length - 1) }, (_, at) => plain.slice(at, at + 2));
  }

  /** @param {string} text @returns {string[]} telephone numbers, joined words, then the single words */
  function wordsOf(text) {
    const folded = fold(text);
    const numbers = (folded.match(PHONE) ?? []).map((found) => found.replace(/[^0-9]/g, "").slice(-10));
    const joined = (folded.match(JOINED) ?? []).map((found) => found.replace(/[-\u2010\u2011]/g, ""));
    return [...numbers.flatMap((number) => [number, number.slice(-7)]), ...joined.filter((word) => !/^\p{Nd}+$/u.test(word)), ...singles(folded)];
  }

  /** @param {string} folded @returns {string[]} */
  function singles(folded) {
    return (folded.match(WORD) ?? []).flatMap(partsOf);
  }

  /** @param {string} folded @returns {string[][] | null} ways to say a telephone number, null for anything else */
  function called(folded) {
    const digits = folded.replace(/[^0-9]/g, "");
    const typed = CALLED.test(folded) && /[^0-9]/.test(folded) && digits.length > 2;
    if (!typed && !/^1?[0-9]{10}$/.test(folded)) return null;
    const ways = digits.length > 10 ? [[digits.slice(-10)]] : digits[0] === "1" ? [[digits], [digits.slice(1)]] : [[digits]];
    return typed ? [...ways, singles(folded)] : ways; // 0.125 and 1999-2004 are numbers and no telephones
  }

  /**
   * @param {string} text what a reader typed @param {SearchHead} head
   * @returns {SearchQuery} a slot for each thing asked for, with the ways to say it, each of one or more words
   */
  function parse(text, head) {
    const folded = fold(text).trim();
    const quoted = /["“„«]([^"”“»]+)["”“»]/.exec(folded)?.[1] ?? "";
    const number = called(folded);
    if (number) return { slots: [{ ways: number, pair: "" }], words: number.flat(), text: folded, quoted: "" };
    const list = singles(folded);
    const wanted = list.filter((word) => !head.stops.includes(word));
    const words = wanted.length ? wanted : list;
    return { slots: slotsOf(list, words, head), words, text: list.join(" "), quoted };
  }

  /** @param {string[]} list @param {string[]} words @param {SearchHead} head @returns {SearchSlot[]} */
  function slotsOf(list, words, head) {
    const slots = [];
    for (let at = 0; at < list.length; at += 1) {
      const long = [4, 3, 2, 1].find((count) => at + count <= list.length && Object.hasOwn(head.synonyms, list.slice(at, at + count).join(" ")));
      if (long) {
        const said = list.slice(at, at + long);
        slots.push({ ways: [said.map((word) => `=${word}`), ...head.synonyms[said.join(" ")].map((meant) => singles(fold(meant)))], pair: "" });
        at += long - 1;
      } else if (words.includes(list[at])) {
        slots.push({ ways: [[list[at]]], pair: at + 1 < list.length && !UNSPACED.test(list[at]) ? list[at] + list[at + 1] : "" });
      }
    }
    return slots;
  }

  Object.assign(globalThis.courseSearch, { fold, wordsOf, partsOf, parse, WORD, UNSPACED });
})();
