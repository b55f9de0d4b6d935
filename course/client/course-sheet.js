/**
 * The sheet of the post-test: the drawn questions in their order, a shared case once above its questions, and every
 * answer kept as it is given.
 */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, say, every } = Course;
  if (!Course.page.test) return;

  const pools = every(".quiz[data-mode=posttest]");
  const forms = new Map(every(".quiz[data-mode=posttest] form.quiz-item").map((form) => [form.dataset.item || "", /** @type {HTMLFormElement} */ (form)]));
  const cases = new Map(every(".quiz[data-mode=posttest] .quiz-case").map((group) => [every("form", group)[0]?.dataset.case || "", group.querySelector(".quiz-stimulus")]));
  const node = make("div", { class: "quiz course-test-sheet", role: "group", "aria-labelledby": "course-test-title", hidden: "" });

  /** @returns {HTMLFormElement[]} the questions of the test in their order */
  function drawn() {
    return every("form.quiz-item", node).map((form) => /** @type {HTMLFormElement} */ (form));
  }

  /** @param {HTMLFormElement[]} all @returns {HTMLFormElement[][]} neighbors of one case together, any other alone */
  function units(all) {
    /** @type {HTMLFormElement[][]} */
    const found = [];
    for (const form of all) {
      const before = found.at(-1);
      if (before && form.dataset.case && before[0].dataset.case === form.dataset.case) before.push(form);
      else found.push([form]);
    }
    return found;
  }

  /** @param {number} first @param {number} last @returns {string} */
  const caseName = (first, last) => (first === last ? say("caseOfOne", first) : say("caseOf", first, last));

  /** @param {HTMLFormElement[]} unit @param {number} first number @returns {Node[]} a group with its case, or the question */
  function framed(unit, first) {
    const text = cases.get(unit[0].dataset.case || "")?.cloneNode(true);
    if (!text) return unit;
    const name = make("p", { class: "quiz-case-name", id: `${unit[0].id}-shared` }, caseName(first, first + unit.length - 1));
    return [make("div", { class: "quiz-case", role: "group", "aria-labelledby": name.id }, name, text, ...unit)];
  }

  /** @param {number} number @param {string[]} items put the drawn items on the sheet, with what was answered */
  function fill(number, items) {
    for (const old of drawn()) back(old);
    const chosen = items.map((id) => forms.get(id)).filter((form) => form !== undefined);
    let place = 1;
    node.replaceChildren(...units(chosen).flatMap((unit) => {
      place += unit.length;
      return framed(unit, place - unit.length);
    }));
    chosen.forEach((form, index) => prepare(number, form, index + 1));
  }

  /** @param {number} number @param {HTMLFormElement} form @param {number} place */
  function prepare(number, form, place) {
    const label = form.querySelector(".quiz-number");
    if (label) label.textContent = say("question", place);
    form.reset();
    vary(number, form);
    recall(number, form);
    form.oninput = () => keep(number, form);
    form.onsubmit = (event) => event.preventDefault();
    fold(form, true);
  }

  /** @param {number} number @param {HTMLFormElement} form give each test its own numbers, the same whenever it is opened */
  function vary(number, form) {
    if (!form.dataset.variants) return;
    const seed = `${store.get("attempt", String(number))?.seed ?? number}/${form.dataset.item}`;
    Quizzes.variants.show(form, Course.generator(seed)(JSON.parse(form.dataset.variants).length));
  }

  /** @param {HTMLFormElement} form make a used item fresh and take it out of the sheet */
  function back(form) {
    delete form.dataset.verdict;
    Quizzes.form.lock(form, false);
    Quizzes.marks.clear(form);
    form.querySelector(".quiz-status")?.replaceChildren();
    pools[0].append(form);
  }

  /** @param {number} number @param {HTMLFormElement} form put back what was answered, here or in another tab */
  function recall(number, form) {
    const kept = store.get("answer", `${number}/${form.dataset.item}`);
    if (kept && kept.revision === form.dataset.revision) Quizzes.form.write(form, kept.response);
  }

  /** A question that was written anew since is another one: what was answered says nothing about it. @param {Result} then */
  function leaveOut(then) {
    for (const form of drawn()) if ((then.items[form.dataset.item || ""]?.revision ?? form.dataset.revision) !== form.dataset.revision) back(form);
  }

  /**
   * Tests of this page, the last one first. One that was begun on a page which the course no longer has belongs to the
   * page that has its questions now.
   * @returns {Array<[number, any]>} number and entry
   */
  function attempts() {
    const all = store.all("attempt").map(([id, entry]) => /** @type {[number, any]} */ ([Number(id), entry]));
    const parts = Course.data.steps.map(([doc]) => doc);
    const isOwn = (/** @type {any} */ { page, items }) => page === Course.page.doc || (!parts.includes(page) && items.some((/** @type {string} */ id) => forms.has(id)));
    return all.filter(([, entry]) => isOwn(entry)).sort(([one], [other]) => other - one);
  }

  /** @param {HTMLFormElement} form @param {boolean} folded */
  function fold(form, folded) {
    for (const answer of every(".quiz-answer", form)) answer.hidden = folded;
  }

  /** @param {number} number @param {HTMLFormElement} form */
  function keep(number, form) {
    const kept = store.set("answer", `${number}/${form.dataset.item}`, { response: Quizzes.form.read(form), revision: form.dataset.revision || "", at: Course.now(), ...(form.dataset.variant && { variant: Number(form.dataset.variant) }) });
    node.dispatchEvent(new CustomEvent("course:kept", { detail: { kept } }));
  }

  /** Send every answer of a test that is scored, as a quiz sends those of practice. @param {number} number of the test */
  function tell(number) {
    for (const form of drawn()) {
      const key = JSON.parse(form.dataset.grading || "null");
      const grade = key && Quizzes.grade(key, Quizzes.form.read(form));
      const detail = { quiz: form.dataset.bank, mode: "posttest", ...Quizzes.form.told(form, grade, number) };
      form.dispatchEvent(new CustomEvent("quiz:answered", { bubbles: true, detail }));
    }
  }

  /**
   * One grading for the score and for the verdicts below it: by today's keys, and what the test came to by those of its
   * own day is said beside it. Where questions are gone, that of its own day is the only one left.
   * @param {Result} then @param {HTMLElement[]} forms @param {number} gone how many questions are no longer there
   * @param {number} pass @returns {[Result, string[]]} the result to show, and what to say about it
   */
  function judged(then, forms, gone, pass) {
    if (gone) return [then, [say("questionsGone", gone)]];
    const changed = Course.results.rekeyed(then, forms);
    if (!changed.length) return [then, []];
    const now = Course.results.score(forms, pass);
    const places = forms.flatMap((form, index) => (changed.includes(form.dataset.item || "") ? [index + 1] : []));
    const notes = [say("keysChanged", places.join(", "), Course.results.plain(then.points), Course.results.plain(then.max))];
    return [now, then.passed && !now.passed ? [...notes, say("staysPassed")] : notes];
  }

  Course.sheet = { node, pools, drawn, units, caseName, fill, recall, fold, attempts, judged, leaveOut, tell };
})();
