/**
 * The post-test: one form drawn from the pool, kept over reloads, reviewed and confirmed before it is scored.
 *
 * The pool is in the page, folded. Attempts, answers and results are entries of the store, so a second tab sees them.
 */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, button, say, every } = Course;
  if (!Course.page.test) return;
  const blueprint = Course.page.test;

  const pools = every(".quiz[data-mode=posttest]");
  const forms = new Map(every(".quiz[data-mode=posttest] form.quiz-item").map((form) => [form.dataset.item || "", /** @type {HTMLFormElement} */ (form)]));
  const strings = JSON.parse(pools[0]?.dataset.strings || "{}");
  pools.forEach((pool) => pool.removeAttribute("data-strings")); // the client of the questions leaves these to us

  const panel = make("section", { class: "course-test", "aria-labelledby": "course-test-title" });
  const title = make("h3", { id: "course-test-title", tabindex: "-1" });
  const body = make("div");
  const sheet = make("div", { class: "quiz course-test-sheet", role: "group", "aria-labelledby": "course-test-title", hidden: "" });
  const foot = make("div", { class: "course-test-foot" });
  const status = make("p", { role: "status", class: "course-test-status" });
  let shown = "";

  /** @returns {[number, any]} number and entry of the attempt under way or scored last; 0 when there is none */
  function current() {
    const attempts = store.all("attempt").map(([id, entry]) => /** @type {[number, any]} */ ([Number(id), entry]));
    return attempts.sort(([one], [other]) => other - one)[0] ?? [0, null];
  }

  /** @returns {string} which attempt, and whether it is scored; changes when another tab goes on */
  function state() {
    const [number] = current();
    return `${number}/${Boolean(store.get("result", String(number)))}`;
  }

  /** @param {string} heading @param {...Node} parts show one state of the test and move there */
  function show(heading, ...parts) {
    shown = state();
    title.textContent = heading;
    body.replaceChildren(...parts);
    foot.replaceChildren();
  }

  /** Move the reader, and the focus, to the head of the test. */
  function arrive() {
    title.focus({ preventScroll: true });
    panel.scrollIntoView();
  }

  /** @param {boolean} moved whether the learner asked for it; then the focus follows */
  function intro(moved = false) {
    sheet.hidden = true;
    const open = Course.progress.summary().lessons;
    const locked = Course.data.lock && open.length > 0;
    const text = make("p", {}, say(locked ? "testLocked" : open.length ? "testEarly" : "testReady", open.length, blueprint.draw));
    const list = make("ul", {}, ...open.map((doc) => make("li", {}, Course.link(doc, Course.page.titles[doc] || doc))));
    show(say("testTitle"), text, ...(open.length ? [list] : []));
    if (!locked) body.append(button(say("testStart"), start, "course-primary"));
    if (moved) arrive();
  }

  function start() {
    const [before] = current();
    const seen = store.all("attempt").flatMap(([, entry]) => entry.items);
    const seed = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("-");
    const items = Course.draw(blueprint.pool, blueprint.cells, seed, seen);
    store.set("attempt", String(before + 1), { seed, items, at: Course.now(), edition: Course.data.version });
    fill(before + 1, items);
    questions();
  }

  /** @param {number} number @param {string[]} items move the drawn items into the sheet, with what was answered */
  function fill(number, items) {
    for (const old of sheetForms()) back(old);
    const drawn = items.map((id) => forms.get(id)).filter((form) => form !== undefined);
    drawn.forEach((form, index) => {
      const report = form.nextElementSibling?.matches(".course-report") ? [form.nextElementSibling] : [];
      sheet.append(form, ...report);
      const label = form.querySelector(".quiz-number");
      if (label) label.textContent = say("question", index + 1);
      form.reset();
      recall(number, form);
      form.oninput = () => keep(number, form);
      form.onsubmit = (event) => event.preventDefault();
      fold(form, true);
    });
  }

  /** @returns {HTMLFormElement[]} the questions of the test in their order */
  function sheetForms() {
    return every("form.quiz-item", sheet).map((form) => /** @type {HTMLFormElement} */ (form));
  }

  /** @param {HTMLFormElement} form make a used item fresh and take it out of the sheet */
  function back(form) {
    delete form.dataset.verdict;
    /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = false;
    form.querySelector(".quiz-status")?.replaceChildren();
    const report = form.nextElementSibling;
    pools[0].append(form, ...(report?.matches(".course-report") ? [report] : []));
  }

  /** @param {number} number @param {HTMLFormElement} form put back what was answered, here or in another tab */
  function recall(number, form) {
    const kept = store.get("answer", `${number}/${form.dataset.item}`);
    if (kept && kept.revision === form.dataset.revision) Quizzes.form.write(form, kept.response);
  }

  /** @param {HTMLFormElement} form @param {boolean} folded */
  function fold(form, folded) {
    for (const answer of every(".quiz-answer", form)) answer.hidden = folded;
  }

  /** @param {number} number @param {HTMLFormElement} form */
  function keep(number, form) {
    const kept = store.set("answer", `${number}/${form.dataset.item}`, { response: Quizzes.form.read(form), revision: form.dataset.revision || "", at: Course.now() });
    status.textContent = kept ? "" : say(store.problem || "full");
  }

  function questions() {
    const [number, attempt] = current();
    show(say("testNumber", number), make("p", {}, say("testHow", attempt.items.length)));
    sheet.hidden = false;
    foot.replaceChildren(button(say("testReview"), review, "course-primary"));
    arrive();
  }

  /** Everything at a glance before it is sent: what is open, and a link back to each question. */
  function review() {
    const drawn = sheetForms();
    for (const form of drawn) recall(current()[0], form);
    const rows = drawn.map((form, index) => {
      const open = Quizzes.form.missing(form);
      const stem = (form.querySelector(".quiz-stem")?.textContent || "").trim();
      const go = make("a", { href: `#${form.id}` }, say("question", index + 1));
      go.addEventListener("click", (event) => {
        event.preventDefault();
        questions();
        (open ? open.field : every("input, select", form)[0])?.focus();
      });
      return make("li", open ? { class: "course-open" } : {}, make("strong", {}, say(open ? "notAnswered" : "isAnswered")), " ", go, ` ${stem}`);
    });
    const open = drawn.filter((form) => Quizzes.form.missing(form)).length;
    show(say("reviewTitle"), make("p", {}, open ? say("reviewOpen", open) : say("reviewFull")), make("ul", { class: "course-sheet-list" }, ...rows));
    sheet.hidden = true;
    foot.replaceChildren(button(say("testSend"), score, "course-primary"), button(say("testBack"), questions));
    arrive();
  }

  function score() {
    const [number] = current();
    if (!store.get("result", String(number))) {
      const result = Course.results.score(sheetForms(), blueprint.pass);
      store.set("result", String(number), { ...result, at: Course.now(), edition: Course.data.version });
      Course.send("course:scored", { attempt: number, ...result });
      if (result.passed) Course.progress.mark(Course.page.doc, true, "passed");
    }
    scored(true);
  }

  /** @param {boolean} moved */
  function scored(moved) {
    const [number] = current();
    const result = store.get("result", String(number));
    show(say("resultTitle", number), ...Course.results.report(result, blueprint.pass));
    for (const form of sheetForms()) {
      new Quizzes.QuizItem(form, strings, true).show();
      fold(form, false);
    }
    sheet.hidden = false;
    body.append(button(say("testAgain"), start, result.passed ? "" : "course-primary"));
    if (moved) arrive();
  }

  /** Show the state that the store has: also after a reload, and when another tab went on. */
  function resume(moved = false) {
    const [number, attempt] = current();
    if (!number) return intro(moved);
    fill(number, attempt.items);
    if (store.get("result", String(number))) return scored(moved);
    show(say("testNumber", number), make("p", {}, say("testResumed")), button(say("testContinue"), questions, "course-primary"));
    return undefined;
  }

  pools[0].before(panel);
  panel.append(title, body, sheet, status, foot);
  for (const pool of pools) pool.hidden = true;
  document.documentElement.classList.add("course-test-ready");
  globalThis.addEventListener("storage", () => {
    if (state() !== shown) resume();
  });
  resume();
})();
