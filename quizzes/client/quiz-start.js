/** The last script: it brings every quiz of the page to life. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const { Quiz } = Quizzes;

  /** Bring every quiz of the page to life, and keep it true when another tab or the way back changes what is kept. */
  function start() {
    /** @type {Array<{ sync(): void }>} */
    const quizzes = [];
    const sync = () => quizzes.forEach((quiz) => quiz.sync());
    addEventListener("storage", (event) => {
      if (event.key === null || event.key.startsWith("quizzes/")) sync();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) sync();
    });
    for (const root of document.querySelectorAll(".quiz[data-strings]")) {
      const forms = [...root.querySelectorAll("form.quiz-item")];
      quizzes.push(new Quiz(/** @type {HTMLElement} */ (root), forms.map((form) => /** @type {HTMLFormElement} */ (form))));
    }
    for (const form of document.querySelectorAll("form.quiz-item[data-strings]")) {
      quizzes.push(new Quiz(/** @type {HTMLElement} */ (form), [/** @type {HTMLFormElement} */ (form)]));
    }
  }

  start();
})();
