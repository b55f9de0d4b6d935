/**
 * An open answer: the learner writes, reads the model answer, and judges the own words by the rubric.
 *
 * The response is `{text, own}`; `own` has the points that the learner gave for each criterion. No score counts them.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  /**
   * @param {HTMLFormElement} form
   * @returns {HTMLSelectElement[]} one for each criterion; none where the page tells no rubric
   */
  function judgments(form) {
    return [...form.querySelectorAll(".quiz-own select")].map((field) => /** @type {HTMLSelectElement} */ (field));
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {HTMLTextAreaElement}
   */
  function area(form) {
    return /** @type {HTMLTextAreaElement} */ (form.querySelector("fieldset textarea"));
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {{text: string, own: Record<string, number>}}
   */
  function read(form) {
    const given = judgments(form).filter((field) => field.value);
    return { text: area(form).value, own: Object.fromEntries(given.map((field) => [field.name, Number(field.value)])) };
  }

  /**
   * @param {HTMLFormElement} form
   * @param {any} response as `read` gave it; anything else leaves the form empty
   */
  function write(form, response) {
    area(form).value = typeof response?.text === "string" ? response.text : "";
    for (const field of judgments(form)) field.value = String(response?.own?.[field.name] ?? "");
  }

  /**
   * Put a list of points behind each criterion of the rubric that the page shows.
   * @param {HTMLFormElement} form
   * @param {string} label
   */
  function addJudgments(form, label) {
    const rows = form.querySelectorAll(".quiz-answer .quiz-rubric > li");
    Object.entries(JSON.parse(form.dataset.rubric || "{}")).forEach(([name, points], index) => {
      const holder = Quizzes.element("label", "quiz-own", `${label}: `);
      const field = /** @type {HTMLSelectElement} */ (Quizzes.element("select", ""));
      field.name = name;
      field.append(new Option("\u2013", ""), ...Array.from({ length: points + 1 }, (_, worth) => new Option(String(worth))));
      holder.append(field);
      rows[index]?.append(holder);
    });
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} sentence with `%1` for the points given and `%2` for those of the rubric
   * @returns {string} the sum, nothing before every criterion is judged
   */
  function total(form, sentence) {
    const fields = judgments(form);
    if (!fields.length || fields.some((field) => !field.value)) return "";
    const sum = fields.reduce((points, field) => points + Number(field.value), 0);
    const most = fields.reduce((points, field) => points + field.options.length - 2, 0);
    return sentence.replace("%1", String(sum)).replace("%2", String(most));
  }

  /**
   * Offer the model answer once something is written, and the rubric to judge it by.
   * @param {QuizItem} item
   * @returns {Essay}
   */
  function prepare(item) {
    const { form, words, answer } = item;
    addJudgments(form, words.ownPoints);
    const model = Quizzes.button("quiz-check", words.showModel, () => {
      if (item.complain()) return;
      item.tries = 1;
      reveal();
      answer?.querySelector("summary")?.focus(); // what was typed is kept as the area loses the focus
      if (!item.done) item.keep();
      item.save();
    });
    model.addEventListener("mousedown", (event) => event.preventDefault()); // "saved" would move the button off the pointer
    form.querySelector(".quiz-actions")?.append(model);
    form.querySelector("fieldset")?.addEventListener("input", () => item.save());

    function reveal() {
      if (!answer) return;
      answer.hidden = false;
      answer.open = true;
      model.hidden = true;
    }

    /** @param {boolean} open in a test, not before it is checked; once read it stays open */
    function allow(open) {
      model.hidden = !open;
      if (item.tries) reveal();
    }

    return { allow, total: () => total(form, words.ownTotal) };
  }

  Quizzes.essay = { read, write, prepare };
})();
