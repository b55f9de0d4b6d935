/** What is right, wrong and missing in a response, part by part, and how its points came about. No DOM: runs under node. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  /** @param {boolean} given @param {boolean} right @returns {PartState} */
  const state = (given, right) => (given ? (right ? "right" : "wrong") : "missing");

  /** @param {Array<[string, boolean]>} choices and whether each belongs @param {unknown[]} given @returns {Part[]} those taken or missing */
  function chosen(choices, given) {
    const taken = given.every((one) => choices.some(([id]) => id === one)) ? given : []; // as in grading
    return choices.filter(([id, belongs]) => belongs || taken.includes(id)).map(([id, belongs]) => ({ id, state: state(taken.includes(id), belongs) }));
  }

  /** @param {GradingItem} key @param {unknown[]} given @returns {Part[]} the choices taken or missing */
  function choices(key, given) {
    const parts = chosen(key.choices.map(({ id, correct }) => [id, correct === true]), given);
    return key.scoring === "weights" ? Quizzes.weights?.shaded(key, parts) ?? parts : parts;
  }

  /** @param {GradingItem} key @param {unknown} response @returns {Part[]} each step against its place among those that were placed */
  function steps(key, response) {
    const given = Array.isArray(response) ? response : [];
    const wanted = key.sequence.map((step) => step.id).filter((id) => given.includes(id));
    return key.sequence.map(({ id }) => {
      const off = given.indexOf(id) - wanted.indexOf(id);
      return { id, state: state(given.includes(id), off === 0), ...(off ? { off: off < 0 ? "early" : "late" } : {}) };
    });
  }

  /** @param {GradingItem} key @param {unknown} response @returns {Part[]} the one field of the question */
  function field(key, response) {
    return [{ id: "answer", state: state(String(response ?? "").trim() !== "", Quizzes.grade(key, response).correct) }];
  }

  /** @param {unknown} response @param {string} id @returns {string} what was given for a part */
  const textOf = (response, id) => String(Object.entries(response ?? {}).find(([name]) => name === id)?.[1] ?? "");

  /** @param {GradingItem} key @param {unknown} response @returns {Part[]} the parts of a response in the order of the key */
  function parts(key, response) {
    switch (key.type) {
      case "single": return choices(key, [response]);
      case "multiple": return choices(key, Array.isArray(response) ? response : []);
      case "truefalse": return chosen(["true", "false"].map((id) => [id, id === String(key.answer)]), [response]);
      case "order": return steps(key, response);
      case "match": return key.pairs.map(({ id, response: wanted }) => {
        const given = Quizzes.clean(textOf(response, id));
        return { id, state: state(given !== "", given === Quizzes.clean(wanted)) };
      });
      case "cloze": return key.gaps.map((gap) => {
        const given = Quizzes.clean(textOf(response, gap.id));
        return { id: gap.id, state: state(given !== "", Quizzes.fits(gap, given)) };
      });
      default: return field(key, response);
    }
  }

  /** @param {string} text @param {Array<string | number>} values @returns {string} the text with %1, %2 … filled in */
  const fill = (text, values) => values.reduce((/** @type {string} */ said, value, index) => said.replace(`%${index + 1}`, String(value)), text);

  /** @param {number} number @returns {string} at most two places */
  const round = (number) => String(Math.round(number * 100) / 100);

  /** @param {GradingItem} key @param {unknown} response @param {Record<string, string>} words @returns {string} how the points came about; "" where there is one part */
  function account(key, response, words) {
    const { right, wrong, total } = Quizzes.count(key, response);
    const most = key.points ?? 1;
    const { points } = Quizzes.grade(key, response);
    const sum = [round(points), round(most)];
    if (key.scoring === "weights") return right + wrong ? fill(words.pointsWeights, sum) : "";
    if (total === 1 && right + wrong < 2 && points >= 0) return "";
    if (key.scoring === "penalty") return fill(words.pointsPenalty, [right, wrong, total, ...sum]);
    if (key.scoring !== "partial") return fill(words.pointsWhole, sum);
    if (key.type === "multiple") return fill(words.pointsChosen, [right, total, right, right + wrong, ...sum]);
    return fill(key.type === "order" ? words.pointsOrder : words.pointsParts, [right, total, ...sum]);
  }

  /** @param {number} value @returns {number} without the noise of binary fractions */
  const tidy = (value) => Number(value.toPrecision(12));

  /** @param {GradingItem} key @param {Record<string, string>} words @returns {string} the numbers that are accepted, with their unit */
  function accepted(key, words) {
    const { value, tolerance, relative_tolerance: share, range, unit } = /** @type {NumericKey} */ (key.answer);
    const off = tolerance || (share ? Math.abs(value ?? 0) * share : 0);
    const [low, high] = range ?? [(value ?? 0) - off, (value ?? 0) + off];
    const said = (/** @type {number} */ number) => String(tidy(number)).replace(".", key.decimal ?? ".");
    const numbers = low === high ? said(low) : fill(words.range, [said(low), said(high)]);
    return words.accepted.replace("%s", unit ? `${numbers} ${unit}` : numbers);
  }

  Object.assign(Quizzes, { parts, account, accepted });
})();
