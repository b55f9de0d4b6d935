/**
 * "Report an error" where the course names no address: a text with everything a report needs, to copy and hand on. It
 * comes when it is asked for; where the course names an address, each question and each page has a link instead.
 */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { make, button, say } = Course;

  /** @returns {string} */
  function report() {
    const { title, version, hash } = Course.data;
    const page = `${say("reportPage")} ${Course.page.title || document.title}, ${Course.page.doc || location.pathname.split("/").at(-1)}`;
    return [`${title}, ${say("reportVersion")} ${version} (${hash})`, page, `${say("reportQuestion")} `, "", say("reportWrong"), "", say("reportSource"), ""].join("\n");
  }

  /** @param {HTMLTextAreaElement} field @returns {Promise<boolean>} whether the text is in the clipboard */
  async function copied(field) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return document.execCommand("copy");
    }
  }

  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: "course-report-text", rows: "10", spellcheck: "true" }));
  const status = make("p", { role: "status" });

  /** @returns {HTMLDialogElement} made when it is first asked for */
  function made() {
    const title = make("h2", { id: "course-report-title" }, say("reportTitle"));
    const copy = button(say("reportCopy"), async () => {
      status.textContent = say(await copied(field) ? "reportCopied" : "reportSelected");
    }, "course-primary");
    const box = /** @type {HTMLDialogElement} */ (make("dialog", { class: "course-dialog course-report-dialog", "aria-labelledby": title.id }, title,
      make("p", {}, say("reportHow")), make("label", { for: field.id }, say("reportText")), field,
      make("div", { class: "course-row" }, copy, button(say("reportClose"), () => box.close())), status));
    document.body.append(box);
    return box;
  }

  function open() {
    dialog = dialog ?? made();
    field.value = report();
    status.textContent = "";
    dialog.showModal();
    field.setSelectionRange(0, 0);
    field.scrollTop = 0;
  }

  Course.report = { open };
})();
