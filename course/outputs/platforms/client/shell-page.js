/**
 * The first script of each page of a package: it asks the shell around it for a memory. Without a shell, as in a tab of
 * its own, the page gets none and says so; what the browser keeps for the platform's address is nobody's own.
 */
"use strict";

(() => {
  try {
    const shell = /** @type {any} */ (window.parent).courseShell;
    if (window.parent !== window && shell) {
      shell.adopt(window);
      return;
    }
  } catch {
    // From disk, or in a sandbox, pages cannot reach each other.
  }
  if (location.protocol === "file:") return;
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { configurable: true, get: () => null });
})();
