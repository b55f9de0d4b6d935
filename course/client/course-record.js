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

  /** @returns {Array<[string, any]>} the title of each test and its best result */
  function best() {
    /** @type {Map<string, any>} */
    const found = new Map();
    const share = (/** @type {any} */ one) => one.points / (one.max || 1);
    for (const [id, result] of store.all("result").filter(([id]) => id !== Course.results.PRETEST)) {
      const page = store.get("attempt", id)?.page ?? "";
      const title = Course.page.titles[page] ?? "";
      if (!found.has(title) || share(result) > share(found.get(title))) found.set(title, result);
    }
    return [...found];
  }

  /** @param {any} record @returns {HTMLElement[]} a line for each test, named where there are several */
  function scores(record) {
    const { percent, plain } = Course.results;
    const told = best();
    if (!told.length) return row("recordScore", say("noTest"));
    return told.flatMap(([title, result]) => {
      const points = say("testScore", plain(result.points), plain(result.max), percent(result.points, result.max));
      const elsewhere = result.edition && result.hash !== record.hash ? ` (${state(result.edition, result.hash)})` : "";
      return row("recordScore", `${told.length > 1 && title ? `${title}: ` : ""}${points}${elsewhere}`);
    });
  }

  /** @param {string} words @returns {HTMLElement[]} what is left to do, with links */
  function open(words) {
    const steps = Course.data.steps.filter(([doc]) => !Course.progress.isDone(doc));
    const list = steps.map(([doc]) => make("li", {}, Course.link(doc, Course.page.titles[doc] || doc)));
    return steps.length ? [make("p", {}, say(words, steps.length)), make("ul", {}, ...list)] : [];
  }

  /** @returns {any} the record that was earned last */
  function earned() {
    const records = store.all("record").map(([, record]) => record);
    return records.sort((one, other) => other.at - one.at)[0] ?? null;
  }

  /** @param {string} edition @param {string} hash @returns {string} the words for one state of the course */
  const state = (edition, hash) => (edition ? say("editionOf", edition, hash || "–") : say("editionUnknown"));

  /** @param {any} record @returns {string} in which edition each part was done, when that is not the record's own */
  function parts(record) {
    const found = new Map();
    for (const [, edition, hash] of record.parts) found.set(state(edition, hash), (found.get(state(edition, hash)) ?? 0) + 1);
    const own = state(record.edition, record.hash);
    return found.size === 1 && found.has(own) ? "" : [...found].map(([name, count]) => say("partsIn", count, name)).join("; ");
  }

  /** @param {any} record @returns {HTMLElement[]} that the course has changed since, and what is new in it */
  function changed(record) {
    const { version, hash } = Course.data;
    if (record.hash === hash) return [];
    return [make("p", {}, say("recordChanged", state(version, hash))), ...open("recordNew")];
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

  /** @param {any} record @returns {HTMLElement[]} */
  function card(record) {
    const { title, subtitle, reviewed, notice } = Course.data;
    const name = make("p", { class: "course-record-name" });
    const mixed = parts(record);
    const facts = make("dl", {}, ...row("recordDate", Course.day(record.at)), ...row("recordMinutes", say("minutes", record.minutes)),
      ...scores(record), ...row("recordVersion", record.edition), ...row("recordHash", record.hash), ...(mixed ? row("recordParts", mixed) : []));
    const sheet = make("div", { class: "course-record-card" }, make("p", { class: "course-record-kind" }, say("recordTitle")), name, make("p", {}, say("hasFinished")),
      make("p", { class: "course-record-course" }, title, ...(subtitle ? [make("span", {}, subtitle)] : [])), facts,
      make("p", { class: "course-record-limits" }, say("noCredit"), ...(reviewed ? [] : [" ", make("strong", {}, `${notice}.`)])));
    return [nameField(name), sheet, ...changed(record), make("p", { class: "d-print-none" }, button(say("recordPrint"), () => window.print(), "course-primary"))];
  }

  const show = () => {
    const record = earned();
    place.replaceChildren(...(record ? card(record) : open("recordOpen")));
  };
  document.addEventListener("course:progressed", show);
  store.watch(() => {
    if (!place.contains(document.activeElement)) show(); // not while a name is being typed
  });
  show();
})();
