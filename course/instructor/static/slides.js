"use strict";

// Beside reveal.js: counts of votes that the trainer types, and the notes under the slide at the key T.
(() => {
  /** @param {HTMLFormElement} form */
  const count = (form) => {
    const rows = [...form.querySelectorAll("li")];
    const votes = rows.map((row) => Math.max(0, Number(row.querySelector("input")?.value) || 0));
    const sum = votes.reduce((all, one) => all + one, 0);
    rows.forEach((row, place) => {
      const share = sum ? Math.round((100 * votes[place]) / sum) : 0;
      const bar = row.querySelector(".tally-bar");
      const said = row.querySelector("output");
      if (bar instanceof HTMLElement) bar.style.width = `${share}%`;
      if (said) said.textContent = sum ? `${share}%` : "";
    });
    const line = form.querySelector(".tally-sum");
    if (line) line.textContent = sum ? `${sum} votes` : "";
  };

  const panel = document.createElement("aside");
  panel.className = "slides-notes";
  panel.hidden = true;
  panel.tabIndex = 0;
  panel.setAttribute("aria-label", "Notes");

  const fill = () => {
    const notes = globalThis.Reveal.getCurrentSlide()?.querySelector(":scope > aside.notes");
    panel.innerHTML = `<h1>Notes</h1>${notes ? notes.innerHTML : "<p>No notes for this slide.</p>"}`;
  };

  // Beside notes the stage is smaller, and what has passed lies on the screen: nobody should come upon it.
  const shelter = () => {
    for (const one of document.querySelectorAll(".reveal .slides section")) {
      one.toggleAttribute("inert", !panel.hidden && !globalThis.Reveal.isScrollView() && !one.classList.contains("present"));
    }
  };

  const ready = () => {
    // As an application the slides would be closed to the reading commands of a screen reader.
    document.querySelector(".reveal .slides")?.removeAttribute("role");
    document.querySelector(".reveal")?.setAttribute("role", "main");
    document.querySelector(".reveal")?.after(panel);
    globalThis.Reveal.addKeyBinding({ keyCode: 84, key: "T", description: "Notes under the slide" }, () => {
      fill();
      panel.hidden = !panel.hidden;
      document.documentElement.classList.toggle("with-notes", !panel.hidden);
      globalThis.Reveal.layout();
      shelter();
    });
    for (const form of document.querySelectorAll("form.tally")) {
      form.addEventListener("input", () => count(/** @type {HTMLFormElement} */ (form)));
      form.addEventListener("submit", (event) => event.preventDefault());
    }
  };

  globalThis.Reveal.on("slidechanged", () => {
    fill();
    shelter();
  });
  globalThis.Reveal.on("ready", ready);
})();
