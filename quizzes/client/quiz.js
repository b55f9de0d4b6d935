/**
 * A quiz: its items together, score, pass mark, starting again, and events for whoever listens.
 *
 * Events bubble from the quiz (or from an item on its own): quiz:answered, quiz:scored, quiz:completed; `detail` says
 * what happened. The client knows no learning platform.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const { element, button, complaintOf, QuizItem } = Quizzes;

  class Quiz {
    /**
     * @param {HTMLElement} root the quiz, or the form of an item outside any quiz
     * @param {HTMLFormElement[]} forms
     */
    constructor(root, forms) {
      const data = root.dataset;
      this.root = root;
      /** @type {Record<string, string>} */
      this.words = JSON.parse(data.strings || "{}");
      this.mode = data.mode || "formative";
      this.together = this.mode === "pretest" || this.mode === "posttest";
      this.limit = Number(data.attempts || 0);
      this.passMark = Number(data.passMark || 0);
      this.items = forms.map((form) => new QuizItem(form, this.words, this.together));
      const tools = root.querySelector(".quiz-tools") ?? root.querySelector(".quiz-actions");
      this.tools = /** @type {HTMLElement} */ (tools);
      this.summary = root.querySelector(".quiz-summary");
      this.completed = false;
      this.asked = ""; // the answers whose open questions were asked about
      this.checkAll = button("quiz-check", this.words.checkAll, () => this.press());
      this.again = button("quiz-reset", this.words.reset, () => this.reset());
      for (const item of this.items) item.onanswer = (kept) => this.answered(item, kept);
      if (this.together && this.items.some((item) => item.scored)) this.tools.append(this.checkAll);
      this.tools.append(this.again);
      this.settle();
      this.restore();
      root.addEventListener("click", () => this.walk()); // "Try again" takes a step back
    }

    walk() {
      Quizzes.way?.follow(this.items, this.words);
    }

    /** @returns {QuizItem[]} what is asked now: parts of a case that are not on the way are neither open nor counted */
    get onWay() {
      return this.items.filter((item) => !item.form.hidden);
    }

    get scored() {
      return this.onWay.filter((item) => item.scored);
    }

    /** Check every item of a test at once; say which are open, and check them as they are when asked a second time. */
    press() {
      if (this.scored.length && this.scored.every((item) => item.done)) {
        this.retry();
        return;
      }
      const open = this.scored.filter((item) => Quizzes.form.missing(item.form));
      for (const item of this.scored) Quizzes.form.mark(item.form, Quizzes.form.missing(item.form)?.field ?? null);
      for (const item of open) item.blame(Quizzes.form.missing(item.form)?.message || "unanswered");
      const now = JSON.stringify(this.scored.map((item) => Quizzes.form.read(item.form)));
      if (open.length && this.asked !== now) {
        const numbered = open.map((item) => /** @type {[number, HTMLFormElement]} */ ([this.items.indexOf(item) + 1, item.form]));
        this.asked = now;
        this.tell(complaintOf(this.words.unansweredSome, numbered), element("p", "quiz-complaint", this.words.openQuestions));
      } else {
        for (const item of this.scored) item.judge();
        this.summary?.scrollIntoView({ block: "nearest" });
      }
    }

    retry() {
      for (const item of this.scored) item.retry();
      this.completed = false;
      this.tell();
      this.settle();
    }

    /**
     * @param {QuizItem} item
     * @param {boolean} kept
     */
    answered(item, kept) {
      this.walk();
      this.send("quiz:answered", Quizzes.form.told(item.form, item.grade, item.tries));
      if (this.together && item.scored && !this.scored.every((other) => other.done)) return;
      this.report(kept ? "" : "notKept");
      this.announce();
    }

    get state() {
      const done = this.onWay.filter((item) => item.done).length;
      const max = this.scored.reduce((sum, item) => sum + item.points, 0);
      const points = this.scored.reduce((sum, item) => sum + (item.grade ? item.grade.points : 0), 0);
      const judged = this.passMark > 0 && max > 0 && this.scored.every((item) => item.done);
      const passed = judged ? points >= (max * this.passMark) / 100 - 1e-9 : null;
      return { done, total: this.onWay.length, points, max, passed };
    }

    /** @param {string} note the name of something else to say */
    report(note) {
      const { done, total, points, max, passed } = this.state;
      const say = [this.words.answered.replace("%1", String(done)).replace("%2", String(total))];
      const round = (/** @type {number} */ number) => String(Math.round(number * 100) / 100);
      if (max) say.push(this.words.score.replace("%1", round(points)).replace("%2", round(max)));
      if (passed !== null) say.push(this.words[passed ? "passed" : "failed"].replace("%s", String(this.passMark)));
      if (note) say.push(this.words[note]);
      // The question has just said its verdict; a running score beside it would be announced as a second one.
      this.summary?.setAttribute("aria-live", this.together || note ? "polite" : "off");
      if (this.summary || note) this.tell(element("p", "quiz-score", say.join(" ")));
      this.settle();
    }

    /** Tell whoever listens where the quiz stands now; what was restored is no news. */
    announce() {
      const { done, total, points, max, passed } = this.state;
      const detail = { points, max, answered: done, total, passed, at: Date.now() };
      if (max) this.send("quiz:scored", detail);
      if (done === total && !this.completed) {
        this.completed = true;
        this.send("quiz:completed", detail);
      }
    }

    /** Give the button of a test the words and the state that fit. */
    settle() {
      const done = this.scored.length > 0 && this.scored.every((item) => item.done);
      const over = done && this.limit > 0 && this.scored.every((item) => item.tries >= this.limit);
      this.checkAll.textContent = done && !over ? this.words.retry : this.words.checkAll;
      this.checkAll.setAttribute("aria-disabled", String(over));
      for (const item of this.items) item.essay?.allow(done || !this.together || !this.scored.length);
      this.again.hidden = !this.items.some((item) => item.done || item.tries); // nothing to take back yet
    }

    reset() {
      for (const item of this.items) item.reset();
      this.walk();
      this.completed = false;
      this.settle();
      this.summary?.setAttribute("aria-live", "polite");
      /** @type {HTMLElement | null} */ (this.items[0].form.querySelector("fieldset input, fieldset select, fieldset textarea"))?.focus();
      this.tell(element("p", "quiz-score", this.words.resetDone));
    }

    restore() {
      const found = new Set(this.items.map((item) => item.restore()));
      this.walk();
      found.delete("");
      if (!found.size) return;
      const { done, total } = this.state;
      this.completed = done === total;
      const notes = [...found].map((name) => this.words[name]).join(" ");
      this.report("");
      this.tell(element("p", "quiz-score", [this.summary?.textContent, notes].filter(Boolean).join(" ")));
    }

    /** Show what is kept now, where that is something else than what stands here. */
    sync() {
      if (!this.items.map((item) => item.sync()).includes(true)) return;
      this.walk();
      this.completed = this.onWay.every((item) => item.done);
      this.tell();
      this.settle();
    }

    /** @param {...Node} parts */
    tell(...parts) {
      const place = this.summary || this.items[0].status;
      if (this.summary) place.replaceChildren(...parts);
      else if (parts.length) place.append(...parts);
    }

    /**
     * @param {string} name
     * @param {Record<string, unknown>} detail
     */
    send(name, detail) {
      const quiz = { quiz: this.root.dataset.quiz || this.root.id, mode: this.mode };
      this.root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { ...quiz, ...detail } }));
    }
  }

  Quizzes.Quiz = Quiz;
})();
