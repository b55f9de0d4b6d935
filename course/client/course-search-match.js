/** How near a word of the index is to a word that was typed: itself, its beginning, its stem, a typing error. */
"use strict";

(() => {
  const S = globalThis.courseSearch;

  /**
   * Edits between two words, neighbors that changed places counted as one (Damerau and Levenshtein, optimal alignment).
   * @param {string} one @param {string} other @param {number} most @returns {number} above `most`: anything larger
   */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    /** @type {number[]} */
    let above = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      [before, above, row] = [above, row, [i]];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  }

  /** @param {string} typed @param {string} word @returns {number} how many letters both begin with */
  function shared(typed, word) {
    let count = 0;
    while (count < typed.length && typed[count] === word[count]) count += 1;
    return count;
  }

  /** @param {string} typed @param {string} word @returns {[number, boolean]} weight, and whether that is as good as the word itself */
  function alike(typed, word) {
    if (word === typed) return [1, true];
    if (S.UNSPACED.test(typed)) return [typed.length === 1 && word.includes(typed) ? 0.6 : 0, false];
    const digits = /^\d/.test(typed);
    if (typed.length > 1 && word.startsWith(typed)) return [0.85 * (typed.length / word.length) ** 0.7, typed.length > 3 || digits];
    if (digits) return [0, false];
    if (word.length > 2 && typed.startsWith(word) && /^(?:e?s|e?n|e|x)$/.test(typed.slice(word.length))) return [0.75, true]; // its plural
    const begin = typed.length > 3 ? shared(typed, word) : 0;
    if (begin >= Math.max(4, typed.length - 3, word.length - 3)) return [begin >= word.length ? 0.75 : 0.55, begin > 4 || begin >= word.length];
    return [typed.length > 4 && word.length > typed.length && word.includes(typed) ? 0.3 : 0, false];
  }

  /** @param {string} typed @param {string} word @returns {number} weight of a word with typing errors */
  function mistyped(typed, word) {
    if (word.length < 4 || /^\d/.test(word)) return 0;
    const begins = word[0] === typed[0] || word[0] === typed[1] || word[1] === typed[0];
    if (!begins && typed.length < 6) return 0;
    const most = begins && typed.length > 7 ? 2 : 1;
    let edits = distance(typed, word, most);
    if (edits > most && word.length > typed.length) edits = distance(typed, word.slice(0, typed.length), 1) + 0.5;
    return edits <= most ? 0.6 / (0.5 + edits) : 0;
  }

  /** @param {string} typed @param {string} word @returns {number} weight of the last part of a compound: Autoreifen speaks of Reifen */
  const ending = (typed, word) => (word.length > 4 && typed.length > word.length + 2 && typed.endsWith(word) ? 0.45 : 0);

  /** @param {string} typed @param {string[]} words @returns {Array<[number, number]>} number and weight of each word that fits */
  function near(typed, words) {
    let strong = false;
    /** @type {Array<[number, number]>} */
    const found = [];
    words.forEach((word, at) => {
      const [weight, good] = alike(typed, word);
      if (weight) found.push([at, weight]);
      strong ||= good;
    });
    if (strong || typed.length < 4 || /^\d/.test(typed) || S.UNSPACED.test(typed)) return found;
    const guessed = words.map((word, at) => /** @type {[number, number]} */ ([at, Math.max(mistyped(typed, word), ending(typed, word))]));
    return [...found, ...guessed.filter(([, weight]) => weight)];
  }

  Object.assign(S, { distance, mistyped, near });
})();
