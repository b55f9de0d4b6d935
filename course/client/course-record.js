/** The evaluation as a step, and the record of completion: printed from this device, never sent. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, button, say, every } = Course;

  document.addEventListener("quiz:completed", (event) => {
    if (/** @type {CustomEvent} */ (event).detail.mode === "survey" && Course.page.kind === "evaluation") {
      Course.progress.mark(Course.page.doc, true, "answered");
      if (Course.data.record) every("[data-course-finish]").forEach((place) => place.replaceChildren(make("p", { role: "status" }, say("evaluated"), " ", Course.link(Course.data.record, say("recordTitle")))));
    }
  });

  const place = document.querySelector(".course-record");
  if (!(place instanceof HTMLElement)) return;

  /** @returns {any} the best result of a post-test */
  function best() {
    const results = store.all("result").filter(([id]) => id !== Course.results.PRETEST).map(([, result]) => result);
    return results.sort((one, other) => other.points / (other.max || 1) - one.points / (one.max || 1))[0] ?? null;
  }

  /** @returns {HTMLElement[]} what is left to do, with links */
  function open() {
    const steps = Course.data.steps.filter(([doc]) => !Course.progress.isDone(doc));
    const list = steps.map(([doc]) => make("li", {}, Course.link(doc, Course.page.titles[doc] || doc)));
    return [make("p", {}, say("recordOpen", steps.length)), make("ul", {}, ...list)];
  }

  /** @param {string} name @param {string} value @returns {HTMLElement[]} */
  const row = (name, value) => [make("div", {}, make("dt", {}, say(name)), make("dd", {}, value))];

  /** @param {HTMLElement} shown where the name is printed */
  function nameField(shown) {
    const kept = store.get("setting", "name")?.value;
    const field = /** @type {HTMLInputElement} */ (make("input", { type: "text", id: "course-name", autocomplete: "name", maxlength: "120" }));
    field.value = typeof kept === "string" ? kept : "";
    shown.textContent = field.value || " ";
    field.addEventListener("input", () => {
      shown.textContent = field.value || " ";
      store.set("setting", "name", { value: field.value, at: Course.now() });
    });
    return make("p", { class: "course-name d-print-none" }, make("label", { for: field.id }, say("yourName")), field, make("small", {}, say("nameStays")));
  }

  /** @returns {HTMLElement[]} */
  function card() {
    const { title, subtitle, version, hash, minutes, reviewed, notice, steps } = Course.data;
    const at = Math.max(...steps.map(([doc]) => store.get("step", doc)?.at ?? 0));
    const result = best();
    const name = make("p", { class: "course-record-name" });
    const { percent, plain } = Course.results;
    const points = result ? say("testScore", plain(result.points), plain(result.max), percent(result.points, result.max)) : say("noTest");
    const facts = make("dl", {}, ...row("recordDate", Course.day(Math.min(at, Course.now()))), ...row("recordMinutes", say("minutes", minutes)),
      ...row("recordScore", points), ...row("recordVersion", version), ...row("recordHash", hash));
    const sheet = make("div", { class: "course-record-card" }, make("p", { class: "course-record-kind" }, say("recordTitle")), name, make("p", {}, say("hasFinished")),
      make("p", { class: "course-record-course" }, title, ...(subtitle ? [make("span", {}, subtitle)] : [])), facts,
      make("p", { class: "course-record-limits" }, say("noCredit"), ...(reviewed ? [] : [" ", make("strong", {}, notice ? `${notice}.` : say("notReviewed"))])));
    return [nameField(name), sheet, make("p", { class: "d-print-none" }, button(say("recordPrint"), () => window.print(), "course-primary"))];
  }

  const show = () => {
    const { done, total } = Course.progress.summary();
    place.replaceChildren(...(total > 0 && done === total ? card() : open()));
  };
  document.addEventListener("course:progressed", show);
  show();
})();
