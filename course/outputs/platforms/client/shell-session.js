/** One session of a learner on a platform: what the pages tell becomes what the platform is told, in this order. */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const { state } = Shell;
  const WAITS = [5_000, 15_000, 60_000];
  const QUIET = 3_000;

  class Session {
    /**
     * @param {ShellData} data @param {ShellDriver} driver
     * @param {(name: string) => void} tell shows the words of this name to the learner; "" takes them away
     */
    constructor(data, driver, tell) {
      this.data = data;
      this.driver = driver;
      this.tell = tell;
      this.begun = Date.now();
      this.graded = false;
      this.place = "";
      this.closed = false;
      this.failures = 0;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      this.timer = undefined;
      /** @type {ShellScore[]} */
      this.scores = [];
      this.memory = new Shell.Memory(new Map(), () => this.soon(QUIET));
    }

    /** Begin: take what the platform kept into the memory. */
    async open() {
      const start = await this.driver.open();
      const [entries, sound] = state.decode(start.state, this.data);
      if (!sound) this.tell("unreadable");
      this.graded = start.graded;
      this.place = start.place;
      for (const [key, value] of entries) this.memory.entries.set(key, value);
      if (start.name) this.memory.entries.set(this.key("setting", "name"), JSON.stringify({ value: start.name, at: 0 }));
      this.alone();
      const known = this.results();
      this.scores = start.best && !known.length ? [start.best] : known; // a state that is lost takes no score with it
      if (!this.graded) this.tell("onlyLooking");
    }

    /** @param {string} kind @param {string} id */
    key(kind, id) {
      return `course/1/${this.data.course}/${kind}/${id}`;
    }

    /** In a package that is one part of the course the platform counts the others: here they are done. */
    alone() {
      if (!this.data.only) return;
      const step = { done: true, how: "marked", at: this.begun, edition: this.data.version, hash: this.data.hash };
      for (const [doc] of this.data.steps) {
        if (doc !== this.data.only) this.memory.entries.set(this.key("step", doc), JSON.stringify(step));
      }
    }

    /** @returns {ShellScore[]} of the tests of earlier sessions, in their order */
    results() {
      const start = this.key("result", "");
      const found = [...this.memory.entries].filter(([key]) => key.startsWith(start) && Number(key.slice(start.length)) > 0);
      const all = found.map(([key, text]) => ({ number: Number(key.slice(start.length)), ...JSON.parse(text) })).sort((one, other) => one.number - other.number);
      return all.map((one) => Session.share(one));
    }

    /** @param {{points: number, max: number, passed?: unknown}} result @returns {ShellScore} no platform takes less than nothing */
    static share({ points, max, passed }) {
      return { scaled: max ? Math.max(0, points / max) : 0, passed: passed === true };
    }

    /** @returns {boolean} whether every part is done */
    get finished() {
      return this.data.steps.length > 0 && this.data.steps.every(([doc]) => JSON.parse(this.memory.getItem(this.key("step", doc)) ?? "{}").done === true);
    }

    /** @returns {ShellScore} the one that counts */
    get score() {
      const all = this.scores;
      return this.data.score === "last" ? all[all.length - 1] : all.reduce((best, one) => (one.scaled > best.scaled ? one : best));
    }

    /** @returns {boolean} whether the learner is in the part that the platform has opened, and not in one beside it */
    get inside() {
      return !this.data.only || this.place.split("#")[0] === `${this.data.only}.html`;
    }

    /** @param {ShellItem} item @param {any} told @returns {boolean} whether this answer goes to the platform at all */
    wanted(item, told) {
      if (item.opinion && !this.data.opinions) return false;
      return this.data.interactions === "all" || (this.data.interactions === "test" && told.mode === "posttest");
    }

    /** @param {string} name of an event @param {any} told @param {Reading} number */
    hear(name, told, number) {
      if (!this.graded || this.closed) return;
      if (name === "quiz:answered") this.answered(told, number);
      if (name === "course:scored" && told.attempt !== state.PRETEST && this.inside) {
        this.scores.push(Session.share(told));
        this.keep();
        void this.noted(this.driver.scored(this.score));
      }
      if (name === "course:progressed") {
        this.driver.progressed(told.done, told.total);
        this.soon(QUIET);
      }
      if (name === "course:completed") {
        this.keep();
        void this.noted(this.driver.completed());
      }
    }

    /** @param {any} told @param {Reading} number */
    answered(told, number) {
      const item = this.data.items.find((one) => one.id === told.item && one.bank === told.bank);
      if (!item || !this.wanted(item, told)) return;
      this.driver.answered(item, told, number);
      this.soon(QUIET);
    }

    /** @param {string} place page and section that the learner is at */
    at(place) {
      if (place === this.place) return;
      this.place = place;
      this.soon(QUIET);
    }

    /** Hand the state to the driver; say once when it is too long to be kept whole. */
    keep() {
      if (!this.graded) return;
      const [text, lost] = state.encode(this.memory.entries, this.data, this.driver.limit);
      this.driver.keep(text, this.place);
      if (lost) this.tell("shortened");
    }

    /** @param {number} wait milliseconds */
    soon(wait) {
      if (!this.graded || this.closed || this.timer) return;
      this.timer = setTimeout(() => this.save(), wait);
    }

    save() {
      clearTimeout(this.timer);
      this.timer = undefined;
      if (!this.graded || this.closed) return Promise.resolve();
      this.keep();
      return this.noted(this.driver.commit());
    }

    /** Say that the platform does not save, try again, and say when it does. @param {boolean | Promise<boolean>} outcome */
    async noted(outcome) {
      const good = await Promise.resolve(outcome).catch(() => false);
      if (good) {
        if (this.failures) this.tell("savedAgain");
        this.failures = 0;
        return;
      }
      this.failures += 1;
      this.tell("notSaved");
      this.soon(WAITS[Math.min(this.failures, WAITS.length) - 1]);
    }

    /** @returns {boolean | void | Promise<boolean | void>} the end; nothing is told after it */
    close() {
      if (this.closed) return undefined;
      this.keep();
      this.closed = true;
      clearTimeout(this.timer);
      const passed = !this.scores.length || this.score.passed;
      return this.driver.close({ time: Date.now() - this.begun, finished: this.finished && passed });
    }
  }

  Shell.Session = Session;
})();
