// @ts-check
/* A term or a work beside the word: a pop-over that Escape, its button and a press elsewhere close. Loaded when asked for. */
"use strict";

(() => {
  const { words } = courseNotes;
  const ADDRESS = /https?:\/\/[^\s<>]*[^\s<>.,;)]|\bdoi:(10\.[^\s<>]*[^\s<>.,;)])/g;
  const GAP = 6;

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} parts @returns {HTMLElement} */
  function make(tag, attributes, ...parts) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...parts);
    return node;
  }

  /** @param {string} text @returns {Array<Node | string>} the text with its addresses as links */
  function linked(text) {
    /** @type {Array<Node | string>} */
    const parts = [];
    let at = 0;
    for (const found of text.matchAll(ADDRESS)) {
      parts.push(text.slice(at, found.index), make("a", { href: found[1] ? words.doi + found[1] : found[0] }, found[0]));
      at = found.index + found[0].length;
    }
    return [...parts, text.slice(at)];
  }

  /** @param {HTMLAnchorElement} link @returns {string} the address of its entry as seen from the start page */
  function keyOf(link) {
    const one = globalThis.Course?.onefile?.parse(link.hash);
    if (one) return `${one.doc}.html#${one.anchor}`;
    const root = new URL(document.documentElement.dataset.content_root || "./", document.baseURI).pathname;
    const { pathname, hash } = new URL(link.href);
    return decodeURIComponent(pathname.startsWith(root) ? pathname.slice(root.length) + hash : hash);
  }

  /** Stand below the link, or above it where there is more room; a narrow screen has its sheet at the foot. @param {HTMLElement} box @param {Element} link */
  function place(box, link) {
    if (matchMedia("(max-width: 37rem)").matches) return;
    const [at, size] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
    const below = at.bottom + GAP + size.height <= innerHeight || at.top < innerHeight - at.bottom;
    const left = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - size.width - GAP));
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${scrollY + (below ? at.bottom + GAP : at.top - GAP - size.height)}px`;
  }

  /** @param {HTMLAnchorElement} link @returns {boolean} whether there was something to tell */
  function open(link) {
    const note = courseNotes.notes[keyOf(link)];
    if (!note || !HTMLElement.prototype.showPopover) return false;
    const name = note[0] || words.work;
    const close = make("button", { type: "button", class: "course-button" }, words.close);
    const whole = make("a", { href: link.href }, words.entry);
    const box = make("div", { class: "course-note", popover: "auto", role: "dialog", "aria-label": name, tabindex: "-1" },
      make("div", { class: "course-note-head" }, make("strong", {}, name), close), make("p", {}, ...linked(note[1])), make("p", {}, whole));
    const shut = () => box.hidePopover();
    close.addEventListener("click", shut);
    whole.addEventListener("click", shut);
    box.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
      const inside = box.contains(document.activeElement) || document.activeElement === document.body;
      box.remove();
      if (inside) link.focus();
    });
    document.body.append(box);
    box.showPopover();
    place(box, link);
    box.focus({ preventScroll: true });
    return true;
  }

  /** The look comes with the first note, so that nothing is placed before it has its size. @param {() => void} then */
  function dressed(then) {
    const script = document.querySelector('script[src$="course-notes.js"]');
    if (!(script instanceof HTMLScriptElement)) return then();
    const sheet = make("link", { rel: "stylesheet", href: script.src.replace(/\.js$/, ".css") });
    sheet.addEventListener("load", then);
    sheet.addEventListener("error", then);
    document.head.append(sheet);
  }

  /** @type {Promise<void> | null} */
  let look = null;
  courseNotes.open = (link) => {
    look ??= new Promise((done) => dressed(done));
    void Promise.all([look, globalThis.Course?.onefile?.bring()]).then(() => {
      if (!open(link)) location.href = link.href;
    });
  };
})();
