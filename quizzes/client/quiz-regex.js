/**
 * Regular expressions of accepted answers: the portable subset of the Python module quizzes.regex, in linear time.
 *
 * The bank is checked before a page is built; an expression that is not in the subset accepts nothing here.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const SPECIAL = "\\^$.|?*+()[]{}";
  const DEEPEST = 50;
  /** @type {Record<string, Array<[string, string]>>} */
  const SETS = { d: [["0", "9"]], w: [["0", "9"], ["A", "Z"], ["_", "_"], ["a", "z"]], s: [["\t", "\r"], [" ", " "]] };
  /** @type {Record<string, string>} */
  const CONTROL = { t: "\t", n: "\n" };
  const WORD = { ranges: SETS.w, negative: false, fold: false };

  /** @param {string} letter one code point */
  const codeOf = (letter) => /** @type {number} */ (letter.codePointAt(0));

  /**
   * @param {RegexLetters} letters
   * @param {string} letter one code point
   */
  function accepts({ ranges, negative, fold }, letter) {
    const forms = fold ? [letter, letter.toLowerCase(), letter.toUpperCase()] : [letter];
    const single = forms.filter((form) => [...form].length === 1).map(codeOf);
    return negative !== single.some((code) => ranges.some(([low, high]) => codeOf(low) <= code && code <= codeOf(high)));
  }

  class Parser {
    /** @param {string} pattern */
    constructor(pattern) {
      this.fold = pattern.startsWith("(?i)");
      this.text = [...pattern].slice(this.fold ? 4 : 0);
      this.at = 0;
      this.depth = 0;
    }

    /** @returns {RegexNode} */
    parse() {
      const tree = this.choice();
      this.require(this.at === this.text.length);
      return tree;
    }

    /** @param {unknown} holds */
    require(holds) {
      if (!holds) throw new SyntaxError("not in the subset of quizzes");
    }

    /** @param {string} sign */
    next(sign) {
      const found = this.text[this.at] === sign;
      if (found) this.at += 1;
      return found;
    }

    take() {
      this.require(this.at < this.text.length);
      this.at += 1;
      return this.text[this.at - 1];
    }

    /** @returns {RegexNode} */
    choice() {
      this.depth += 1;
      this.require(this.depth <= DEEPEST);
      const branches = [this.row()];
      while (this.next("|")) branches.push(this.row());
      this.depth -= 1;
      return { kind: "choice", parts: branches };
    }

    /** @returns {RegexNode} */
    row() {
      const parts = [];
      while (this.at < this.text.length && !"|)".includes(this.text[this.at])) parts.push(this.repeated(this.atom()));
      return { kind: "row", parts };
    }

    /** @param {RegexNode} part */
    repeated(part) {
      const bounds = this.bounds();
      if (!bounds) return part;
      this.require(part.kind !== "assert");
      this.next("?");
      this.require(this.at === this.text.length || !"*+?{".includes(this.text[this.at]));
      return { kind: "repeat", parts: [part], low: bounds[0], high: bounds[1] };
    }

    /** @returns {[number, number] | null} */
    bounds() {
      if (this.next("*")) return [0, Infinity];
      if (this.next("+")) return [1, Infinity];
      if (this.next("?")) return [0, 1];
      if (!this.next("{")) return null;
      const low = this.count();
      let high = low;
      if (this.next(",")) high = this.text[this.at] === "}" ? Infinity : this.count();
      this.require(this.next("}") && high >= low);
      return [low, high];
    }

    count() {
      let digits = "";
      while (/^[0-9]$/.test(this.text[this.at] ?? "")) digits += this.take();
      this.require(digits && digits.length <= 3);
      return Number(digits);
    }

    /** @returns {RegexNode} */
    atom() {
      const sign = this.take();
      if (sign === "(") return this.group();
      if (sign === "[") return { kind: "letter", letters: this.class() };
      if (sign === ".") return { kind: "letter", letters: { ranges: [["\n", "\n"]], negative: true, fold: false } };
      if ("^$".includes(sign)) return { kind: "assert", name: sign };
      if (sign !== "\\") {
        this.require(!SPECIAL.includes(sign));
        return { kind: "letter", letters: this.just(sign) };
      }
      const escaped = this.take();
      if ("bB".includes(escaped)) return { kind: "assert", name: escaped };
      return { kind: "letter", letters: this.escaped(escaped) };
    }

    /** @param {string} letter */
    just(letter) {
      return { ranges: [/** @type {[string, string]} */ ([letter, letter])], negative: false, fold: this.fold };
    }

    group() {
      if (this.next("?")) this.require(this.next(":"));
      const inner = this.choice();
      this.require(this.next(")"));
      return inner;
    }

    /** @param {string} sign */
    escaped(sign) {
      const set = SETS[sign.toLowerCase()];
      if (set) return { ranges: set, negative: sign !== sign.toLowerCase(), fold: false };
      this.require(CONTROL[sign] || /^[ -\/:-@[-`{-~]$/.test(sign));
      return this.just(CONTROL[sign] ?? sign);
    }

    class() {
      const negative = this.next("^");
      /** @type {Array<[string, string]>} */
      const ranges = [];
      while (!this.next("]")) ranges.push(...this.range());
      this.require(ranges.length);
      return { ranges, negative, fold: this.fold };
    }

    range() {
      const low = this.member();
      const follows = this.text[this.at + 1];
      if (low.length > 1 || low[0][0] !== low[0][1] || this.text[this.at] !== "-" || !follows || follows === "]") return low;
      this.at += 1;
      const high = this.member();
      this.require(high.length === 1 && high[0][0] === high[0][1] && codeOf(high[0][0]) >= codeOf(low[0][0]));
      return [/** @type {[string, string]} */ ([low[0][0], high[0][0]])];
    }

    member() {
      const sign = this.take();
      if (sign === "\\") {
        const letters = this.escaped(this.take());
        this.require(!letters.negative);
        return letters.ranges;
      }
      this.require(sign !== "[" && !("&~|".includes(sign) && this.text[this.at] === sign));
      return this.just(sign).ranges;
    }
  }

  Object.assign(Quizzes, { regex: { Parser, accepts, WORD } });
})();
