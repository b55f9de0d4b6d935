/**
 * cmi5 (edition Quartz): who learns and how comes by the address of the launch, everything else by the record store.
 *
 * The rules are kept over the whole registration and not only over this session, by a document of its own among the
 * states: `completed` and `passed` once, no `failed` after `passed` or with a score of the mastery, nothing behind
 * `terminated`, nothing of it when somebody only looks.
 */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const VERBS = { initialized: "http://adlnet.gov/expapi/verbs/initialized", completed: "http://adlnet.gov/expapi/verbs/completed",
    passed: "http://adlnet.gov/expapi/verbs/passed", failed: "http://adlnet.gov/expapi/verbs/failed",
    answered: "http://adlnet.gov/expapi/verbs/answered", terminated: "http://adlnet.gov/expapi/verbs/terminated" };
  const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
  const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
  const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
  const STATE = "coursewright";
  /** @param {string} name @param {any} own of the platform @param {string[]} ids added to it */
  const added = (name, own, ids) => (ids.length ? { [name]: [...(own[name] ?? []), ...ids.map((id) => ({ id }))] } : {});
  const span = (/** @type {number} */ time) => `PT${(Math.max(0, time) / 1000).toFixed(2)}S`;

  class Cmi5 {
    /** @param {URLSearchParams} launch @param {ShellData} data @param {typeof fetch} fetch @param {() => string} newId */
    constructor(launch, data, fetch, newId) {
      this.launch = launch;
      this.data = data;
      this.newId = newId;
      this.fetch = fetch;
      this.limit = 32_000; // a page that is left may send 64 KiB in all
      this.store = new Shell.RecordStore(launch.get("endpoint") ?? "", fetch);
      /** @type {any} */
      this.actor = null;
      /** @type {any} what the platform says of this launch */
      this.about = {};
      this.guard = { completed: false, passed: false };
      this.graded = false;
      this.ended = false;
      this.begun = 0;
      /** @type {any} */
      this.kept = null;
    }

    get found() {
      return ["endpoint", "fetch", "actor", "registration", "activityId"].every((name) => this.launch.get(name));
    }

    get registration() {
      return this.launch.get("registration") ?? "";
    }

    get activity() {
      return this.launch.get("activityId") ?? "";
    }

    /** @param {string} stateId @returns {string} */
    place(stateId) {
      return `activities/state?${this.store.query({ activityId: this.activity, agent: JSON.stringify(this.actor), registration: this.registration, stateId })}`;
    }

    /** @returns {Promise<ShellStart>} */
    async open() {
      const token = await (await this.fetch(this.launch.get("fetch") ?? "", { method: "POST" })).json();
      if (!token["auth-token"]) throw new Error(`the platform gives no token: ${token["error-text"] ?? ""}`);
      this.store.token = token["auth-token"];
      this.actor = JSON.parse(this.launch.get("actor") ?? "{}");
      this.about = await this.store.ask("GET", this.place("LMS.LaunchData"));
      await this.store.ask("GET", `agents/profile?${this.store.query({ agent: JSON.stringify(this.actor), profileId: "cmi5LearnerPreferences" })}`, undefined, { quiet: true });
      this.kept = await this.store.ask("GET", this.place(STATE), undefined, { quiet: true });
      this.guard = { completed: this.kept?.completed === true, passed: this.kept?.passed === true };
      this.graded = this.about.launchMode === "Normal";
      this.begun = Date.now();
      this.defined("initialized");
      await this.store.flush();
      return { graded: this.graded, best: null, state: this.kept?.state ?? "", place: this.kept?.place ?? "", name: typeof this.actor.name === "string" ? this.actor.name : "" };
    }

    /** @param {any} object @param {keyof typeof VERBS} verb @param {any} [result] @param {object} [extensions] @param {string[]} [categories] @param {{at: Date, grouping: string[]}} [how] */
    say(object, verb, result, extensions, categories = [], how = { at: new Date(), grouping: [] }) {
      if (this.ended) return;
      const template = this.about.contextTemplate ?? {};
      const own = template.contextActivities ?? {};
      const context = { ...template, registration: this.registration,
        contextActivities: { ...own, ...added("category", own, categories), ...added("grouping", own, how.grouping) },
        extensions: { ...template.extensions, ...extensions } };
      this.store.add({ id: this.newId(), actor: this.actor, verb: { id: VERBS[verb], display: { en: verb } }, object, context,
        timestamp: how.at.toISOString(), ...(result ? { result } : {}) });
    }

    /** One of the statements that cmi5 itself defines. @param {keyof typeof VERBS} verb @param {any} [result] @param {object} [extensions] */
    defined(verb, result, extensions) {
      const moves = ["completed", "passed", "failed"].includes(verb);
      this.say({ id: this.activity }, verb, result, extensions, moves ? [CATEGORY, MOVE_ON] : [CATEGORY]);
    }

    /** @param {string} state @param {string} place */
    keep(state, place) {
      this.kept = { state, place };
    }

    /** @param {boolean} leaving */
    async save(leaving) {
      if (!this.graded) return;
      await this.store.ask("PUT", this.place(STATE), { ...this.kept, ...this.guard }, { keepalive: leaving });
    }

    /** @returns {Promise<boolean>} whether the store has everything */
    async commit() {
      try {
        await this.save(false);
      } catch {
        return false;
      }
      return this.store.flush();
    }

    /** @param {ShellItem} item @param {any} told @param {Reading} number */
    answered(item, told, number) {
      if (!this.graded) return;
      const one = Shell.answers.answered(item, told, false, number);
      const extension = { [`${this.data.iri}/about`]: { revision: item.revision, edition: this.data.version, mode: told.mode } };
      const object = { id: `${this.data.iri}/item/${encodeURIComponent(item.id)}`, objectType: "Activity", definition: Shell.interaction(item, one, this.data.language, extension) };
      const score = told.max ? { score: { raw: told.points, min: Math.min(0, told.points), max: told.max, scaled: Math.max(-1, Math.round((told.points / told.max) * 1e4) / 1e4) } } : {};
      const result = { ...(one.response ? { response: one.response } : {}), ...(typeof told.correct === "boolean" ? { success: told.correct } : {}), ...score };
      const form = told.mode === "posttest" ? [`${this.data.iri}/test/${told.attempt}`] : [];
      this.say(object, "answered", result, {}, [], { at: one.at, grouping: form });
    }

    progressed() {
      // cmi5 has no word for it; the state has it.
    }

    /** @param {ShellScore} best @returns {Promise<boolean>} */
    scored({ scaled, passed: judged }) {
      const mastery = this.about.masteryScore; // that of the platform is over that of the page
      const passed = typeof mastery === "number" ? scaled >= mastery - 1e-9 : judged;
      if (this.graded && !this.guard.passed) {
        const result = { success: passed, score: { scaled: Math.round(scaled * 1e4) / 1e4 }, duration: span(Date.now() - this.begun) };
        this.guard.passed = passed;
        this.defined(passed ? "passed" : "failed", result, typeof mastery === "number" ? { [MASTERY]: mastery } : {});
      }
      return this.commit();
    }

    /** @returns {Promise<boolean>} */
    completed() {
      if (this.graded && !this.guard.completed) {
        this.guard.completed = true;
        this.defined("completed", { completion: true, duration: span(Date.now() - this.begun) });
      }
      return this.commit();
    }

    /** @returns {Promise<boolean>} nothing is said after this */
    async close() {
      if (this.ended) return true;
      this.defined("terminated", { duration: span(Date.now() - this.begun) });
      this.ended = true;
      const saved = this.save(true).then(() => true, () => false);
      return (await Promise.all([saved, this.store.flush(true)])).every(Boolean);
    }

    get back() {
      return typeof this.about?.returnURL === "string" ? this.about.returnURL : "";
    }
  }

  /**
   * @param {ShellItem} item @param {{type: string, patterns: string[]}} one @param {string} language @param {object} extensions
   * @returns {object} the definition of the question as xAPI describes interactions: every part with a description
   */
  Shell.interaction = (item, one, language, extensions) => {
    const { code, target } = Shell.answers;
    const parts = (/** @type {Array<[string, string]>} */ all) => all.map(([id, text]) => ({ id, description: { [language]: text || id } }));
    const named = parts(item.options.map((id, at) => [code(id), item.texts[at] ?? id]));
    const targets = parts([...new Map(item.targets.map((text) => [target(text), text]))]);
    const kind = { choice: { choices: named }, sequencing: { choices: named }, likert: { scale: named }, matching: { source: named, target: targets } }[one.type] ?? {};
    return { type: "http://adlnet.gov/expapi/activities/cmi.interaction", name: { [language]: item.id }, description: { [language]: item.stem || item.id },
      interactionType: one.type, ...(one.patterns.length ? { correctResponsesPattern: one.patterns } : {}), ...kind, extensions };
  };

  Shell.Cmi5 = Cmi5;
})();
