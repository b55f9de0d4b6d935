/** What practice leaves behind: which items were right, how sure the learner was, when to look again. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, say, every } = Course;
  const DAY = 86_400_000;
  const [EASE, LEAST] = [2.5, 1.3];
  const STEM = 160;
  const LEVELS = ["guessing", "fairlySure", "certain"];

  /** @param {HTMLElement} form @returns {ItemIdentity} */
  const identityOf = ({ dataset: d }) => ({
    page: d.page || "", bank: d.bank || "", item: d.item || "", revision: d.revision || "", fingerprint: d.fingerprint || "",
  });

  /** Keep the answers of different courses apart where the browser gives them one storage, as it does on disk. */
  function scope() {
    for (const form of every("form.quiz-item")) {
      const page = form.dataset.page || "";
      if (!page.startsWith(`${store.space}:`)) form.dataset.page = `${store.space}:${page}`;
    }
  }

  /** @returns {HTMLElement[]} the practice items that make a lesson done: its own, not those it recalls */
  function own() {
    return every("form.quiz-item[data-mode=formative]").filter((form) => form.dataset.grading && !form.hidden && !form.closest(".course-recall"));
  }

  /**
   * Algorithm SM-2 (P. A. Wozniak, Optimization of learning, 1990): I(1) = 1 day, I(2) = 6, I(n) = I(n - 1) * ease, rounded
   * up; ease + 0.1 - (5 - q) * (0.08 + (5 - q) * 0.02), at least 1.3. A right answer has the quality 3 when it was guessed,
   * 5 when the learner was certain, else 4; a wrong one begins anew, due at once. What is right before its day changes nothing.
   * @param {any} before the entry so far
   * @param {{right: boolean, page: string, revision: string, stem: string, anchor: string, sure: number | null}} now
   */
  function updated(before, now) {
    const same = before && before.revision === now.revision;
    const at = Course.now();
    const told = { ...now, tries: (same ? before.tries : 0) + 1, first: same ? before.first : now.right, at };
    const old = same ? { box: before.box ?? 0, days: before.days ?? 0, ease: before.ease ?? EASE, due: before.due ?? at } : { box: 0, days: 0, ease: EASE, due: at };
    if (!now.right) return { ...told, box: 0, days: 0, ease: old.ease, due: at };
    if (old.box && !Course.progress.isDue(before)) return { ...told, ...old };
    const off = 5 - (3 + (now.sure ?? 1));
    const days = [1, 6][old.box] ?? Math.ceil((old.days || 6) * old.ease);
    return { ...told, box: old.box + 1, days, ease: Math.max(LEAST, old.ease + 0.1 - off * (0.08 + off * 0.02)), due: at + days * DAY };
  }

  /** @param {Event} event `quiz:answered` */
  function record(event) {
    const detail = /** @type {CustomEvent} */ (event).detail;
    if (detail.mode !== "formative" || detail.correct === null) return;
    const form = every("form.quiz-item", /** @type {HTMLElement} */ (event.target)).concat(/** @type {HTMLElement} */ (event.target))
      .find((one) => one.dataset.item === detail.item);
    if (!form) return;
    const stem = (form.querySelector(".quiz-stem")?.textContent || "").trim().slice(0, STEM);
    const sure = form.dataset.sure ? Number(form.dataset.sure) : null;
    const now = { right: detail.correct, page: Course.page.doc, revision: form.dataset.revision || "", stem, anchor: form.id, sure };
    store.set("item", detail.item, updated(store.get("item", detail.item), now));
    finish();
    goOn(form, detail.item);
  }

  function finish() {
    const forms = own();
    const answered = (/** @type {HTMLElement} */ form) => Quizzes.store.load(identityOf(form)).entry?.done === true;
    if (Course.page.kind === "lesson" && forms.length && forms.every(answered)) Course.progress.mark(Course.page.doc, true, "answered");
  }

  /** Lead from one question of a review to the next. @param {HTMLElement} form @param {string} item */
  function goOn(form, item) {
    const left = session.read();
    if (!left.some(([id]) => id === item)) return;
    const rest = left.filter(([id]) => id !== item);
    session.write(rest);
    const link = rest.length ? make("a", { href: session.address(rest[0]) }, say("nextDue", rest.length)) : Course.link(Course.data.review, say("lastDue"));
    link.className = "course-button course-primary";
    form.append(make("p", { class: "course-next-due" }, link));
  }

  /** The questions of a review that are still to come: id, page and place of each. It ends with the tab. */
  const session = {
    get name() {
      return `course-review/${store.space}`;
    },
    /** @returns {Array<[string, string, string]>} */
    read() {
      try {
        const list = JSON.parse(sessionStorage.getItem(this.name) || "[]");
        return Array.isArray(list) ? list.filter((one) => Array.isArray(one) && one.length === 3) : [];
      } catch {
        return [];
      }
    },
    /** @param {Array<[string, string, string]>} list @returns {boolean} whether the next page will know it */
    write(list) {
      try {
        sessionStorage.setItem(this.name, JSON.stringify(list));
        return true;
      } catch {
        return false;
      }
    },
    /** @param {[string, string, string]} place */
    address: ([id, page, anchor]) => Course.address(page, anchor, `?again=${encodeURIComponent(id)}`),
  };

  /** Open an item again that the review page sends the learner to; once, and not at each reload. */
  function reopen() {
    const again = new URLSearchParams(Course.onefile ? Course.onefile.query : location.search).get("again");
    const form = again && every("form.quiz-item").find((one) => one.dataset.item === again);
    if (form) Quizzes.store.remove(identityOf(form));
    if (again && !Course.onefile) history.replaceState(history.state, "", location.pathname + location.hash);
  }

  /** @param {HTMLElement} form three buttons before "Check answer" */
  function askHowSure(form) {
    const buttons = LEVELS.map((name, level) => {
      const button = Course.button(say(name), () => {
        form.dataset.sure = String(level);
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      }, "course-sure");
      button.setAttribute("aria-pressed", "false");
      return button;
    });
    const name = make("span", { id: `${form.id}-sure` }, say("howSure"));
    const group = make("div", { role: "group", class: "course-confidence", "aria-labelledby": name.id }, name, ...buttons);
    form.querySelector(".quiz-actions")?.before(group);
  }

  function confidence() {
    const forms = every("form.quiz-item[data-mode=formative]").filter((form) => form.dataset.grading);
    const box = document.querySelector("[data-course-sure]");
    if (!(box instanceof HTMLInputElement)) return;
    const wanted = () => store.get("setting", "confidence")?.value === true;
    const show = () => {
      box.checked = wanted();
      every(".course-confidence").forEach((group) => group.remove());
      if (box.checked) forms.forEach(askHowSure);
    };
    box.addEventListener("change", () => {
      store.set("setting", "confidence", { value: box.checked, at: Course.now() });
      show();
    });
    show();
  }

  Course.practice = { updated, DAY, session };
  if (globalThis.Quizzes) {
    scope();
    reopen();
    confidence();
    document.addEventListener("quiz:answered", record);
  }
})();
