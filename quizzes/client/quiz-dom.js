/** The few ways in which the client makes elements: text nodes and copies of what the page holds, never markup. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} [text]
   * @returns {HTMLElement}
   */
  function element(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /**
   * @param {string} className
   * @param {string} text
   * @param {() => void} act
   * @returns {HTMLButtonElement}
   */
  function button(className, text, act) {
    const node = /** @type {HTMLButtonElement} */ (element("button", className, text));
    node.type = "button";
    node.addEventListener("click", () => {
      if (node.getAttribute("aria-disabled") !== "true") act();
    });
    return node;
  }

  /**
   * @param {HTMLElement} source feedback or rationale of the page
   * @returns {HTMLElement} a copy without ids, and without the verdict that the status says itself
   */
  function copyOf(source) {
    const copy = /** @type {HTMLElement} */ (source.cloneNode(true));
    for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
    for (const node of copy.querySelectorAll(".quiz-verdict")) node.remove();
    return copy;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {GradingItem | null} key
   * @param {unknown} response
   * @returns {HTMLElement[]} the feedback that belongs to what was answered
   */
  function feedbackOf(form, key, response) {
    /** @type {HTMLElement[]} */
    const all = [...form.querySelectorAll(".quiz-answer .quiz-feedback")].map((node) => /** @type {any} */ (node));
    if (["choice", "choices"].includes(form.dataset.answer || "")) {
      const chosen = Array.isArray(response) ? response : [response];
      return all.filter((node) => chosen.includes(node.dataset.target));
    }
    if (!key?.answers) return all;
    const taken = Quizzes.acceptedBy(key, String(response));
    return all.filter((node) => node.dataset.target === String(taken));
  }

  /**
   * @param {string} sentence with `%s` where the links stand
   * @param {Array<[number, HTMLFormElement]>} open questions by their numbers
   * @returns {HTMLElement} a complaint with a link to the first open part of each
   */
  function complaintOf(sentence, open) {
    const [before, after] = sentence.split("%s");
    const line = element("p", "quiz-complaint", before);
    open.forEach(([number, form], index) => {
      const link = /** @type {HTMLAnchorElement} */ (element("a", "", String(number)));
      link.href = `#${form.id}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        Quizzes.form.missing(form)?.field.focus();
      });
      line.append(index ? ", " : "", link);
    });
    line.append(after ?? "");
    return line;
  }

  Object.assign(Quizzes, { element, button, copyOf, feedbackOf, complaintOf });
})();
