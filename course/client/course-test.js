/**
 * The post-test: one form drawn from the pool, kept over reloads, reviewed and confirmed before it is scored.
 *
 * The pool is in the page, folded. Attempts, answers and results are entries of the store, so a second tab sees them.
 */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, button, say, every, sheet } = Course;
  if (!Course.page.test) return;
  const blueprint = Course.page.test;

  const strings = Object.assign({}, ...sheet.pools.map((pool) => JSON.parse(pool.dataset.strings || "{}"))); // each has the words of its own questions
  sheet.pools.forEach((pool) => pool.removeAttribute("data-strings")); // the client of the questions leaves these to us

  const panel = make("section", { class: "course-test", "aria-labelledby": "course-test-title" });
  const level = 1 + Number(sheet.pools[0].closest("section")?.querySelector("h1, h2, h3, h4")?.tagName.slice(1) ?? 2);
  const title = make(`h${level}`, { id: "course-test-title", tabindex: "-1" });
  const body = make("div");
  const foot = make("div", { class: "course-test-foot" });
  const status = make("p", { role: "status", class: "course-test-status" });
  const count = make("span", { class: "course-test-count" });
  let shown = "";

  /** @returns {[number, any]} number and entry of the attempt under way or scored last; 0 when there is none */
  const current = () => sheet.attempts()[0] ?? [0, null];

  /** @returns {number} how many tests were begun here, the present one counted */
  const nth = () => sheet.attempts().length;

  /** @returns {string} which attempt, and whether it is scored; changes when another tab goes on */
  function state() {
    const [number, attempt] = current();
    return `${number}/${attempt?.seed}/${Boolean(store.get("result", String(number)))}`;
  }

  /** @param {string} heading @param {...Node} parts show one state of the test */
  function show(heading, ...parts) {
    shown = state();
    title.textContent = heading;
    body.replaceChildren(...parts);
    foot.replaceChildren();
  }

  /** Leave the page to the test, and move the reader and the focus to its head. */
  function arrive() {
    document.documentElement.classList.add("course-test-only");
    title.focus({ preventScroll: true });
    panel.scrollIntoView();
  }

  /** @param {boolean} moved whether the learner asked for it; then the focus follows */
  function intro(moved = false) {
    sheet.node.hidden = true;
    document.documentElement.classList.remove("course-test-only");
    const open = Course.progress.summary().lessons;
    const blind = ["blocked", "full", "apart"].includes(store.problem); // what is done elsewhere cannot be known
    const locked = Course.data.lock && open.length > 0 && !blind;
    const words = !open.length ? "testReady" : locked ? "testLocked" : Course.data.lock ? "testUnkept" : "testEarly";
    const list = make("ul", {}, ...open.map((doc) => make("li", {}, Course.link(doc, Course.page.titles[doc] || doc))));
    show(say("testTitle"), make("p", {}, say(words, open.length, blueprint.draw)), ...(open.length && !blind ? [list] : []));
    if (!locked) body.append(button(say("testStart"), start, "course-primary"));
    if (moved) title.focus();
  }

  function start() {
    const before = store.all("attempt");
    const number = 1 + Math.max(0, ...before.map(([id]) => Number(id)));
    const seen = before.flatMap(([, entry]) => entry.items);
    const seed = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("-");
    const items = Course.draw(blueprint.pool, blueprint.cells, seed, seen);
    store.set("attempt", String(number), { page: Course.page.doc, seed, items, at: Course.now(), ...Course.progress.edition() });
    sheet.fill(number, items);
    questions();
  }

  /** Say how many questions have an answer. */
  function tally() {
    const all = sheet.drawn();
    count.textContent = say("isAnsweredOf", all.filter((form) => !Quizzes.form.missing(form)).length, all.length);
  }

  function questions() {
    const [, attempt] = current();
    show(say("testNumber", nth()), make("p", {}, say("testHow", attempt.items.length)));
    sheet.node.hidden = false;
    tally();
    foot.replaceChildren(count, button(say("testReview"), review, "course-primary"));
    arrive();
  }

  /** @param {HTMLFormElement} form @param {number} place @returns {HTMLElement} whether it is answered, and a link to it */
  function row(form, place) {
    const open = Quizzes.form.missing(form);
    const go = make("a", { href: `#${form.id}` }, say("question", place));
    go.addEventListener("click", (event) => {
      event.preventDefault();
      questions();
      (open ? open.field : every("input, select", form)[0])?.focus();
    });
    const stem = (form.querySelector(".quiz-stem")?.textContent || "").trim();
    return make("li", open ? { class: "course-open" } : {}, make("strong", {}, say(open ? "notAnswered" : "isAnswered")), " ", go, ` ${stem}`);
  }

  /** @returns {HTMLElement[]} a row for each question, those of a case below its first words */
  function rows() {
    let place = 0;
    return sheet.units(sheet.drawn()).flatMap((unit) => {
      const first = place + 1;
      const own = unit.map((form) => row(form, (place += 1)));
      const text = unit[0].closest(".quiz-case")?.querySelector(".quiz-stimulus")?.textContent?.trim();
      if (!text) return own;
      const line = make("p", { class: "course-case-line" }, make("strong", {}, sheet.caseName(first, place)), ` ${text}`);
      return [make("li", { class: "course-case-rows" }, line, make("ul", {}, ...own))];
    });
  }

  /** Everything at a glance before it is sent: what is open, and a link back to each question. */
  function review() {
    const all = sheet.drawn();
    for (const form of all) sheet.recall(current()[0], form);
    const open = all.filter((form) => Quizzes.form.missing(form)).length;
    show(say("reviewTitle"), make("p", {}, open ? say("reviewOpen", open) : say("reviewFull")), make("ul", { class: "course-sheet-list" }, ...rows()));
    sheet.node.hidden = true;
    foot.replaceChildren(button(say("testBack"), questions), button(say("testSend"), score, "course-primary"));
    arrive();
  }

  function score() {
    const [number] = current();
    if (!store.get("result", String(number))) {
      const result = { ...Course.results.score(sheet.drawn(), blueprint.pass), at: Course.now(), ...Course.progress.edition() };
      store.set("result", String(number), result);
      sheet.tell(number);
      Course.send("course:scored", { attempt: number, pass: blueprint.pass, ...result });
    }
    scored(true);
  }

  /** @param {boolean} moved */
  function scored(moved) {
    const [number, attempt] = current();
    const then = store.get("result", String(number));
    sheet.leaveOut(then);
    const all = sheet.drawn();
    const [result, notes] = sheet.judged(then, all, attempt.items.length - all.length, blueprint.pass);
    if (result.passed) Course.progress.mark(Course.page.doc, true, "passed", then);
    for (const form of all) {
      new Quizzes.QuizItem(form, strings, true).show();
      sheet.fold(form, false);
    }
    show(say("resultTitle", nth()), ...Course.results.report(result, blueprint.pass, ...notes));
    body.append(make("div", { class: "course-row" }, button(say("testAgain"), start, result.passed ? "" : "course-primary")),
      make(`h${level + 1}`, {}, say("yourAnswers")), ...Course.results.wrong(all));
    sheet.node.hidden = false;
    if (moved) arrive();
    else document.documentElement.classList.add("course-test-only");
  }

  /** A test whose questions the course no longer has cannot be scored; it is closed, and said to be. @param {number} gone */
  function closed(gone) {
    const [number, attempt] = current();
    sheet.fill(number, []);
    sheet.node.hidden = true;
    show(say("testNumber", nth()), make("p", {}, say("testClosed", gone, attempt.items.length)), button(say("testAgain"), start, "course-primary"));
  }

  /** Show the state that the store has: also after a reload, and when another tab went on. */
  function resume(moved = false) {
    const [number, attempt] = current();
    if (!number) return intro(moved);
    sheet.fill(number, attempt.items);
    const gone = attempt.items.length - sheet.drawn().length;
    if (store.get("result", String(number))) return scored(moved);
    if (gone) return closed(gone);
    show(say("testNumber", nth()), make("p", {}, say("testResumed")), button(say("testContinue"), questions, "course-primary"));
    return undefined;
  }

  sheet.pools[0].before(panel);
  panel.append(title, body, sheet.node, status, foot);
  for (const pool of sheet.pools) pool.hidden = true;
  document.documentElement.classList.add("course-test-ready");
  sheet.node.addEventListener("course:kept", (event) => {
    status.textContent = /** @type {CustomEvent} */ (event).detail.kept ? "" : say(store.problem || "full");
    tally();
  });
  store.watch(() => {
    if (state() !== shown) resume();
  });
  resume();
})();
