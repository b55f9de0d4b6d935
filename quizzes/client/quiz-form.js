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
    return answer === "essay" ? Quizzes.essay.read(form) : (fields[0]?.value ?? "");
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
    if (answer === "essay") Quizzes.essay.write(form, response);
    else for (const field of fieldsOf(form)) field.value = valueOf(answer, field.name, response);
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
   * Tie what is missing to its control and to the group; the message is the `.quiz-error` of the form.
   * @param {HTMLFormElement} form
   * @param {Field | null} wrong the control to mark, null to clear every mark
   */
  function mark(form, wrong) {
    const group = /** @type {HTMLElement} */ (form.querySelector("fieldset"));
    const id = `${form.id}-error`;
    for (const node of [group, ...fieldsOf(form)]) {
      node.removeAttribute("aria-invalid");
      Quizzes.marks.release(node, id);
    }
    if (!wrong) return;
    (wrong.type === "radio" ? group : wrong).setAttribute("aria-invalid", "true"); // a radio button cannot be invalid, its group can
    for (const node of [group, wrong]) Quizzes.marks.describe(node, id);
  }

  /**
   * Hold what was checked as it is. Not by `disabled`, which takes it from the keyboard and from screen readers.
   * @param {HTMLFormElement} form
   * @param {boolean} locked
   */
  function lock(form, locked) {
    for (const field of fieldsOf(form)) {
      if (locked) field.setAttribute("aria-disabled", "true");
      else field.removeAttribute("aria-disabled");
      if (field instanceof HTMLSelectElement) field.dataset.held = field.value;
      else if (!["radio", "checkbox"].includes(field.type)) field.readOnly = locked;
    }
  }

  /** @param {HTMLFormElement} form take an error away as soon as something is done about it */
  function forgive(form) {
    const error = form.querySelector(".quiz-error");
    if (error) mark(form, null);
    error?.remove();
  }

  /** @param {HTMLFormElement} form refuse, by mouse, touch and keyboard, to change what is locked */
  function guard(form) {
    const heldBy = (/** @type {Event} */ { target }) => target instanceof HTMLElement && target.getAttribute("aria-disabled") === "true" && target.matches("fieldset *");
    form.addEventListener("click", (event) => {
      if (heldBy(event)) event.preventDefault();
    });
    for (const kind of ["mousedown", "keydown"]) {
      form.addEventListener(kind, (event) => {
        const key = event instanceof KeyboardEvent ? event.key : "";
        if (event.target instanceof HTMLSelectElement && heldBy(event) && key !== "Tab") event.preventDefault();
      });
    }
    form.addEventListener("input", (event) => {
      if (!heldBy(event)) return;
      if (event.target instanceof HTMLSelectElement) event.target.value = event.target.dataset.held || "";
      event.stopImmediatePropagation();
    }, true);
    form.addEventListener("input", () => forgive(form));
  }

  /**
   * What an event tells of one answer, so that whoever listens needs nothing of the page.
   * @param {HTMLFormElement} form
   * @param {Grade | null} grade null for what is never scored
   * @param {number} attempt
   */
  function told(form, grade, attempt) {
    const { item, bank, type, revision, objectives, points, grading } = form.dataset;
    return {
      item, bank, type, revision, objectives: (objectives || "").split(" ").filter(Boolean), response: read(form), attempt,
      points: grade && grade.points, max: grading ? Number(points) : null, correct: grade && grade.correct, at: Date.now(),
    };
  }

  Quizzes.form = { read, write, missing, begun, mark, lock, guard, told };
})();
