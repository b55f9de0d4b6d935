/** The words of a text and of a query: the same rule as `course/search/words.py`, held against the same examples. */
"use strict";

globalThis.courseSearch = globalThis.courseSearch || /** @type {any} */ ({});

(() => {
  const SILENT = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const FRACTION = /(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])/g;
  const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u0655\u0670\u0640]/g;
  const ARTICLE = /^(?:(?:[\u0648\u0628\u0643\u0641]?\u0627\u0644|\u0644\u0644)(?=.{2})|\u0648(?=.{3}))/u;
  const ELISION = /^(?:[cdjlmnstv]|qu|gl|un|(?:jus|lors|puis|quoi)qu|[dns]?[aeu]ll|(?:a|da|de|ne|su)gl|questo?|quell)[’'](?=.{2})/u;
  /** @type {Record<string, string>} */
  const ALIKE = { "\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d",
    "\u0131": "i", "\u0127": "h", "\u0167": "t", "\u03c2": "\u03c3", "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00fe": "th", "\u02bc": "'" };
  const OTHERS = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");
  const LETTER = "[\\p{L}\\p{M}\\p{Nl}\\p{No}]";
  const GROUPED = "[1-9][0-9]{0,2}(?:[.,’'][0-9]{3})+(?![0-9])";
  const WORD = new RegExp(`${GROUPED}(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?|${LETTER}+(?:[’']${LETTER}+)*[0-9]*`, "gu");
  const GROUPS = new RegExp(`^(${GROUPED})(?:[.,]([0-9]+))?$`);
  const SPACED = /(?<![0-9.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?! ?[0-9]|[.,][0-9])/g;
  const PHONE = /(?<![0-9-])(?:1[-. ])?\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9-])/g;
  const CALL = new RegExp("(?<![0-9.,/-])(?:\\+[0-9]{1,3}|\\(?[0-9]{2,5}\\)?)(?: ?\\(0\\) ?[0-9]{1,8})?(?:[ /-]\\(?[0-9]{1,8}\\)?){1,6}(?![0-9/-]|[.,][0-9])" +
    "|(?<![0-9.])0[1-9](?:[.][0-9]{2}){4}(?![0-9.])", "g");
  const JOINED = /[\p{L}\p{M}\p{N}_]+(?:[-\u2010\u2011][\p{L}\p{M}\p{N}_]+)+/gu;
  const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]/;
  const CALLED = /^[0-9\s()./+-]{4,}$/;
  const TAIL = 7;

  /** @param {string} sign @returns {string} a digit of any script: the tens of most scripts of India begin at …6, others at …0 */
  function digit(sign) {
    const code = sign.codePointAt(0) ?? 0;
    return String((code - (code > 0x965 && code < 0xdf0 ? 6 : 0)) & 15);
  }

  /** @param {string} text @returns {string} without case and marks */
  function fold(text) {
    return text.toLowerCase().replace(SILENT, "").replace(FRACTION, " ").normalize("NFKD").replace(MARKS, "").normalize("NFC")
      .replace(OTHERS, (sign) => ALIKE[sign]).replace(/(?![0-9])\p{Nd}/gu, digit);
  }

  const digits = (/** @type {string} */ text) => text.replace(/[^0-9]/g, "");

  /** @param {string} word @returns {string} 2,142 and 2.142 as 2142, 3,5 as 3.5, 4.0 as 4 */
  function plainNumber(word) {
    const grouped = GROUPS.exec(word);
    if (grouped) return digits(grouped[1]) + (grouped[2] ? `.${grouped[2]}` : "");
    return word.replace(",", ".").replace(/\.0+$/, "");
  }

  /** @param {string} word @returns {string[]} the word, or pairs of letters where words have no blanks between them */
  function partsOf(word) {
    if (/^[0-9]/.test(word)) return [plainNumber(word)];
    const plain = word.replace(/[’']s?$/, "").replace(ELISION, "").replace(/[’']/g, "").replace(ARTICLE, "");
    if (!plain || !UNSPACED.test(plain)) return plain ? [plain] : [];
    return Array.from({ length: Math.max(1, plain.length - 1) }, (_, at) => plain.slice(at, at + 2));
  }

  /** @param {string} found @returns {boolean} whether groups of digits may be a telephone number */
  function rings(found) {
    const groups = found.match(/[0-9]+/g) ?? [];
    const sum = groups.join("").length;
    return sum >= 6 && sum <= 15 && ("+0(".includes(found[0]) || groups.length > 2 || Math.min(...groups.map((group) => group.length)) > 2);
  }

  /** @param {string} folded @returns {string[]} telephone numbers, each also without its area code, and numbers whose digits blanks group */
  function numbersOf(folded) {
    const american = (folded.match(PHONE) ?? []).map((found) => digits(found).slice(-10));
    const others = (folded.replace(PHONE, "|").match(CALL) ?? []).filter(rings).map((found) => digits(found.replace("(0)", "")));
    const grouped = (folded.match(SPACED) ?? []).map(digits);
    return [...new Set([...[...american, ...others].flatMap((number) => [number, number.slice(-TAIL)]), ...grouped])];
  }

  /** @param {string} text @returns {string[]} numbers, joined words, then the single words */
  function wordsOf(text) {
    const folded = fold(text);
    const joined = (folded.match(JOINED) ?? []).map((found) => found.replace(/[-\u2010\u2011]/g, ""));
    return [...numbersOf(folded), ...joined.filter((word) => !/^\p{Nd}+$/u.test(word)), ...singles(folded)];
  }

  /** @param {string} folded @returns {string[]} */
  function singles(folded) {
    return (folded.match(WORD) ?? []).flatMap(partsOf);
  }

  /** @param {string} folded @returns {string[][] | null} ways to say a telephone number, null for anything else */
  function called(folded) {
    const plain = digits(folded);
    const typed = CALLED.test(folded) && /[^0-9]/.test(folded) && plain.length > 2;
    if (!typed && !/^[0-9]{8,15}$/.test(folded)) return null;
    const ways = [plain, ...(plain[0] === "1" ? [plain.slice(1)] : []), ...(plain.length > 10 ? [plain.slice(-10)] : []), ...(plain.length > TAIL ? [plain.slice(-TAIL)] : [])];
    return [...ways.map((way) => [way]), ...(typed ? [singles(folded)] : [])]; // 0.125 and 1999-2004 are numbers and no telephones
  }

  /**
   * @param {string} text what a reader typed @param {SearchHead} head
   * @returns {SearchQuery} a slot for each thing asked for, with the ways to say it, each of one or more words
   */
  function parse(text, head) {
    const folded = fold(text).trim();
    const quoted = /["“„«]([^"”“»]+)["”“»]/.exec(folded)?.[1] ?? "";
    const number = called(folded);
    if (number) return { slots: [{ ways: number, pair: "", guess: [] }], words: number.flat(), text: folded, quoted: "" };
    const list = singles(folded);
    const wanted = list.filter((word) => !head.stops.includes(word) || shouted(text).includes(word));
    const words = wanted.length ? wanted : list;
    return { slots: slotsOf(list, words, head), words, text: list.join(" "), quoted };
  }

  /** @param {string} text @returns {string[]} words in capitals among others: WHO is not who */
  function shouted(text) {
    return /\p{Ll}/u.test(text) ? (text.match(/(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu) ?? []).map(fold) : [];
  }

  /** @param {string[]} list @param {string[]} words @param {SearchHead} head @returns {SearchSlot[]} */
  function slotsOf(list, words, head) {
    const slots = [];
    for (let at = 0; at < list.length; at += 1) {
      const long = [4, 3, 2, 1].find((count) => at + count <= list.length && Object.hasOwn(head.synonyms, list.slice(at, at + count).join(" ")));
      if (long) {
        const said = list.slice(at, at + long);
        slots.push({ ways: [said.map((word) => `=${word}`), ...meantBy(said.join(" "), head)], pair: "", guess: [] });
        at += long - 1;
      } else if (words.includes(list[at])) {
        slots.push({ ways: waysOf(list[at]), pair: at + 1 < list.length && !UNSPACED.test(list[at]) ? list[at] + list[at + 1] : "", guess: guessed(list[at], head) });
      }
    }
    return slots;
  }

  const meantBy = (/** @type {string} */ said, /** @type {SearchHead} */ head) => head.synonyms[said].map((meant) => singles(fold(meant)));

  /** @param {string} word @returns {string[][]} the word, letters apart from digits (DOT4), vowels without the e that stands for their dots */
  function waysOf(word) {
    const apart = /^(\p{L}{2,})([0-9]+)$/u.exec(word);
    const plain = word.replace(/([aou])e/g, "$1");
    return [[word], ...(apart ? [[`=${apart[1]}`, `=${apart[2]}`]] : []), ...(plain === word ? [] : [[`=${plain}`]])];
  }

  /** @param {string} word @param {SearchHead} head @returns {string[][]} what is meant by names that begin like it or are a typing error away */
  function guessed(word, head) {
    if (word.length < 4) return [];
    const near = Object.keys(head.synonyms).filter((said) => !said.includes(" ") && (said.startsWith(word) || globalThis.courseSearch.mistyped(word, said) > 0));
    return near.flatMap((said) => meantBy(said, head));
  }

  Object.assign(globalThis.courseSearch, { fold, wordsOf, partsOf, parse, WORD, UNSPACED });
})();
