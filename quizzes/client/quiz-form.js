/** Read the response out of the form of an item, put one back, and find what is still missing. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const CHOICES = ["choice", "choices"];

  /**
   * @param {HTMLFormElement} form
   * @returns {Field[]} the controls of the learner, without buttons
   */
  function fieldsOf(form) {
    return [...form.querySelectorAll("fieldset input, fieldset select, fieldset textarea")].map((field) => /** @type {Field} */ (field));
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {HTMLInputElement[]} radio buttons or check boxes
   */
  function buttonsOf(form) {
    return fieldsOf(form).map((field) => /** @type {HTMLInputElement} */ (field));
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {unknown} the response in the shape that `grade` takes
   */
  function read(form) {
    const answer = form.dataset.answer || "";
    const fields = fieldsOf(form);
    if (answer === "choices") return buttonsOf(form).filter((box) => box.checked).map((box) => box.value);
    if (answer === "choice") return buttonsOf(form).find((button) => button.checked)?.value ?? null;
    if (answer === "order") {
      const placed = fields.filter((field) => field.value);
      return placed.sort((one, other) => Number(one.value) - Number(other.value)).map((field) => field.name);
    }
    if (answer === "pairs" || answer === "gaps") {
      return Object.fromEntries(fields.filter((field) => field.value.trim()).map((field) => [field.name, field.value]));
    }
    return fields[0]?.value ?? "";
  }

  /**
   * @param {HTMLFormElement} form
   * @param {unknown} response as `read` gave it; anything else leaves the form empty
   */
  function write(form, response) {
    const answer = form.dataset.answer || "";
    if (CHOICES.includes(answer)) {
      const chosen = Array.isArray(response) ? response : [response];
      for (const button of buttonsOf(form)) button.checked = chosen.includes(button.value);
      return;
    }
    for (const field of fieldsOf(form)) field.value = valueOf(answer, field.name, response);
  }

  /**
   * @param {string} answer
   * @param {string} name
   * @param {any} response
   * @returns {string}
   */
  function valueOf(answer, name, response) {
    if (answer === "order") {
      return Array.isArray(response) && response.includes(name) ? String(response.indexOf(name) + 1) : "";
    }
    if (answer === "pairs" || answer === "gaps") {
      return typeof response === "object" && response !== null ? String(response[name] ?? "") : "";
    }
    return typeof response === "string" ? response : "";
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {Missing | null} the first control to fill and the name of the message, null when all is answered
   */
  function missing(form) {
    const answer = form.dataset.answer || "";
    const fields = fieldsOf(form);
    if (CHOICES.includes(answer)) {
      return buttonsOf(form).some((button) => button.checked) ? null : { field: fields[0], message: "unanswered" };
    }
    const empty = fields.find((field) => !field.value.trim());
    if (empty) return { field: empty, message: "unanswered" };
    if (answer === "order") {
      const twice = fields.find((field, index) => fields.slice(0, index).some((other) => other.value === field.value));
      return twice ? { field: twice, message: "sameTwice" } : null;
    }
    const trouble = answer === "number" && form.dataset.grading ? troubleOf(form, fields[0].value) : null;
    return trouble ? { field: fields[0], message: trouble } : null;
  }

  /**
   * @param {HTMLFormElement} form
   * @returns {boolean} whether any part has an answer
   */
  function begun(form) {
    const buttons = CHOICES.includes(form.dataset.answer || "");
    return buttons ? buttonsOf(form).some((one) => one.checked) : fieldsOf(form).some((field) => field.value.trim());
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} text
   * @returns {string | null} the name of the message that says why this is no number
   */
  function troubleOf(form, text) {
    /** @type {GradingItem} */
    const key = JSON.parse(form.dataset.grading || "");
    return Quizzes.readNumber(text, /** @type {NumericKey} */ (key.answer), key.decimal).trouble;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Field | null} wrong the control to mark, null to clear every mark
   */
  function mark(form, wrong) {
    for (const field of fieldsOf(form)) field.removeAttribute("aria-invalid");
    if (wrong && wrong.type !== "radio") wrong.setAttribute("aria-invalid", "true");
  }

  Quizzes.form = { read, write, missing, begun, mark };
})();
