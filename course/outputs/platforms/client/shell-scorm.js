/**
 * SCORM 1.2 and SCORM 2004: one driver, two tables of words.
 *
 * Every call may fail. What a platform refuses for good (an element it does not know) is noted; anything else waits and
 * is said again, in its order, before the next commit.
 */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const TWO = (/** @type {number} */ number) => String(Math.round(number * 100) / 100);
  const pad = (/** @type {number} */ number, width = 2) => String(Math.floor(number)).padStart(width, "0");

  /** @param {number} milliseconds @returns {[number, number, number]} hours, minutes, hundredths of seconds */
  function parts(milliseconds) {
    const hundredths = Math.max(0, Math.floor(milliseconds / 10));
    return [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60, hundredths % 6000];
  }

  const OLD = {
    api: "API", call: { start: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", end: "LMSFinish", error: "LMSGetLastError" },
    state: "cmi.suspend_data", place: "cmi.core.lesson_location", name: "cmi.core.student_name", mode: "cmi.core.lesson_mode", exit: "cmi.core.exit",
    time: "cmi.core.session_time", status: "cmi.core.lesson_status", score: "cmi.core.score", response: "student_response", at: "time", limit: 4096, longPlace: 255,
    span: (/** @type {number} */ time) => ((/** @type {number[]} */ [hours, minutes, rest]) => `${pad(Math.min(hours, 9999), 4)}:${pad(minutes)}:${pad(rest / 100)}.${pad(rest % 100)}`)(parts(time)),
    clock: (/** @type {Date} */ at) => [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => pad(part)).join(":"),
  };
  const NEW = {
    api: "API_1484_11", call: { start: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit", end: "Terminate", error: "GetLastError" },
    state: "cmi.suspend_data", place: "cmi.location", name: "cmi.learner_name", mode: "cmi.mode", exit: "cmi.exit",
    time: "cmi.session_time", status: "cmi.completion_status", score: "cmi.score", response: "learner_response", at: "timestamp", limit: 64_000, longPlace: 1000,
    span: (/** @type {number} */ time) => ((/** @type {number[]} */ [hours, minutes, rest]) => `PT${hours}H${minutes}M${pad(rest / 100, 1)}.${pad(rest % 100)}S`)(parts(time)),
    clock: (/** @type {Date} */ at) => `${at.toISOString().slice(0, 22)}Z`,
  };
  const REFUSED = new Set(["201", "202", "203", "401", "402", "403", "404", "405", "406", "407", "408"]);

  /** @param {any} from a window @param {string} name @returns {any} the platform, in a window around or in the one that opened this one */
  function find(from, name) {
    for (const start of [() => from, () => from.opener, () => from.top?.opener]) {
      try {
        for (let [at, depth] = [start(), 0]; at && depth < 100; depth += 1) {
          if (at[name]) return at[name];
          if (at.parent === at) break;
          at = at.parent;
        }
      } catch {
        // A window of somebody else: the search ends there.
      }
    }
    return null;
  }

  class Scorm {
    /** @param {boolean} old whether it is SCORM 1.2 @param {any} window @param {ShellData} data */
    constructor(old, window, data) {
      this.old = old;
      this.words = old ? OLD : NEW;
      this.data = data;
      this.api = find(window, this.words.api);
      /** @type {Array<[string, string]>} what could not be said yet */
      this.waiting = [];
      /** @type {Set<string>} elements that the platform does not take */
      this.refused = new Set();
      this.status = "";
      this.count = 0;
      this.ended = false;
      this.limit = this.words.limit;
    }

    get found() {
      return Boolean(this.api);
    }

    /** @param {keyof typeof OLD.call} name @param {...string} values @returns {string} "false" where the platform itself fails */
    call(name, ...values) {
      try {
        return String(this.api[this.words.call[name]](...values));
      } catch {
        return name === "get" ? "" : "false";
      }
    }

    /** @returns {Promise<ShellStart>} how the learner comes; throws when the platform does not let anybody in */
    async open() {
      const { words, old } = this;
      const begun = this.call("start", "") === "true";
      this.status = this.get(words.status);
      if (!begun && (this.call("error") !== "0" || !this.status)) throw new Error("the platform does not begin a session");
      const mode = this.get(words.mode);
      this.count = Number(this.get("cmi.interactions._count")) || 0;
      const graded = mode !== "browse" && mode !== "review";
      if (graded && ["", "not attempted", "unknown", "browsed"].includes(this.status)) this.set(words.status, (this.status = "incomplete"));
      const [last, first] = this.get(words.name).split(",").map((part) => part.trim());
      const raw = this.get(`${words.score}.raw`);
      const passed = this.get(old ? words.status : "cmi.success_status") === "passed";
      const best = raw && Number.isFinite(Number(raw)) ? { scaled: Number(raw) / 100, passed } : null;
      return { graded, best, state: this.get(words.state), place: this.get(words.place), name: first ? `${first} ${last}` : last };
    }

    /** @param {string} element @returns {string} */
    get(element) {
      return this.call("get", element);
    }

    /** @param {string} element @param {string | number} value */
    set(element, value) {
      const said = !this.waiting.length && this.say(element, String(value));
      if (said) return;
      this.waiting = this.waiting.filter(([known]) => known !== element); // of values that replace each other the last one waits
      this.waiting.push([element, String(value)]);
    }

    /** @param {string} element @param {string} value @returns {boolean} whether it need not be said again */
    say(element, value) {
      if (this.call("set", element, value) === "true") return true;
      if (!REFUSED.has(this.call("error"))) return false;
      this.refused.add(element.replace(/\.\d+/g, ".n"));
      return true;
    }

    /** @returns {boolean} whether the platform has everything */
    commit() {
      while (this.waiting.length && this.say(...this.waiting[0])) this.waiting.shift();
      return this.call("commit", "") === "true" && !this.waiting.length;
    }

    /** @param {string} state @param {string} place */
    keep(state, place) {
      this.set(this.words.state, state);
      this.set(this.words.place, place.slice(0, this.words.longPlace));
    }

    /** @param {ShellItem} item @param {any} told @param {Reading} number */
    answered(item, told, number) {
      const { words, old } = this;
      const one = Shell.answers.answered(item, told, old, number);
      const start = `cmi.interactions.${this.count}`;
      this.count += 1;
      this.set(`${start}.id`, one.id);
      this.set(`${start}.type`, one.type);
      one.objectives.forEach((/** @type {string} */ id, /** @type {number} */ index) => this.set(`${start}.objectives.${index}.id`, id));
      this.set(`${start}.${words.at}`, words.clock(one.at));
      one.patterns.forEach((pattern, index) => this.set(`${start}.correct_responses.${index}.pattern`, pattern));
      this.set(`${start}.weighting`, TWO(one.weight));
      if (one.response) this.set(`${start}.${words.response}`, one.response);
      this.set(`${start}.result`, one.result);
      if (!old && one.stem) this.set(`${start}.description`, one.stem);
    }

    /** @param {number} done parts @param {number} total */
    progressed(done, total) {
      if (!this.old) this.set("cmi.progress_measure", TWO(total ? done / total : 0));
    }

    /** First whether it is passed, then a commit, then the score: a platform that sets the status by the score is asked last. @param {ShellScore} best */
    scored({ scaled, passed }) {
      const { words, old } = this;
      const byTest = this.data.status === "passed";
      if (old && byTest) this.set(words.status, (this.status = passed ? "passed" : "failed"));
      if (!old) this.set("cmi.success_status", passed ? "passed" : "failed");
      this.commit();
      const values = { raw: scaled * 100, min: 0, max: 100, ...(old ? {} : { scaled: Math.round(scaled * 1e4) / 1e4 }) };
      for (const [name, value] of Object.entries(values)) this.set(`${words.score}.${name}`, name === "scaled" ? String(value) : TWO(value));
      return this.commit();
    }

    completed() {
      if (!this.old || this.data.status === "completed") this.set(this.words.status, (this.status = "completed"));
      return this.commit();
    }

    /** @param {{time: number, finished: boolean}} end milliseconds of the session, and whether nothing is left to do */
    close({ time, finished }) {
      if (this.ended) return;
      this.ended = true;
      this.set(this.words.exit, finished ? (this.old ? "" : "normal") : "suspend");
      this.set(this.words.time, this.words.span(time));
      this.commit();
      this.call("end", "");
    }
  }

  Object.assign(Shell, { Scorm, scorm: { find, OLD, NEW } });
})();
