/** What a test came to, in words, as a ring and by objective: only the page of a test needs it. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, say } = Course;
  const { table, percent, plain, PRETEST } = Course.results;

  /** @param {Result} result @returns {HTMLElement[]} the change since the pre-test, when there was one */
  function gain(result) {
    const before = store.get("result", PRETEST);
    if (!before) return [];
    const [was, is] = [percent(before.points, before.max), percent(result.points, result.max)];
    return [make("p", { class: "course-gain" }, say("gain", was, is, is >= was ? `+${is - was}` : `−${was - is}`))];
  }

  /** @param {Result} result @param {number} pass @param {...string} notes what to know about the score @returns {HTMLElement[]} */
  function report(result, pass, ...notes) {
    const share = percent(result.points, result.max);
    const verdict = say(result.passed ? "testPassed" : "testFailed", Math.round(pass * 100));
    const line = make("div", { class: `course-outcome ${result.passed ? "course-good" : "course-again"}` },
      make("p", { class: "course-score" }, say("testScore", plain(result.points), plain(result.max), share)), make("p", {}, verdict));
    line.prepend(Course.ring(share, Math.round(pass * 100)));
    const next = result.passed ? Course.data.closing.find((doc) => doc !== Course.page.doc) : undefined;
    const onward = next ? [make("p", {}, Course.link(next, say("evaluateNext")))] : [];
    return [line, ...notes.map((note) => make("p", { class: "course-rekeyed" }, note)), ...gain(result), ...onward, table(result)];
  }

  /** @param {HTMLElement[]} forms scored @returns {HTMLElement[]} links to those that were not correct */
  function wrong(forms) {
    const links = forms.flatMap((form, index) => (form.dataset.verdict === "correct" ? [] : [make("li", {}, make("a", { href: `#${form.id}` }, String(index + 1)))]));
    const name = make("span", { id: "course-wrong-name" }, say("wrongOnes"));
    return links.length ? [make("div", { class: "course-wrong" }, name, make("ul", { "aria-labelledby": name.id }, ...links))] : [];
  }

  Object.assign(Course.results, { report, wrong });
})();
