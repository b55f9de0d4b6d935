/** Results as a list of links, in a dialog over any page and on the page of results; words are marked by text nodes. */
"use strict";

(() => {
  const S = globalThis.courseSearch;
  const KINDS = ["lesson", "handout", "appendix", "glossary", "appendix", "reference"];
  const LINE = 150;
  const LEAD = 50;

  /** @param {string} name @param {...(string | number)} values */
  const say = (name, ...values) => (S.words[name] ?? name).replace(/%(\d)/g, (_whole, digit) => String(values[Number(digit) - 1] ?? ""));

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} parts */
  function make(tag, attributes, ...parts) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...parts);
    return node;
  }

  /** @param {string} text @param {Set<string>} marks @returns {Array<[number, number, string]>} where words of the query stand */
  function marked(text, marks) {
    const numbers = [...marks].filter((mark) => /^\d{7,}$/.test(mark));
    const found = [...text.matchAll(new RegExp(S.WORD.source, "gu"))].map((one) => ({ at: one.index, end: one.index + one[0].length, words: S.partsOf(S.fold(one[0])) }));
    const fits = (/** @type {string} */ word) => marks.has(word) || (/^\d{3,}$/.test(word) && numbers.some((number) => number.includes(word)));
    return found.filter(({ words }) => words.some(fits)).map(({ at, end, words }) => [at, end, words[0]]);
  }

  /** @param {Array<[number, number, string]>} places @returns {number} where the line begins that holds most of the words */
  function bestStart(places) {
    const counts = places.map(([at]) => new Set(places.filter(([other]) => other >= at && other < at + LINE).map(([, , word]) => word)).size);
    return places[counts.indexOf(Math.max(...counts))]?.[0] ?? 0;
  }

  /** @param {string} text @param {Set<string>} marks @param {boolean} whole @returns {Node[]} the text, or the line of it that says most */
  function snippet(text, marks, whole = false) {
    const places = marked(text, marks);
    let from = whole ? 0 : Math.max(0, bestStart(places) - LEAD);
    if (from) from = text.indexOf(" ", from) + 1 || from;
    let to = whole ? text.length : Math.min(text.length, from + LINE + LEAD);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + LINE);
    /** @type {Node[]} */
    const parts = [];
    let at = from;
    for (const [start, end] of places.filter(([one, other]) => one >= from && other <= to)) {
      parts.push(document.createTextNode(text.slice(at, start)), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    const [open, close] = [from ? "… " : "", to < text.length ? " …" : ""];
    return [document.createTextNode(open), ...parts, document.createTextNode(text.slice(at, to) + close)];
  }

  /** @param {SearchHit} hit @param {Set<string>} marks @returns {HTMLElement} */
  function row(hit, marks) {
    const [address, title, kind] = /** @type {SearchHead} */ (S.head()).pages[hit.page];
    const root = document.documentElement.dataset.content_root || "./";
    const one = globalThis.Course?.onefile?.address(address.replace(/\.html$/, ""), hit.anchor);
    const link = make("a", { href: one ?? root + address + (hit.anchor ? `#${encodeURIComponent(hit.anchor)}` : "") }, ...snippet(hit.heading || title, marks, true));
    const place = hit.heading && hit.heading !== title ? `${say(KINDS[kind])} · ${title}` : say(KINDS[kind]);
    return make("li", {}, link, make("span", { class: "course-hit-place" }, place), make("span", { class: "course-hit-line" }, ...snippet(hit.text, marks)));
  }

  /** @param {SearchFound} found @param {string} typed @returns {string} what is said of the results */
  function note({ hits, total, whole, came }, typed) {
    if (!came) return say("searchBroken");
    if (!hits.length) return say("searchNothing", typed);
    if (!whole) return say("searchSome");
    return total > hits.length ? say("searchBest", hits.length, total) : say("searchAll", hits.length);
  }

  /**
   * Show results while somebody types; an answer that comes too late is dropped.
   * @param {HTMLInputElement} field @param {HTMLElement} status @param {HTMLElement} list @returns {() => Promise<void>}
   */
  function connect(field, status, list) {
    let turn = 0;
    const show = async () => {
      const [mine, typed] = [(turn += 1), field.value.trim()];
      const found = typed ? await S.find(typed) : null;
      if (mine !== turn) return;
      const begun = typed.length < 2 && !found?.hits.length; // the first letter of a word is no question yet
      status.textContent = found && !begun ? note(found, typed) : "";
      list.replaceChildren(...(found?.hits ?? []).map((hit) => row(hit, found?.marks ?? new Set())));
    };
    field.addEventListener("input", () => void show());
    return show;
  }

  /** @param {KeyboardEvent} event @param {HTMLInputElement} field @param {HTMLElement} list arrows go from the field to the results and back */
  function walk(event, field, list) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    if (!step || !links.length || (at < 0 && document.activeElement !== field)) return;
    event.preventDefault();
    (at + step < 0 ? field : links[Math.min(at + step, links.length - 1)]).focus();
  }

  /** @returns {{dialog: HTMLDialogElement, field: HTMLInputElement, show: () => Promise<void>}} */
  function dialogOf() {
    const field = /** @type {HTMLInputElement} */ (make("input", { type: "search", id: "course-find", autocomplete: "off", spellcheck: "false" }));
    const close = make("button", { type: "button", class: "course-button" }, say("searchClose"));
    const status = make("p", { role: "status", class: "course-hit-note" });
    const list = make("ul", { class: "course-hits" });
    const form = make("form", { role: "search" }, make("label", { for: field.id }, say("searchLabel")), field, close);
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "course-dialog course-find", "aria-label": say("searchTitle") }, form, status, list));
    const sheet = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[src$="course-search.js"]'))?.src.replace(/\.js$/, ".css");
    if (sheet) document.head.append(make("link", { rel: "stylesheet", href: sheet }));
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || (event.target instanceof Element && event.target.closest("a"))) dialog.close();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (list.querySelector("a"))?.click();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") dialog.close(); // the field alone would only be emptied
      else if (!event.isComposing) walk(event, field, list);
    });
    return { dialog, field, show: connect(field, status, list) };
  }

  /** @type {ReturnType<typeof dialogOf> | null} */
  let shown = null;

  /** @param {string} [typed] words to begin with */
  function open(typed = "") {
    shown ??= dialogOf();
    if (!shown.dialog.open) shown.dialog.showModal();
    if (typed) shown.field.value = typed;
    shown.field.select();
    void S.load("index.js");
    void shown.show();
  }

  /** The page of results, for a form that was sent without this script and for a link to a search. */
  function page() {
    const place = document.getElementById("course-search-results");
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById("course-search-page"));
    if (!place || !field) return;
    const status = make("p", { role: "status", class: "course-hit-note" });
    const list = make("ul", { class: "course-hits" });
    place.replaceChildren(status, list);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.form?.addEventListener("submit", (event) => event.preventDefault());
    field.form?.addEventListener("keydown", (event) => walk(event, field, list));
    void connect(field, status, list)();
  }

  S.open = open;
  page();
})();
