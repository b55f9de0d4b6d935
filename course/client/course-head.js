/** Runs before the page is painted: colors and size of text as they are kept, and the sign that scripts run (so that pools of a test stay folded). */
"use strict";

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const given = document.currentScript?.dataset.mode;

  /** @param {string} name @param {string[]} known @param {string} [unset] @returns {string} what is kept under the name; `unset` for nothing, or when storage is blocked */
  const kept = (name, known, unset = "") => {
    try {
      const value = localStorage.getItem(name) ?? unset;
      return known.includes(value) ? value : unset;
    } catch {
      return unset;
    }
  };

  globalThis.courseLook = (mode = kept("mode", ["", "light", "dark"], given), text = kept("text", ["112", "125", "150"])) => {
    root.dataset.mode = mode || "auto";
    root.dataset.theme = mode || (dark.matches ? "dark" : "light");
    root.dataset.text = text;
  };
  courseLook();
  dark.addEventListener("change", () => courseLook(root.dataset.mode?.replace("auto", ""), root.dataset.text));
  addEventListener("storage", (event) => {
    if (event.key === "mode" || event.key === "text") courseLook();
  });
  root.classList.add("course-scripts", "course-waiting");
  // What scripts write is shown when it is written, so that nothing moves; this comes after all scripts of a page.
  document.addEventListener("DOMContentLoaded", () => root.classList.remove("course-waiting"));
})();
