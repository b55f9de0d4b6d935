/** The learner's own copy: export, import and reset of what this device keeps. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, button, say } = Course;
  const place = document.querySelector(".course-keep");
  if (!(place instanceof HTMLElement)) return;

  const status = make("p", { role: "status" });

  function save() {
    const date = new Date(Course.now()).toISOString().slice(0, 10);
    Course.download(`${Course.data.course}-progress-${date}.json`, store.exported(), "application/json");
    status.textContent = say("exported");
  }

  /** @param {HTMLInputElement} field */
  async function load(field) {
    const file = field.files?.[0];
    if (!file) return;
    status.textContent = say(store.imported(await file.text()));
    field.value = "";
  }

  /** @returns {HTMLDialogElement} asks before anything is removed */
  function confirmation() {
    const title = make("h3", { id: "course-reset-title" }, say("resetTitle"));
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "course-dialog", "aria-labelledby": title.id }));
    const remove = button(say("resetYes"), () => {
      store.reset();
      dialog.close();
      status.textContent = say("resetDone");
      if (document.querySelector("form.quiz-item")) location.reload(); // the questions of this page start afresh too
    }, "course-danger");
    dialog.append(title, make("p", {}, say("resetText")), make("div", { class: "course-row" }, button(say("resetNo"), () => dialog.close(), "course-primary"), remove));
    return dialog;
  }

  const dialog = confirmation();
  const field = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: "application/json,.json", id: "course-import" }));
  field.addEventListener("change", () => void load(field));
  const choose = make("p", { class: "course-import" }, make("label", { for: field.id }, say("import")), field);
  place.replaceChildren(
    make("p", {}, say("staysHere")),
    make("div", { class: "course-row" }, button(say("export"), save), button(say("reset"), () => dialog.showModal())),
    choose, status, dialog,
  );
})();
