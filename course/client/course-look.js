/** How pages look to this reader: colors and size of text, kept on this device for every page. It comes when it is asked for. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { make, button, say } = Course;
  const root = document.documentElement;

  /** @param {string} name @param {string} value keep a setting where storage allows it; the page follows in any case */
  function keep(name, value) {
    const [mode, text] = [root.dataset.mode?.replace("auto", ""), root.dataset.text];
    courseLook(name === "mode" ? value : mode, name === "text" ? value : text);
    try {
      localStorage.setItem(name, value);
    } catch {
      // It holds until the page is closed.
    }
  }

  /** @param {string} name @param {string} current @param {Array<[string, string]>} options values and words */
  function choice(name, current, options) {
    const rows = options.map(([value, words]) => {
      const field = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: `course-${name}`, value }));
      field.checked = value === current;
      field.addEventListener("change", () => keep(name, value));
      return make("label", {}, field, ` ${words}`);
    });
    return make("fieldset", {}, make("legend", {}, say(name === "mode" ? "lookColors" : "lookText")), ...rows);
  }

  function open() {
    const title = make("h2", { id: "course-look-title" }, say("lookTitle"));
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "course-dialog course-look", "aria-labelledby": title.id }));
    const text = ["", "112", "125", "150"].map((size) => /** @type {[string, string]} */ ([size, say("lookPercent", size || "100")]));
    dialog.append(title,
      choice("mode", root.dataset.mode?.replace("auto", "") ?? "", [["", say("lookAuto")], ["light", say("lookLight")], ["dark", say("lookDark")]]),
      choice("text", root.dataset.text ?? "", text), make("p", {}, button(say("lookClose"), () => dialog.close(), "course-primary")));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  Course.look = { open };
})();
