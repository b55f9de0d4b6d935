/** Weights of choices: the same as the Python module quizzes.weights. No DOM: runs under node. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  /**
   * @param {GradingItem} item
   * @returns {Map<string, number>} the weight of each choice; right ones without one share what the others leave of 1
   */
  function weightsOf(item) {
    const key = item.choices.filter((choice) => choice.correct);
    const given = key.flatMap(({ weight }) => weight ?? []);
    const left = (1 - given.reduce((sum, weight) => sum + weight, 0)) / Math.max(1, key.length - given.length);
    return new Map(item.choices.map(({ id, correct, weight }) => [id, weight ?? (correct ? left : 0)]));
  }

  /**
   * @param {GradingItem} item
   * @param {unknown} response not the whole key
   * @returns {number} the sum of the weights of the choices taken, between the lowest share and 1
   */
  function share(item, response) {
    if (!item.choices) return 0;
    const weights = weightsOf(item);
    const taken = Quizzes.idsOf(item.type === "multiple" ? response : [response], [...weights.keys()]);
    return Math.min(1, Math.max(item.lowest ?? 0, taken.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0)));
  }

  /** @param {GradingItem} item @param {Part[]} parts @returns {Part[]} a wrong choice that earns something is partly right */
  function shaded(item, parts) {
    const weights = weightsOf(item);
    return parts.map((part) => (part.state === "wrong" && (weights.get(part.id) ?? 0) > 0 ? { ...part, state: "partly" } : part));
  }

  Quizzes.weights = { share, shaded };
})();
