/** Runs before the page is painted: color mode, and the sign that scripts run (so that pools of a test stay folded). */
"use strict";

(() => {
  const root = document.documentElement;
  let mode = null;
  try {
    mode = localStorage.getItem("mode");
  } catch {
    // Storage is blocked; the system decides.
  }
  root.dataset.mode = mode === "light" || mode === "dark" ? mode : "auto";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = root.dataset.mode === "auto" ? (dark ? "dark" : "light") : root.dataset.mode;
  root.classList.add("course-scripts");
})();
