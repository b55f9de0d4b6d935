/** The way that answers take through a case with branches: the same as the Python module quizzes.way. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  /** @param {WayPart} part @param {unknown} response @returns {string} what `next` calls an answer */
  function called({ next, answered, key }, response) {
    if (answered === "choice") return typeof response === "string" && Object.hasOwn(next, response) ? response : "else";
    if (!key) return "else";
    return Quizzes.grade(key, response).correct ? "right" : "wrong";
  }

  /**
   * @param {WayPart[]} parts of one case, in the order of the bank; a target "" is the end
   * @param {Map<string, unknown>} responses by id
   * @returns {string[]} the parts on the way, to the first that is not answered
   */
  function way(parts, responses) {
    /** @type {string[]} */
    const taken = [];
    for (let at = parts[0]?.id ?? ""; at && !taken.includes(at);) {
      const part = parts.find((one) => one.id === at);
      if (!part) break;
      taken.push(at);
      at = responses.has(at) ? part.next[called(part, responses.get(at))] ?? "" : "";
    }
    return taken;
  }

  /** @param {QuizItem[]} items @returns {QuizItem[][]} those of each case with branches */
  function cases(items) {
    /** @type {Map<string, QuizItem[]>} */
    const found = new Map();
    for (const item of items.filter(({ form }) => form.dataset.next)) {
      const name = item.form.dataset.case || "";
      found.set(name, [...(found.get(name) ?? []), item]);
    }
    return [...found.values()];
  }

  /** @param {QuizItem} item @param {QuizItem | undefined} after @param {Record<string, string>} words say where the case goes on */
  function lead(item, after, words) {
    item.status.querySelector(".quiz-onward")?.remove();
    if (!item.done) return;
    const line = Quizzes.element("p", "quiz-onward", after ? "" : words.caseEnds);
    if (after) {
      const [before, behind] = words.onward.split("%s");
      const name = (after.form.querySelector(".quiz-number")?.textContent || "").match(/\d+/)?.[0] ?? "→";
      const link = Object.assign(Quizzes.element("a", "", name), { href: `#${after.form.id}` });
      line.append(before, link, behind ?? "");
    }
    item.status.append(line);
  }

  /** Show the parts on the way and hide the others. @param {QuizItem[]} items @param {Record<string, string>} words */
  function follow(items, words) {
    for (const parts of cases(items)) {
      const told = parts.map(({ form, key, identity }) => ({ id: identity.item, next: JSON.parse(form.dataset.next || "{}"), answered: form.dataset.answer || "", key }));
      const done = parts.filter((part) => part.done).map((part) => /** @type {[string, unknown]} */ ([part.identity.item, Quizzes.form.read(part.form)]));
      const taken = way(told, new Map(done));
      const onWay = taken.map((id) => parts.find((part) => part.identity.item === id));
      for (const part of parts) {
        part.form.hidden = !onWay.includes(part);
        part.form.closest(".quiz")?.classList.add("quiz-live");
        if (!part.form.hidden) lead(part, onWay[onWay.indexOf(part) + 1], words);
      }
    }
  }

  Quizzes.way = { way, follow };
})();
