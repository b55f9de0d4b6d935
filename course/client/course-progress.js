/** How far the learner is: the line on every page, the marks in the side bar, where to continue. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, say, every } = Course;

  /** @returns {Summary} counted anew from the entries each time, so that nothing counts twice */
  function summary() {
    const steps = Course.data.steps.map(([doc, minutes]) => ({ doc, minutes, done: isDone(doc) }));
    const open = steps.filter((step) => !step.done);
    const lessons = open.filter((step) => !Course.data.closing.includes(step.doc)).map((step) => step.doc);
    const begun = store.get("last", "place") || open.length < steps.length; // before that, the start page is to be read too
    const left = begun ? open.reduce((sum, step) => sum + step.minutes, 0) : Course.data.minutes;
    return { done: steps.length - open.length, total: steps.length, left, lessons };
  }

  /** @param {string} doc */
  function isDone(doc) {
    return store.get("step", doc)?.done === true;
  }

  /**
   * Note that a step is done or open again; nothing happens when it is so already.
   * @param {string} doc
   * @param {boolean} done
   * @param {string} how "answered", "marked", "passed"
   * @param {{at: number, edition?: string, hash?: string}} [when] it was done, and in which state of the course; now, unless said
   */
  function mark(doc, done, how, when = { at: Course.now(), ...edition() }) {
    if (isDone(doc) === done) return;
    store.set("step", doc, { done, how, at: when.at, edition: when.edition, hash: when.hash });
    earn();
    const { done: count, total, left } = summary();
    Course.send("course:progressed", { step: doc, state: done ? "done" : "open", how, done: count, total, minutesLeft: left });
    if (count < total || !total) return;
    Course.send("course:completed", { total, edition: Course.data.version });
    Course.ask("finished", () => Course.finished?.announce());
  }

  /** @returns {{edition: string, hash: string}} the state of the course that this page shows */
  function edition() {
    return { edition: Course.data.version, hash: Course.data.hash };
  }

  /** Keep the record of this edition when its last part was done: what comes later cannot take it away. */
  function earn() {
    const { done, total } = summary();
    const { hash } = Course.data;
    if (!total || done < total || store.get("record", hash) || Course.over) return;
    const entries = Course.data.steps.map(([doc]) => [doc, store.get("step", doc)]);
    const parts = entries.map(([doc, step]) => [doc, step.edition ?? "", step.hash ?? ""]);
    const at = Math.min(Math.max(...entries.map(([, step]) => step.at)), Course.now());
    store.set("record", hash, { at, minutes: Course.data.minutes, parts, ...edition() });
  }

  /** @returns {string} */
  function sentence() {
    const { done, total, left } = summary();
    return done === total ? say("allDone", total) : say("progress", done, total, left);
  }

  /** @param {any} item @returns {boolean} whether its day has come; an entry from the future of this clock is due at once */
  const isDue = (item) => !(item.due > Course.now()) || item.at > Course.now() + 86_400_000;

  /** @returns {number} questions to look at again today, by the date that practice has set */
  function due() {
    const known = new Set(Course.data.steps.map(([doc]) => doc));
    return store.all("item").filter(([, item]) => known.has(item.page) && isDue(item)).length;
  }

  function show() {
    for (const place of every("[data-course-progress]")) {
      const { done, total } = summary();
      if (!total) continue;
      const bar = make("progress", { max: String(total), value: String(done), "aria-hidden": "true" });
      place.replaceChildren(bar, make("span", {}, store.learner ? say("whose", store.learner, sentence()) : sentence()));
      place.hidden = false;
    }
    for (const place of every("[data-course-trouble]")) {
      place.textContent = store.problem ? say(store.problem) : "";
      place.hidden = !store.problem;
    }
    for (const place of every(".course-start")) {
      const count = Course.data.review ? due() : 0;
      const told = /** @type {HTMLElement} */ (place.querySelector(".course-span"));
      told.dataset.told ??= told.textContent ?? "";
      const { done, total } = summary();
      const ended = done === total;
      place.classList.toggle("course-done", ended);
      told.replaceChildren(ended ? say("finished") : count ? Course.link(Course.data.review, say("dueToday", count)) : told.dataset.told);
      told.classList.toggle("course-due", ended || count > 0);
    }
    every(".bd-docs-nav a, .course-row-title a").forEach(markLink);
  }

  /** @param {HTMLElement} node a link of the side bar or of a row; its state is said in words */
  function markLink(node) {
    const doc = docOf(/** @type {HTMLAnchorElement} */ (node).href);
    const state = isDone(doc) ? "done" : store.get("step", doc) ? "started" : "";
    if ((node.dataset.state ?? "") === state) return;
    node.dataset.state = state;
    if (!node.querySelector(".course-mark")) node.append(" ", make("span", { class: "course-mark" }, make("span", { class: "course-word" })));
    const place = /** @type {HTMLElement} */ (node.querySelector(".course-mark"));
    place.children[0].textContent = state ? say(state) : "";
    place.hidden = !state;
  }

  /** @param {string} href @returns {string} the name of the page in the course */
  function docOf(href) {
    if (Course.onefile) return Course.onefile.docOf(href);
    const root = new URL(document.documentElement.dataset.content_root || "./", location.href).pathname;
    const path = new URL(href, location.href).pathname;
    return path.startsWith(root) ? decodeURIComponent(path.slice(root.length)).replace(/\.html$/, "") : "";
  }

  /** Note the page and the section that the reader is in, when the page is left or hidden. */
  function remember() {
    const { doc, title, step } = Course.page;
    if (!step || document.visibilityState !== "hidden") return;
    const above = every("article section[id]").filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
    store.set("last", "place", { doc, title, anchor: above.at(-1)?.id ?? "", at: Course.now() });
  }

  function visit() {
    const { doc, title, step } = Course.page;
    if (!step) return;
    if (!store.get("step", doc)) store.set("step", doc, { done: false, how: "opened", at: Course.now(), ...edition() });
    store.set("last", "place", { doc, title, anchor: "", at: Course.now() });
    document.addEventListener("visibilitychange", remember);
  }

  /** @param {string} doc @returns {string} the words of its link in the side bar, without the mark */
  function titleOf(doc) {
    const link = every(".bd-docs-nav a").find((node) => docOf(/** @type {HTMLAnchorElement} */ (node).href) === doc);
    return (link?.firstChild?.textContent || "").trim();
  }

  /** @returns {[string, string, string] | null} page, place in it and words of what comes next; null before the first part */
  function goOn() {
    const last = store.get("last", "place");
    const known = Course.data.steps.findIndex(([doc]) => doc === last?.doc);
    const first = Course.data.steps[0]?.[0];
    if (known < 0) return Course.data.pretest && first && store.get("result", "pretest") ? [first, "", say("goOn", titleOf(first))] : null;
    if (!isDone(last.doc)) return [last.doc, last.anchor, say("continue", last.title)];
    const steps = [...Course.data.steps.slice(known), ...Course.data.steps];
    const next = steps.find(([doc]) => !isDone(doc))?.[0] ?? Course.data.record;
    if (!steps.some(([doc]) => doc === next) && Course.data.review && due()) return [Course.data.review, "", say("dueToday", due())];
    return next ? [next, "", say("goOn", titleOf(next) || say("nextPart"))] : null;
  }

  /** "Continue where you left" on pages that have a place for it; before that the page itself says where to begin. */
  function offerReturn() {
    const next = goOn();
    for (const place of every("[data-course-return]")) {
      if (next) place.replaceChildren(make("a", { class: "course-button course-primary", href: Course.address(next[0], next[1]) }, next[2]));
    }
  }

  /** The button at the end of a lesson. */
  function offerDone() {
    const place = document.querySelector("[data-course-finish]");
    if (!place || Course.page.kind !== "lesson") return;
    const { doc } = Course.page;
    const status = make("p", { role: "status" });
    const toggle = Course.button("", () => {
      mark(doc, !isDone(doc), "marked");
      status.textContent = isDone(doc) ? `${say("lessonDone")} ${sentence()}` : say("lessonOpen");
    });
    const label = () => {
      toggle.textContent = say(isDone(doc) ? "markOpen" : "markDone");
      toggle.classList.toggle("course-primary", !isDone(doc));
    };
    store.watch(label);
    label();
    place.replaceChildren(toggle, status);
    document.addEventListener("course:progressed", (event) => {
      const { state, how } = /** @type {CustomEvent} */ (event).detail;
      if (state === "done" && how === "answered") status.textContent = `${say("lessonAnswered")} ${sentence()}`;
    });
  }

  Course.progress = { summary, isDone, isDue, mark, sentence, edition, earn };
  visit();
  earn();
  offerReturn();
  offerDone();
  store.watch(show);
  show();
})();
