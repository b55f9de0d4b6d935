/** Scores by objective with links back, and the gain against the pre-test, which is kept once as the baseline. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, say, every } = Course;
  const PRETEST = "pretest";

  const percent = (/** @type {number} */ part, /** @type {number} */ whole) => (whole ? Math.round((100 * part) / whole) : 0);
  const plain = (/** @type {number} */ number) => String(Math.round(number * 100) / 100);

  /** @param {HTMLElement[]} forms @param {number} pass share to pass @returns {Result} */
  function score(forms, pass) {
    /** @type {Result} */
    const result = { points: 0, max: 0, passed: false, items: {} };
    for (const form of forms) {
      const key = JSON.parse(form.dataset.grading || "null");
      if (!key) continue;
      const grade = Quizzes.grade(key, Quizzes.form.read(/** @type {HTMLFormElement} */ (form)));
      add(result, form, grade.points, grade.correct);
    }
    result.passed = result.max > 0 && result.points >= result.max * pass - 1e-9;
    return result;
  }

  /** @param {Result} result @param {HTMLElement} form @param {number} points @param {boolean} right */
  function add(result, form, points, right) {
    const objectives = (form.dataset.objectives || "").split(" ").filter(Boolean);
    result.points += points;
    result.max += Number(form.dataset.points || 1);
    result.items[form.dataset.item || ""] = { right, revision: form.dataset.revision || "", objectives, key: form.dataset.fingerprint || "" };
  }

  /** @param {Result} result @param {HTMLElement[]} forms @returns {string[]} the items whose key has changed since they were scored */
  function rekeyed(result, forms) {
    const keys = forms.map((form) => [form.dataset.item || "", form.dataset.fingerprint || ""]);
    return keys.filter(([id, key]) => (result.items[id]?.key ?? key) !== key).map(([id]) => id);
  }

  /** @param {Result} result @returns {Map<string, [number, number]>} objective to right and asked */
  function byObjective(result) {
    /** @type {Map<string, [number, number]>} */
    const found = new Map();
    for (const { right, objectives } of Object.values(result.items)) {
      for (const id of objectives) {
        const [good, all] = found.get(id) ?? [0, 0];
        found.set(id, [good + Number(right), all + 1]);
      }
    }
    return new Map([...found].sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true })));
  }

  /** @param {Result} result @returns {HTMLElement} what was shown and what to read again */
  function table(result) {
    const rows = [...byObjective(result)].map(([id, [right, all]]) => {
      const [text, doc, lesson] = Course.page.objectives?.[id] ?? [id, "", ""];
      const back = doc ? Course.link(doc, right < all ? say("readAgain", lesson) : lesson) : "";
      return make("tr", { role: "row", ...(right < all ? { class: "course-weak" } : {}) }, make("th", { scope: "row", role: "rowheader" }, text),
        make("td", { role: "cell" }, make("progress", { max: `${all}`, value: `${right}`, "aria-hidden": "true" }), say("rightOf", right, all)), make("td", { role: "cell" }, back));
    });
    const heads = ["objective", "score", "lesson"].map((name) => make("th", { scope: "col", role: "columnheader" }, say(name)));
    const caption = make("caption", {}, say("byObjective"));
    // The roles keep the table a table where a narrow screen stacks its cells.
    const whole = make("table", { class: "table course-objectives-table", role: "table" }, caption,
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads)), make("tbody", { role: "rowgroup" }, ...rows));
    return make("div", { class: "pst-scrollable-table-container", tabindex: "0", role: "region", "aria-label": say("byObjective") }, whole);
  }

  /** Note the first full answer to the pre-test, and show it by objective; later tries change nothing. */
  function pretest() {
    const quizzes = every(".quiz[data-mode=pretest]");
    if (!quizzes.length) return;
    const place = make("div", { class: "course-baseline" });
    quizzes[quizzes.length - 1].after(place);
    const show = () => {
      const baseline = store.get("result", PRETEST);
      const changed = baseline ? rekeyed(baseline, quizzes.flatMap((quiz) => every("form.quiz-item", quiz))).length : 0;
      if (baseline) place.replaceChildren(make("p", {}, say("baseline", plain(baseline.points), plain(baseline.max), Course.day(baseline.at))),
        ...(changed ? [make("p", { class: "course-rekeyed" }, say("baselineKeys", changed))] : []), table(baseline));
      else place.replaceChildren();
    };
    document.addEventListener("quiz:completed", (event) => {
      if (/** @type {CustomEvent} */ (event).detail.mode !== PRETEST || store.get("result", PRETEST)) return;
      const forms = quizzes.flatMap((quiz) => every("form.quiz-item", quiz));
      if (!forms.every((form) => form.dataset.verdict)) return;
      const result = { ...score(forms, 0), at: Course.now(), ...Course.progress.edition() };
      store.set("result", PRETEST, { ...result, passed: false });
      Course.send("course:scored", { attempt: PRETEST, ...result, passed: null }); // nobody passes or fails it
    });
    store.watch(show);
    show();
  }

  Course.results = /** @type {any} */ ({ score, rekeyed, byObjective, table, percent, plain, PRETEST });
  pretest();
})();
