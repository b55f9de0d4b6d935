/** The learner's own copy: export, import and reset of what this device keeps, and who learns on this device. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, button, say } = Course;
  const place = document.querySelector(".course-keep");
  if (!(place instanceof HTMLElement)) return;

  const status = make("p", { role: "status" });

  function save() {
    const date = new Date(Course.now()).toISOString().slice(0, 10);
    Course.download(`${Course.data.course}-progress-${date}.json`, Course.transfer.exported(), "application/json");
    status.textContent = say("exported");
  }

  /** @param {HTMLInputElement} field */
  async function load(field) {
    const file = field.files?.[0];
    if (!file) return;
    const [outcome, lost] = Course.transfer.imported(await file.text());
    status.textContent = say(outcome, lost);
    field.value = "";
  }

  const AFTER = "course-after-reload";
  /** @param {string} word what to say when the page has been opened again */
  function afresh(word) {
    try {
      sessionStorage.setItem(AFTER, word);
    } catch {
      // It was said already; only the reload forgets it.
    }
    location.reload();
  }

  function sayAfter() {
    try {
      const word = sessionStorage.getItem(AFTER);
      sessionStorage.removeItem(AFTER);
      if (word) status.textContent = say(word, store.learner);
    } catch {
      // Nothing was kept.
    }
  }

  /** @returns {HTMLElement[]} who learns here, and a way to go on as somebody else: nothing is shared between them */
  function who() {
    const { current, names } = store.learners();
    const others = Object.entries(names).filter(([id]) => id !== current);
    const back = others.map(([id, name]) => button(say("goOnAs", name), () => {
      store.choose(id);
      afresh("welcome");
    }));
    if (current !== "" && !("" in names)) back.unshift(button(say("goOnFirst"), () => {
      store.choose("");
      afresh("welcomeFirst");
    }));
    const name = /** @type {HTMLInputElement} */ (make("input", { type: "text", id: "course-learner", maxlength: "40", autocomplete: "off" }));
    const enrol = () => {
      if (!name.value.trim()) return name.focus();
      store.enrol(name.value.trim());
      return afresh("welcome");
    };
    name.addEventListener("keydown", (event) => {
      if (event.key === "Enter") enrol();
    });
    const line = make("p", {}, store.learner ? say("learnerIs", store.learner) : say("learnerFirst"));
    const row = make("p", { class: "course-name" }, make("label", { for: name.id }, say("learnerOther")), name, button(say("learnerBegin"), enrol), make("small", {}, say("learnerApart")));
    return [line, ...(back.length ? [make("div", { class: "course-row" }, ...back)] : []), row];
  }

  /** @returns {HTMLDialogElement} asks before anything is removed */
  function confirmation() {
    const title = make("h3", { id: "course-reset-title" }, say("resetTitle"));
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "course-dialog", "aria-labelledby": title.id }));
    const remove = button(say("resetYes"), () => {
      store.reset();
      dialog.close();
      status.textContent = say("resetDone");
      if (document.querySelector("form.quiz-item")) afresh("resetDone"); // the questions of this page start anew too
    }, "course-danger");
    dialog.append(title, make("p", {}, say("resetText")), make("div", { class: "course-row" }, button(say("resetNo"), () => dialog.close(), "course-primary"), remove));
    return dialog;
  }

  const dialog = confirmation();
  const field = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: "application/json,.json", id: "course-import" }));
  field.addEventListener("change", () => void load(field));
  const choose = make("p", { class: "course-import" }, make("label", { for: field.id }, say("import")), field);
  const fold = make("details", { class: "course-fold" }, make("summary", {}, make("p", {}, make("strong", {}, say("keepTitle")))),
    make("p", {}, say("staysHere")),
    make("div", { class: "course-row" }, button(say("export"), save), button(say("reset"), () => dialog.showModal())),
    choose, status, ...who());
  place.replaceChildren(fold, dialog);
  sayAfter();
  if (status.textContent) fold.setAttribute("open", "");
})();
