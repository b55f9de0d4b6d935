/**
 * An item with variables: the page has the values of every variant, worked out and checked when its bank was read.
 *
 * Which variant a learner has is kept with the answer; starting again, and "other numbers", go on to the next one.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  /** @param {string} text @param {Record<string, string>} values @returns {string} the text with each `{name}` replaced */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  /** @param {HTMLFormElement} form @returns {Variant[]} */
  const allOf = (form) => JSON.parse(form.dataset.variants || "[]");

  /**
   * Write the values of one variant into the form, and its key into what grading reads.
   * @param {HTMLFormElement} form
   * @param {unknown} number which variant, from 0, taken round and round
   */
  function show(form, number) {
    const all = allOf(form);
    const at = Number.isInteger(number) ? /** @type {number} */ (number) % all.length : 0;
    const { show: values, key } = all[at];
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-value]"))) {
      node.textContent = values[node.dataset.value || ""] ?? node.textContent;
    }
    for (const option of /** @type {NodeListOf<HTMLOptionElement>} */ (form.querySelectorAll("option[data-text]"))) {
      option.textContent = filled(option.dataset.text || "", values);
      option.value = filled(option.dataset.key || "", values);
    }
    form.dataset.variant = String(at);
    if (form.dataset.grading) form.dataset.grading = JSON.stringify({ ...JSON.parse(form.dataset.grading), ...key });
  }

  /**
   * Let an item show variants: the one that its form shows already, else any.
   * @param {QuizItem} item
   * @returns {Variants}
   */
  function prepare(item) {
    const { form, words } = item;
    const variants = {
      get at() {
        return Number(form.dataset.variant);
      },
      /** @param {unknown} number */
      show(number) {
        show(form, number);
        item.key = form.dataset.grading ? JSON.parse(form.dataset.grading) : null;
      },
      next: () => variants.show(variants.at + 1),
    };
    const another = Quizzes.button("quiz-reset quiz-another", words.another, () => {
      item.reset();
      item.say(Quizzes.element("p", "quiz-kept", words.anotherShown));
      /** @type {HTMLElement | null} */ (form.querySelector("fieldset :is(input, select, textarea)"))?.focus();
    });
    if (!item.together) form.querySelector(".quiz-actions")?.append(another); // seen once the answer is checked
    variants.show(Number(form.dataset.variant ?? Math.floor(Math.random() * allOf(form).length)));
    return variants;
  }

  Quizzes.variants = { filled, show, prepare };
})();
