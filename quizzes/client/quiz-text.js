/** Whether words that were typed are an accepted answer: the same as the Python module quizzes.answer_text. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g; // as Python's split()
  const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
  /** @type {Array<[RegExp, string]>} what keyboards and word processors make of quotes, apostrophes and hyphens */
  const MARKS = [
    [/[\u2018\u2019\u201a\u201b\u02bc\u2032`\u00b4\uff07]/g, "'"],
    [/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]/g, '"'],
    [/[\u2010-\u2015\u2212\ufe63\uff0d]/g, "-"],
  ];

  /** @param {string} text */
  function clean(text) {
    return text.normalize("NFC").replace(INVISIBLE, "").replace(SPACE, " ").replace(/^ | $/g, "");
  }

  /** @param {string} text */
  function fold(text) {
    return text.toUpperCase().toLowerCase();
  }

  /** @param {string} text */
  function cleanLines(text) {
    const lines = text.normalize("NFC").replace(INVISIBLE, "").replace(/\r\n?/g, "\n").split("\n");
    return lines.map((line) => line.replace(/[ \t]+$/, "")).join("\n").replace(/^\n+|\n+$/g, "");
  }

  /** @param {string} text */
  const plainMarks = (text) => MARKS.reduce((made, [signs, sign]) => made.replace(signs, sign), text);

  /** @param {string} text cleaned; what is left out does not make an answer wrong */
  function comparable(text) {
    const plain = fold(plainMarks(text));
    const last = plain.slice(-1);
    const stops = plain.length > 1 && (last === "." || last === "\u3002") && plain.slice(-2, -1) !== last;
    return stops ? plain.slice(0, -1).trimEnd() : plain;
  }

  /**
   * @param {string} first
   * @param {string} second
   * @param {number} most so many letters may be wrong, missing, too many, or changed with their neighbour
   */
  function within(first, second, most) {
    const [one, other] = [[...first], [...second]];
    if (Math.abs(one.length - other.length) > most) return false;
    /** @type {number[]} */
    let before = [];
    let last = [...other.keys(), other.length];
    one.forEach((letter, row) => {
      const now = [row + 1];
      other.forEach((sign, column) => {
        let best = Math.min(last[column + 1] + 1, now[column] + 1, last[column] + Number(letter !== sign));
        const turned = row > 0 && column > 0 && letter === other[column - 1] && one[row - 1] === sign;
        if (turned) best = Math.min(best, before[column - 1] + 1);
        now.push(best);
      });
      [before, last] = [last, now];
    });
    return last[last.length - 1] <= most;
  }

  /**
   * @param {AcceptedAnswer} rule
   * @param {string} wanted
   * @param {string} given cleaned
   * @param {(text: string) => string} [tidy] what cleaned it
   */
  function accepts(rule, wanted, given, tidy = clean) {
    if (!given) return false;
    if (rule.match === "regex") return Quizzes.fullMatch(wanted, given) || Quizzes.fullMatch(wanted, plainMarks(given));
    if (rule.match === "exact") return tidy(wanted) === given;
    const [one, other] = [comparable(tidy(wanted)), comparable(given)];
    return one === other || within(one, other, rule.edit_distance ?? 0);
  }

  /**
   * @param {GapKey} gap
   * @param {string} given cleaned
   * @returns {boolean} whether one of the answers of the gap was given
   */
  function fits(gap, given) {
    return [gap.answer, ...(gap.also ?? [])].some((wanted) => accepts(gap, wanted, given));
  }

  Object.assign(Quizzes, { clean, cleanLines, accepts, fits });
})();
