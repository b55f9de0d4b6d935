/** Feedback where the eye is: at the choice, row, field or gap that it speaks of, and tied to its control. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const { element, copyOf, feedbackOf } = Quizzes;
  const ICONS = { right: "\u2713", partly: "\u25D0", wrong: "\u2717", missing: "\u25CB" };
  const VERDICTS = { correct: "\u2713", partly: "\u25D0", incorrect: "\u2717" };
  const CHOICES = ["choice", "choices"];

  /** @param {HTMLFormElement} form @param {string} id @returns {Field | undefined} the control of a part */
  function fieldOf(form, id) {
    const attribute = CHOICES.includes(form.dataset.answer || "") ? "value" : "name";
    return [...form.querySelectorAll("fieldset :is(input, select, textarea)")].map((one) => /** @type {Field} */ (one))
      .find((one) => one[attribute] === id);
  }

  /** @param {Field} field @returns {string} its letter, its number, or the name of its gap */
  function nameOf(field) {
    if (field.classList.contains("quiz-gap")) return field.getAttribute("aria-label") || "";
    return (field.closest(".quiz-choice, .quiz-row")?.querySelector(".quiz-letter")?.textContent || "").trim().replace(/\.$/, "");
  }

  /** @param {HTMLFormElement} form @returns {HTMLElement} the list below a text with gaps, where its notes stand */
  function listOf(form) {
    const fields = /** @type {HTMLElement} */ (form.querySelector("fieldset"));
    const found = fields.querySelector(".quiz-gap-notes") ?? element("div", "quiz-gap-notes");
    fields.append(found);
    return /** @type {HTMLElement} */ (found);
  }

  /** @param {string} sign @returns {HTMLElement} */
  function signOf(sign) {
    const node = element("span", "quiz-icon", sign);
    node.setAttribute("aria-hidden", "true");
    return node;
  }

  /** @param {Part} part @param {string} name @param {Record<string, string>} words @returns {string} */
  function wordOf(part, name, words) {
    const word = words[part.off || { right: "correct", partly: "partly", wrong: "incorrect", missing: "missing" }[part.state]];
    return name ? `${name}${/\d$/.test(name) && name.length > 3 ? ":" : "."} ${word}` : word;
  }

  /** @param {Field} field @param {string} id tie a text to a control, beside what it has */
  function describe(field, id) {
    const ids = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    field.setAttribute("aria-describedby", [...new Set([...ids, id])].join(" "));
  }

  /** @param {HTMLElement} field @param {string} id take a text from a control again */
  function release(field, id) {
    const ids = (field.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
    if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
    else field.removeAttribute("aria-describedby");
  }

  /** @param {HTMLFormElement} form @param {Part} part @param {Record<string, string>} words @param {HTMLElement[]} told */
  function put(form, part, words, told) {
    const field = fieldOf(form, part.id);
    if (!field) return;
    const gap = field.classList.contains("quiz-gap");
    const host = /** @type {HTMLElement} */ (gap ? field : field.closest(".quiz-choice, .quiz-row, .quiz-entry"));
    host.dataset.part = part.state;
    const note = element("div", "quiz-part");
    note.id = `${form.id}-part-${part.id}`;
    note.dataset.part = part.state;
    const line = element("p", "quiz-part-word");
    line.append(signOf(ICONS[part.state]), " ", element("strong", "", wordOf(part, nameOf(field), words)));
    note.append(line, ...told);
    if (gap) field.after(Object.assign(signOf(ICONS[part.state]), { className: "quiz-icon quiz-gap-sign" }));
    (gap ? listOf(form) : host).append(note);
    describe(field, note.id);
  }

  /** @param {HTMLFormElement} form take every mark away */
  function clear(form) {
    for (const note of form.querySelectorAll("fieldset .quiz-part")) {
      for (const field of form.querySelectorAll(`[aria-describedby~="${CSS.escape(note.id)}"]`)) release(/** @type {HTMLElement} */ (field), note.id);
    }
    for (const node of form.querySelectorAll("fieldset :is(.quiz-part, .quiz-gap-notes, .quiz-gap-sign)")) node.remove();
    for (const node of form.querySelectorAll("[data-part]")) node.removeAttribute("data-part");
  }

  /**
   * @param {HTMLFormElement} form
   * @param {GradingItem} key
   * @param {Record<string, string>} words
   * @param {boolean} open whether the right answer may be read now
   * @returns {HTMLElement[]} the feedback that speaks of no part
   */
  function show(form, key, words, open) {
    clear(form);
    const response = Quizzes.form.read(form);
    const choices = CHOICES.includes(form.dataset.answer || "");
    const all = Quizzes.parts(key, response);
    const told = feedbackOf(form, key, response);
    const about = (/** @type {HTMLElement} */ node) => (all.length === 1 && all[0].id === "answer" ? "answer" : node.dataset.target);
    const shown = all.filter((part) => !choices || open || part.state !== "missing");
    for (const part of shown) put(form, part, words, told.filter((node) => about(node) === part.id).map(copyOf));
    const whole = form.dataset.answer === "number" && (open || all[0].state === "right");
    if (whole) form.querySelector(".quiz-entry .quiz-part")?.append(element("p", "quiz-accepted", Quizzes.accepted(key, words)));
    return told.filter((node) => !shown.some((part) => about(node) === part.id)).map(copyOf);
  }

  /** @param {HTMLFormElement} form @param {GradingItem} key @param {Record<string, string>} words @returns {HTMLElement[]} what is right, what is not and what is missing, and the points */
  function account(form, key, words) {
    const response = Quizzes.form.read(form);
    const points = Quizzes.account(key, response, words);
    if (!points) return [];
    const all = Quizzes.parts(key, response);
    if (form.dataset.answer === "choice") return [element("p", "quiz-account", points)]; // the mark stands at the choice, and what is right is not told
    const say = [[words.nowRight, "right"], [words.nowWrong, "wrong"], [words.nowMissing, "missing"]].flatMap(([word, state]) => {
      const found = all.filter((part) => part.state === state);
      const names = found.map((part) => nameOf(/** @type {Field} */ (fieldOf(form, part.id))));
      const hide = form.dataset.answer === "choices" && state === "missing";
      return found.length ? [word.replace("%s", hide ? String(found.length) : names.join(", "))] : [];
    });
    return [element("p", "quiz-account", [...say, points].join(" "))];
  }

  /** @param {HTMLFormElement} form @param {string} text @returns {HTMLElement} what `Quizzes.form.mark` ties to the group */
  function errorOf(form, text) {
    const error = element("p", "quiz-complaint quiz-error");
    error.id = `${form.id}-error`;
    error.append(signOf("!"), " ", text);
    return error;
  }

  /** @param {Verdict} verdict @param {string} word @returns {HTMLElement} */
  function verdictOf(verdict, word) {
    const line = element("p", `quiz-result quiz-result-${verdict}`);
    line.append(signOf(VERDICTS[verdict]), " ", element("strong", "", word));
    return line;
  }

  Quizzes.marks = { show, clear, account, describe, release, errorOf, verdictOf };
})();
