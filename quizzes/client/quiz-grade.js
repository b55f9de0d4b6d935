/**
 * Grading: the same rules as the Python module quizzes.grade, proved on the same vectors.
 *
 * An answer is counted as right, wrong and total parts; the scoring rule of the item turns these into a fraction.
 * Classic script without DOM, so that it runs from disk and under node.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const { clean, cleanLines, accepts, fits } = Quizzes;

  /**
   * @param {boolean} answered
   * @param {boolean} right
   * @returns {Tally}
   */
  function one(answered, right) {
    return { right: Number(answered && right), wrong: Number(answered && !right), total: 1 };
  }

  /**
   * @param {Array<[string, boolean]>} parts what was given for each part, and whether it is right
   * @returns {Tally}
   */
  function tally(parts) {
    const given = parts.filter(([text]) => text);
    const right = given.filter(([, isRight]) => isRight).length;
    return { right, wrong: given.length - right, total: parts.length || 1 };
  }

  /**
   * @param {unknown} response
   * @param {string[]} known
   * @returns {string[]} different ids, or none when one of them is unknown
   */
  function idsOf(response, known) {
    if (!Array.isArray(response) || !response.every((id) => known.includes(id))) return [];
    return [...new Set(response)];
  }

  /**
   * @param {unknown} response
   * @returns {(id: string) => string} the cleaned text given for a part
   */
  function textsOf(response) {
    const given = typeof response === "object" && response !== null && !Array.isArray(response) ? response : {};
    const texts = new Map(Object.entries(given));
    return (id) => (typeof texts.get(id) === "string" ? clean(texts.get(id)) : "");
  }

  /**
   * @param {GradingItem} item
   * @param {string} response
   * @returns {number} the place of the accepted answer that a response is, -1 for none
   */
  function acceptedBy(item, response) {
    const tidy = item.multiline ? cleanLines : clean;
    return item.answers.findIndex((answer) => accepts(answer, answer.text, tidy(response), tidy));
  }

  /**
   * @param {GradingItem} item
   * @param {unknown} response
   * @returns {Tally}
   */
  function countSteps(item, response) {
    const known = item.sequence.map((step) => step.id);
    const total = (known.length * (known.length - 1)) / 2 || 1;
    const ids = idsOf(response, known);
    if (!ids.length || ids.length !== /** @type {string[]} */ (response).length) return { right: 0, wrong: 0, total };
    const pairs = ids.flatMap((first, index) => ids.slice(index + 1).map((second) => [first, second]));
    const right = pairs.filter(([first, second]) => known.indexOf(first) < known.indexOf(second)).length;
    return { right, wrong: pairs.length - right, total };
  }

  /** @type {Record<string, (item: GradingItem, response: unknown) => Tally>} */
  const COUNT = {
    single: (item, response) => {
      const key = item.choices.filter((choice) => choice.correct).map((choice) => choice.id);
      return one(typeof response === "string" && response !== "", key.includes(String(response)));
    },
    truefalse: (item, response) => one(typeof response === "string" && response !== "", response === String(item.answer)),
    multiple: (item, response) => {
      const key = item.choices.filter((choice) => choice.correct).map((choice) => choice.id);
      const ticked = idsOf(response, item.choices.map((choice) => choice.id));
      const right = ticked.filter((id) => key.includes(id)).length;
      return { right, wrong: ticked.length - right, total: key.length || 1 };
    },
    match: (item, response) => {
      const given = textsOf(response);
      return tally(item.pairs.map((pair) => [given(pair.id), given(pair.id) === clean(pair.response)]));
    },
    order: countSteps,
    numeric: (item, response) => {
      const answer = /** @type {NumericKey} */ (item.answer);
      const typed = Quizzes.readNumber(response, answer, item.decimal);
      return one(typed.value !== null, Quizzes.isRight(answer, typed));
    },
    short: (item, response) => {
      const text = typeof response === "string" ? response : "";
      return one((item.multiline ? cleanLines : clean)(text) !== "", acceptedBy(item, text) >= 0);
    },
    cloze: (item, response) => {
      const given = textsOf(response);
      return tally(item.gaps.map((gap) => [given(gap.id), fits(gap, given(gap.id))]));
    },
  };

  /**
   * @param {GradingItem} item
   * @param {unknown} response
   * @returns {Tally} right and wrong parts, of all; throws for an item that is never scored
   */
  function count(item, response) {
    const counted = COUNT[item.type];
    if (!counted) throw new Error(`an item of type ${item.type} is never scored`);
    return counted(item, response);
  }

  /**
   * @param {GradingItem} item
   * @param {unknown} response
   * @returns {Grade} what the response is worth; throws for an item that is never scored
   */
  function grade(item, response) {
    const { right, wrong, total } = count(item, response);
    const correct = right === total && wrong === 0;
    let fraction = Number(correct);
    if (item.scoring === "penalty") fraction = Math.max(item.lowest ?? 0, (right - wrong) / total);
    if (item.scoring === "weights" && !correct) fraction = Quizzes.weights?.share(item, response) ?? 0;
    if (item.scoring === "partial") fraction = right / total;
    if (item.scoring === "partial" && item.type === "multiple" && right) {
      fraction = (right * right) / (total * (right + wrong));
    }
    return { points: (item.points ?? 1) * fraction, correct, fraction };
  }

  Object.assign(Quizzes, { count, grade, acceptedBy, idsOf });
})();
