/** The index as it is loaded: classic scripts, in parts, from disk as well as from a server. */
"use strict";

(() => {
  const S = globalThis.courseSearch;
  const ALPHABET = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((sign) => !"\"\\<&'`".includes(sign)).join("");
  const HALF = ALPHABET.length / 2;
  const VALUE = new Map([...ALPHABET].map((sign, at) => [sign, at]));
  const here = /** @type {HTMLScriptElement | null} */ (globalThis.document?.currentScript)?.src.replace(/[^/]*$/, "") ?? "";
  /** @type {Map<string, Promise<boolean>>} */
  const asked = new Map();
  /** @type {Map<number | string, SearchPart>} */
  const parts = new Map();
  /** @type {Map<number, Array<[string, string, string]>>} */
  const texts = new Map();
  /** @type {SearchHead | null} */
  let head = null;

  /** @param {string} name @returns {string} the address of a file of the index, and of nothing else */
  function address(name) {
    if (!/^(?:index|w(?:\d+|r)|t\d+)\.js$/.test(name)) throw new TypeError(name);
    return `${here}search/${name}`;
  }

  const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("course-search", { createScriptURL: address });

  /** @param {string} name @returns {Promise<boolean>} whether it came; what failed may be asked for again */
  function load(name) {
    const one = globalThis.Course?.onefile;
    if (one) return one.bring();
    const known = asked.get(name);
    if (known) return known;
    /** @type {Promise<boolean>} */
    const coming = new Promise((done) => {
      const script = document.createElement("script");
      script.src = trusted ? trusted.createScriptURL(name) : address(name);
      script.onload = () => done(true);
      script.onerror = () => {
        asked.delete(name);
        done(false);
      };
      document.head.append(script);
    });
    asked.set(name, coming);
    return coming;
  }

  /** @param {any} data called by `index.js` */
  function index(data) {
    /** @type {number[]} */
    const pageOf = [];
    const starts = data.pages.map((/** @type {SearchPageRow} */ row, /** @type {number} */ page) => {
      const start = pageOf.length;
      for (let count = 0; count < row[3]; count += 1) pageOf.push(page);
      return start;
    });
    head = { ...data, asking: new Set(data.asking), pageOf, starts };
  }

  /** @param {number | string} name @param {string} coded @param {string} places called by the parts */
  function part(name, coded, places) {
    let before = "";
    const words = coded.split("\n").slice(0, -1).map((entry) => (before = before.slice(0, Number(entry[0])) + entry.slice(1)));
    parts.set(name, { words, places: places.split(" ") });
  }

  /** @param {SearchPart} from @param {number} at @returns {number[]} twice the place, and one more where it is in the heading */
  function placesOf(from, at) {
    const found = [];
    let [last, value, unit] = [-1, 0, 1];
    for (const sign of from.places[at]) {
      const digit = VALUE.get(sign) ?? 0;
      value += (digit % HALF) * unit;
      unit *= HALF;
      if (digit >= HALF) continue;
      last += (value >> 1) + 1;
      found.push(last * 2 + (value & 1));
      [value, unit] = [0, 1];
    }
    return found;
  }

  /** @param {string} word @param {boolean} wide @returns {Array<number | string>} the parts that may hold words that begin like it */
  function needed(word, wide) {
    const start = wide ? word.slice(0, 1) : word.slice(0, 4);
    const firsts = head?.parts ?? [];
    const found = firsts.flatMap((first, at) => (first <= `${start}\uffff` && (at + 1 === firsts.length || firsts[at + 1] >= start) ? [at] : []));
    return wide ? [...found, "r"] : found;
  }

  /** @param {string} word @param {boolean} wide */
  const want = (word, wide) => Promise.all(needed(word, wide).filter((name) => !parts.has(name)).map((name) => load(`w${name}.js`)));

  Object.assign(S, {
    load, index, part, placesOf, needed, want, parts, texts,
    text: (/** @type {number} */ page, /** @type {Array<[string, string, string]>} */ list) => void texts.set(page, list),
    head: () => head,
  });
})();
