/** Who reviews, and the file: saved for the authors, opened again on another device, deleted here. */
"use strict";

(() => {
  const { say, reviewer, every, download } = Course;
  const fields = /** @type {HTMLInputElement[]} */ (every("[data-who]"));
  const show = () => {
    for (const field of fields) field.value = reviewer.load().who[String(field.dataset.who)] || "";
  };

  for (const field of fields) {
    field.addEventListener("input", () => reviewer.update((kept) => void (kept.who[String(field.dataset.who)] = field.value.trim())));
  }

  function save() {
    const missing = fields.find((field) => field.required && !field.value.trim());
    if (!reviewer.load().entries.length) return reviewer.tell(say("nothingYet"));
    if (missing) {
      location.hash = "first";
      setTimeout(() => missing.focus());
      return reviewer.tell(say("needWho"));
    }
    const name = `${reviewer.load().who.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "reviewer"}.review.json`;
    download(name, reviewer.file(), "application/json");
    reviewer.tell(say("saved", name));
  }

  const chosen = /** @type {HTMLInputElement} */ (document.getElementById("review-open"));
  chosen.addEventListener("change", async () => {
    const file = chosen.files?.[0];
    if (!file) return;
    const fresh = reviewer.absorb(await file.text());
    chosen.value = "";
    reviewer.refresh();
    show();
    reviewer.tell(fresh === -1 ? say("wrongFile") : fresh === -2 ? say("wrongCourse") : say("opened", fresh));
  });

  for (const node of every("[data-save]")) node.addEventListener("click", save);
  for (const node of every("[data-next]")) node.addEventListener("click", () => reviewer.go());
  document.getElementById("review-forget")?.addEventListener("click", () => {
    if (!window.confirm(say("forgetSure"))) return;
    reviewer.forget();
    location.reload();
  });
  window.addEventListener("storage", show);
  show();
})();
