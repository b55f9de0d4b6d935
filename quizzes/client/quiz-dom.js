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

  Object.assign(Quizzes, { element, button, copyOf });
})();
