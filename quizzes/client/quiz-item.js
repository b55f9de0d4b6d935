/** One item: its buttons, its verdict with feedback, its saved state. Texts are text nodes or clones of the page. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const ICONS = { correct: "\u2713", partly: "\u25D0", incorrect: "\u2717" };

  const { element, button, copyOf, feedbackOf } = Quizzes;

  class QuizItem {
    /**
     * @param {HTMLFormElement} form
     * @param {Record<string, string>} words
     * @param {boolean} together whether the whole quiz is checked at once
     */
    constructor(form, words, together) {
      const data = form.dataset;
      this.form = form;
      this.words = words;
      this.together = together;
      /** @type {ItemIdentity} */
      this.identity = {
        page: data.page || "", bank: data.bank || "", item: data.item || "",
        revision: data.revision || "", fingerprint: data.fingerprint || "",
      };
      /** @type {GradingItem | null} */
      this.key = data.grading ? JSON.parse(data.grading) : null;
      this.points = Number(data.points);
      this.limit = Number(data.attempts);
      this.tries = 0;
      this.done = false;
      this.asked = ""; // the answer whose open parts were asked about
      /** @type {Grade | null} */
      this.grade = null;
      this.status = /** @type {HTMLElement} */ (form.querySelector(".quiz-status"));
      this.fields = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"));
      this.answer = /** @type {HTMLDetailsElement | null} */ (form.querySelector(".quiz-answer"));
      this.check = button("quiz-check", words.check, () => this.press());
      /** @type {(kept: boolean) => void} */
      this.onanswer = () => {};
      this.prepare();
    }

    get scored() {
      return this.key !== null;
    }

    prepare() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.scored && !this.together) this.check.click();
      });
      if (this.answer) this.answer.hidden = true;
      if (this.together) this.status.removeAttribute("role"); // the summary speaks for all items at once
      this.form.addEventListener(this.scored ? "input" : "change", () => (this.scored ? this.draft() : this.keep()));
      if (this.scored && !this.together) this.form.querySelector(".quiz-actions")?.append(this.check);
    }

    press() {
      if (this.done) this.retry();
      else if (!this.complain()) this.judge();
    }

    /**
     * Say and focus what is missing. Open parts count as nothing: they are asked about once, then checked as they are.
     * @returns {boolean} whether there is something to say
     */
    complain() {
      const wrong = Quizzes.form.missing(this.form);
      Quizzes.form.mark(this.form, wrong && wrong.field);
      const partly = wrong?.message === "unanswered" && Quizzes.form.begun(this.form);
      const now = JSON.stringify(Quizzes.form.read(this.form));
      if (!wrong || (partly && this.asked === now)) return false;
      this.asked = now;
      this.say(element("p", "quiz-complaint", this.words[partly ? "openParts" : wrong.message]));
      wrong.field.focus();
      return true;
    }

    judge() {
      this.tries += 1;
      this.done = true;
      const inside = this.fields.contains(document.activeElement);
      this.show();
      if (inside) this.check.focus(); // a field that is switched off loses the focus, and the reader the place
      this.onanswer(this.save());
    }

    keep() {
      if (Quizzes.form.missing(this.form)) return;
      this.done = true;
      this.say(element("p", "quiz-kept", this.words.saved));
      this.onanswer(this.save());
    }

    /** Keep what is not checked yet: a reload, or a page left by mistake, costs nothing. */
    draft() {
      if (!this.done) this.save();
    }

    save() {
      const response = Quizzes.form.read(this.form);
      return Quizzes.store.save(this.identity, { response, tries: this.tries, done: this.done });
    }

    /** Show the verdict, the feedback for what was answered, and what can be done next. */
    show() {
      if (!this.key) return;
      const response = Quizzes.form.read(this.form);
      this.grade = Quizzes.grade(this.key, response);
      const verdict = this.grade.correct ? "correct" : this.grade.fraction > 0 ? "partly" : "incorrect";
      const line = element("p", `quiz-result quiz-result-${verdict}`);
      const icon = element("span", "quiz-icon", ICONS[verdict]);
      icon.setAttribute("aria-hidden", "true");
      line.append(icon, " ", element("strong", "", this.words[verdict]));
      this.form.dataset.verdict = verdict;
      this.fields.disabled = true;
      const over = this.grade.correct || this.left === 0;
      if (this.answer) this.answer.hidden = !over && this.limit > 0;
      this.say(line, ...feedbackOf(this.form, this.key, response).map(copyOf), ...this.outlook(over));
      this.check.textContent = over ? this.words.check : this.words.retry;
      this.check.setAttribute("aria-disabled", String(over));
    }

    /** @returns {number} attempts left; Infinity without a limit */
    get left() {
      return this.limit ? Math.max(0, this.limit - this.tries) : Infinity;
    }

    /** @param {boolean} over */
    outlook(over) {
      if (!this.limit || this.grade?.correct || this.together) return [];
      const text = over ? this.words.noAttempts : this.words.attemptsLeft.replace("%s", String(this.left));
      return [element("p", "quiz-attempts", text)];
    }

    /** @param {...Node} parts */
    say(...parts) {
      this.status.replaceChildren(...parts);
    }

    retry() {
      this.done = false;
      this.grade = null;
      this.fields.disabled = false;
      delete this.form.dataset.verdict;
      if (this.answer) this.answer.hidden = true;
      this.say();
      this.check.textContent = this.words.check;
      this.check.setAttribute("aria-disabled", "false");
      Quizzes.form.mark(this.form, null);
    }

    reset() {
      this.tries = 0;
      this.retry();
      this.form.reset();
      Quizzes.store.remove(this.identity);
    }

    /** @returns {string} "restored", the problem of the saved entry, or "" */
    restore() {
      const { entry, problem } = Quizzes.store.load(this.identity);
      if (!entry) return problem;
      Quizzes.form.write(this.form, entry.response);
      if (JSON.stringify(Quizzes.form.read(this.form)) !== JSON.stringify(entry.response)) return "damaged";
      this.tries = entry.tries;
      this.done = entry.done;
      if (this.done) this.show();
      return "restored";
    }

    /** Show what is kept now: another tab went on, or the page came back as it was left. @returns {boolean} whether that is another state */
    sync() {
      const { entry } = Quizzes.store.load(this.identity);
      const kept = entry ? [entry.done, entry.tries, entry.response] : [false, 0, null];
      if (JSON.stringify(kept) === JSON.stringify([this.done, this.tries, entry ? Quizzes.form.read(this.form) : null])) return false;
      this.retry();
      this.tries = 0;
      this.form.reset();
      this.restore();
      return true;
    }
  }

  Quizzes.QuizItem = QuizItem;
})();
