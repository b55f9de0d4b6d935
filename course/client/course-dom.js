/** The ways in which the course makes elements and words: text nodes only, never markup out of text. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  /**
   * @param {string} tag
   * @param {Record<string, string>} [attributes] `class`, `href` and so on
   * @param {...(Node | string)} parts
   * @returns {HTMLElement}
   */
  function make(tag, attributes = {}, ...parts) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...parts);
    return node;
  }

  /** @param {string} text @param {() => void} act @param {string} [kind] @returns {HTMLButtonElement} */
  function button(text, act, kind = "") {
    const node = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: `course-button ${kind}`.trim() }, text));
    node.addEventListener("click", act);
    return node;
  }

  /** @param {string} name of a word in the data of the course @param {...(string | number)} values for %1, %2 … */
  function say(name, ...values) {
    const text = Course.data.words[name] ?? name;
    return text.replace(/%(\d)/g, (_whole, digit) => String(values[Number(digit) - 1] ?? ""));
  }

  /** @param {string} doc @param {string} [anchor] @param {string} [query] @returns {string} the address of a page as seen from this one */
  function address(doc, anchor = "", query = "") {
    if (Course.onefile) return Course.onefile.address(doc, anchor, query);
    const root = document.documentElement.dataset.content_root || "./";
    return `${root}${doc.split("/").map(encodeURIComponent).join("/")}.html${query}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  }

  /** @param {string} doc @param {string} text @param {string} [anchor] */
  function link(doc, text, anchor) {
    return make("a", { href: address(doc, anchor) }, text);
  }

  /** @param {number} at milliseconds @returns {string} the day in the words of the reader's system */
  function day(at) {
    return new Date(at).toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });
  }

  /** @param {string} name @param {string} text @param {string} type hand a file to the browser, also from disk */
  function download(name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const anchor = /** @type {HTMLAnchorElement} */ (make("a", { href: url, download: name }));
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  /** @param {string} name @param {Record<string, unknown>} detail tell whoever listens, an adapter for example */
  function send(name, detail) {
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {string} selector @param {ParentNode} [from] @returns {HTMLElement[]} */
  function every(selector, from = document) {
    return [...from.querySelectorAll(selector)].map((node) => /** @type {HTMLElement} */ (node));
  }

  const holder = document.getElementById("course-page");
  Course.page = JSON.parse(holder?.dataset.page || "{}");
  Object.assign(Course, { make, button, say, address, link, day, download, send, every, now: () => Date.now() });
})();
