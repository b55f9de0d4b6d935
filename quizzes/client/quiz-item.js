/** One item: its buttons, its verdict with feedback, its saved state. Texts are text nodes or clones of the page. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const { element, button } = Quizzes;

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
      this.key = /** @type {GradingItem | null} */ (data.grading ? JSON.parse(data.grading) : null);
      this.points = Number(data.points);
      this.limit = Number(data.attempts);
      this.tries = 0;
      this.done = false;
      this.asked = ""; // the answer whose open parts were asked about
      this.grade = /** @type {Grade | null} */ (null);
      this.status = /** @type {HTMLElement} */ (form.querySelector(".quiz-status"));
      this.fields = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"));
      this.answer = /** @type {HTMLDetailsElement | null} */ (form.querySelector(".quiz-answer"));
      this.check = button("quiz-check", words.check, () => this.press());
      this.onanswer = /** @type {(kept: boolean) => void} */ (() => {});
      this.prepare();
      this.essay = /** @type {Essay | undefined} */ (data.rubric ? Quizzes.essay.prepare(this) : undefined);
      this.variants = /** @type {Variants | undefined} */ (data.variants ? Quizzes.variants.prepare(this) : undefined);
    }

    get scored() {
      return this.key !== null;
    }

    prepare() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.scored && !this.together) this.check.click();
      });
      Quizzes.form.guard(this.form);
      if (this.answer) this.answer.hidden = true;
      this.answer?.addEventListener("toggle", () => this.done && this.mark());
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
      this.blame(partly ? "openParts" : wrong.message);
      wrong.field.focus();
      return true;
    }

    blame(/** @type {string} the message that the group and its control are described by */ name) {
      this.say(Quizzes.marks.errorOf(this.form, this.words[name]));
    }

    judge() {
      this.tries += 1;
      this.done = true;
      this.show();
      if (!this.together) this.reveal();
      this.onanswer(this.save());
    }

    /** Bring the result into view: marks at the choices have moved what stands below them. */
    reveal() {
      if (this.fields.contains(document.activeElement)) this.check.focus();
      for (const node of [this.check, this.status]) node.scrollIntoView({ block: "nearest" });
    }

    keep() {
      if (Quizzes.form.missing(this.form)) return;
      this.done = true;
      this.say(element("p", "quiz-kept", [this.words.saved, this.essay?.total()].filter(Boolean).join(". ")));
      this.onanswer(this.save());
    }

    /** Keep what is not checked yet: a reload, or a page left by mistake, costs nothing. */
    draft() {
      if (!this.done) this.save();
    }

    save() {
      const response = Quizzes.form.read(this.form);
      return Quizzes.store.save(this.identity, { response, tries: this.tries, done: this.done, ...(this.variants && { variant: this.variants.at }) });
    }

    /** Show the verdict, the feedback for what was answered, and what can be done next. */
    show() {
      if (!this.key) return;
      this.grade = Quizzes.grade(this.key, Quizzes.form.read(this.form));
      const verdict = this.grade.correct ? "correct" : this.grade.fraction > 0 ? "partly" : "incorrect";
      this.form.dataset.verdict = verdict;
      Quizzes.form.mark(this.form, null);
      Quizzes.form.lock(this.form, true);
      const over = this.grade.correct || this.left === 0;
      if (this.answer) this.answer.hidden = !over && this.limit > 0;
      const rest = this.mark();
      this.say(Quizzes.marks.verdictOf(verdict, this.words[verdict]), ...(this.grade.correct ? [] : Quizzes.marks.account(this.form, this.key, this.words)), ...rest, ...this.outlook(over));
      this.check.textContent = over ? this.words.check : this.words.retry;
      this.check.setAttribute("aria-disabled", String(over));
    }

    /** Put marks and feedback where they belong; what is missing only where the answer may be read. @returns {HTMLElement[]} the rest */
    mark() {
      const open = this.grade?.correct || this.answer?.open || (this.limit > 0 && this.left === 0);
      return this.key ? Quizzes.marks.show(this.form, this.key, this.words, Boolean(open)) : [];
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

    say(/** @type {Node[]} */ ...parts) {
      this.status.replaceChildren(...parts);
    }

    retry() {
      this.done = false;
      this.grade = null;
      Quizzes.form.lock(this.form, false);
      Quizzes.marks.clear(this.form);
      delete this.form.dataset.verdict;
      if (this.answer) this.answer.hidden = !(this.answer.open = false);
      this.say();
      this.check.textContent = this.words.check;
      this.check.setAttribute("aria-disabled", "false");
      Quizzes.form.mark(this.form, null);
    }

    reset() {
      this.tries = 0;
      this.retry();
      this.form.reset();
      this.variants?.next();
      Quizzes.store.remove(this.identity);
    }

    /** @returns {string} "restored", the problem of the saved entry, or "" */
    restore() {
      const { entry, problem } = Quizzes.store.load(this.identity);
      if (!entry) return problem;
      this.variants?.show(entry.variant);
      Quizzes.form.write(this.form, entry.response);
      if (JSON.stringify(Quizzes.form.read(this.form)) !== JSON.stringify(entry.response)) return "damaged";
      [this.tries, this.done] = [entry.tries, entry.done];
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
