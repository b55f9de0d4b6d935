/** The end of a course: said once when the last part is done, and kept as a card above the record. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, say, every } = Course;

  /** @param {string} doc @param {string} words @param {string} kind */
  function lead(doc, words, kind) {
    const link = Course.link(doc, say(words));
    link.className = `course-button ${kind}`.trim();
    return link;
  }

  /** @param {string} name @param {string} value @param {number} [share] of 100, for a bar */
  const figure = (name, value, share) => make("div", {}, make("dt", {}, say(name)), make("dd", {}, value, ...(share === undefined ? [] : [make("progress", { max: "100", value: String(share), "aria-hidden": "true" })])));

  /** @returns {HTMLElement[]} parts, both tests and practice, as far as there are any */
  function figures() {
    const { done, total } = Course.progress.summary();
    const share = (/** @type {any} */ one) => Math.round((100 * one.points) / (one.max || 1));
    const told = (/** @type {any} */ one) => say("finishedOf", Math.round(one.points * 100) / 100, one.max);
    const results = store.all("result").filter(([, one]) => one.max);
    const before = results.find(([id]) => id === "pretest")?.[1];
    const best = results.filter(([id]) => id !== "pretest").map(([, one]) => one).sort((one, other) => share(other) - share(one))[0];
    const practice = store.all("item").map(([, one]) => one);
    const right = practice.filter((one) => one.right).length;
    return [figure("finishedParts", say("finishedOf", done, total)),
      ...(before ? [figure("finishedBefore", told(before), share(before))] : []),
      ...(best ? [figure("finishedTest", told(best), share(best))] : []),
      ...(practice.length ? [figure("finishedPractice", say("finishedOf", right, practice.length), Math.round((100 * right) / practice.length))] : [])];
  }

  /** @returns {HTMLElement} */
  function card() {
    const { review } = Course.data;
    const at = Math.max(0, ...store.all("record").map(([, one]) => one.at));
    const links = review ? [lead(review, "finishedReview", "")] : [];
    return make("section", { class: "course-finished d-print-none", "aria-labelledby": "course-finished-title" }, make("h2", { id: "course-finished-title" }, say("finished")),
      ...(at ? [make("p", {}, say("finishedOn", Course.day(at)))] : []), make("dl", {}, ...figures()), ...(links.length ? [make("p", { class: "course-row" }, ...links)] : []));
  }

  /** Draw the card above the record, and take it away when a part is open again. */
  function show() {
    const { done, total } = Course.progress.summary();
    every(".course-finished").forEach((one) => one.remove());
    if (total && done === total) every(".course-record").forEach((place) => place.before(card()));
  }

  /** Say it once, where the last part was done; the words come into a region that is there already. */
  function announce() {
    const line = make("p", { role: "status", class: "course-finished-line" });
    (document.querySelector("[data-course-finish], .course-test") ?? document.querySelector("main"))?.append(line);
    const { record } = Course.data;
    setTimeout(() => line.append(say("finished"), " ", ...(record && Course.page.doc !== record ? [Course.link(record, say("finishedRecord"))] : [])), 150);
  }

  Course.finished = { announce };
  store.watch(show);
  show();
})();
