/** The end of an activity: after its last day every page says so, and no record of completion is given any more. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const box = document.querySelector("[data-course-until]");
  if (!(box instanceof HTMLElement)) return;
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
  if (day <= (box.dataset.courseUntil ?? "")) return;
  box.hidden = false;
  Course.over = true;
})();
