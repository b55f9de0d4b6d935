/** One file: shows the page that the address names after `#`, alone; without this script all pages stand one below the other. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const main = /** @type {HTMLElement} */ (document.getElementById("main-content"));
  /** @type {Map<string, HTMLElement>} */
  const parts = new Map();
  for (const part of main.querySelectorAll(":scope > .course-part")) parts.set(part.id, /** @type {HTMLElement} */ (part));
  const [bar, foot] = [".bd-header-article", ".bd-footer-content"].map((name) => main.querySelector(`:scope > ${name}`) ?? "");
  const SILENT = "section, h1, h2, h3, h4, h5, h6, .quiz, .course-notice, .course-cited, .bibtex-citation, .label, nav";
  const REFERS = ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form"];

  /** @param {string} hash `#page:id?query` @returns {{doc: string, anchor: string, query: string}} */
  function parse(hash) {
    const [place, query = ""] = hash.slice(1).split("?");
    const at = place.indexOf(":");
    const name = at < 0 ? place : place.slice(0, at);
    return { doc: decodeURIComponent(name), anchor: at < 0 ? "" : decodeURIComponent(place.slice(at + 1)), query: query && `?${query}` };
  }

  /** @param {string} doc @param {string} [anchor] @param {string} [query] */
  function address(doc, anchor = "", query = "") {
    return `#${doc.split("/").map(encodeURIComponent).join("/")}${anchor ? `:${encodeURIComponent(anchor)}` : ""}${query}`;
  }

  const asked = parse(location.hash);
  const here = parts.has(asked.doc) ? asked : { doc: "index", anchor: "", query: "" };

  /** Give the page its own ids back, and its place in the frame. @param {HTMLElement} part */
  function show(part) {
    for (const name of REFERS) {
      for (const node of part.querySelectorAll(`[${name}]`)) {
        const own = /** @type {string} */ (node.getAttribute(name)).split(" ").map((one) => (one.startsWith(`${here.doc}:`) ? one.slice(here.doc.length + 1) : one));
        node.setAttribute(name, own.join(" "));
      }
    }
    main.replaceChildren(...part.childNodes, foot);
    main.querySelector(".bd-article-container")?.prepend(bar);
    if (!document.getElementById("pst-secondary-sidebar")) main.querySelector(".secondary-toggle")?.remove();
    for (const link of main.querySelectorAll(".course-foot a[href$=index]")) link.setAttribute("href", /** @type {string} */ (link.getAttribute("href")).replace(/index$/, encodeURIComponent(here.doc)));
    document.title = part.dataset.title ?? "";
    for (const link of document.querySelectorAll(".bd-docs-nav a")) {
      const current = parse(link.getAttribute("href") ?? "").doc === here.doc;
      link.closest("li")?.classList.toggle("current", current);
      link.closest("li")?.classList.toggle("active", current);
      link.classList.toggle("current", current);
      if (current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** @param {string} anchor */
  function scroll(anchor) {
    const target = anchor ? document.getElementById(anchor) : null;
    target?.closest("details")?.setAttribute("open", "");
    if (target) target.scrollIntoView();
    else scrollTo(0, 0);
  }

  /** What search and notes know is packed; it is unpacked when somebody asks. @returns {Promise<any>} */
  async function unpack() {
    const text = (document.getElementById("course-packed")?.textContent ?? "").trim();
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
  }

  /** @type {Promise<any> | null} */
  let coming = null;
  const packed = () => (coming ??= unpack());

  /** @param {Node} node @returns {string} its words without those of places below it, of questions and of citations */
  function words(node) {
    if (!(node instanceof Element)) return node.textContent ?? "";
    return node.matches(SILENT) ? "" : [...node.childNodes].map(words).join("");
  }

  /** The text of each place of a page stands in the page itself. @param {number} page @param {Array<[string, string]>} places */
  function lines(page, places) {
    const doc = courseSearch.head()?.pages[page][0].replace(/\.html$/, "") ?? "";
    return places.map(([anchor, heading]) => {
      const place = parts.get(doc)?.querySelector(`[id="${doc}:${anchor}"]`);
      let own = place ? [...place.childNodes] : [];
      for (let next = place?.nextElementSibling; place?.tagName === "DT" && next && !own.includes(next); next = next.nextElementSibling) if (next.tagName === "DD") own = [next];
      return [anchor, heading, own.map(words).join("").replace(/\s+/g, " ").trim()];
    });
  }

  /** Search and notes take what they know. */
  async function tell() {
    const { calls, notes } = await packed();
    for (const [name, ...values] of calls) {
      if (name === "text") values[1] = lines(values[0], values[1]);
      /** @type {any} */ (courseSearch)[name](...values);
    }
    courseNotes.notes = notes;
    return true;
  }

  /** @type {Promise<boolean> | null} */
  let told = null;
  const bring = () => (told ??= tell().catch(() => false));

  /** Put the questions of a test into its page, as the parser makes them: no script and no handler runs. @param {HTMLElement} part */
  async function fill(part) {
    const places = part.querySelectorAll(".course-packed");
    if (!places.length) return;
    const pools = (await packed()).tests[here.doc];
    places.forEach((place, at) => place.replaceWith(...new DOMParser().parseFromString(pools[at], "text/html").body.childNodes));
  }

  /** Run the scripts of the course once the page stands. @param {() => void} run */
  const ready = (run) => {
    const part = /** @type {HTMLElement} */ (parts.get(here.doc));
    void fill(part).catch(() => undefined).then(() => {
      parts.set(here.doc, /** @type {HTMLElement} */ (part.cloneNode(true)));
      show(part);
      run();
      scroll(here.anchor);
    });
  };

  /** @param {string} href @returns {string} */
  const docOf = (href) => {
    const at = href.indexOf("#");
    const { doc } = parse(at < 0 ? "" : href.slice(at));
    return parts.has(doc) ? doc : "";
  };

  Course.onefile = { address, docOf, bring, parse, ready, query: here.query };
  history.scrollRestoration = "manual";
  if (location.hash !== address(here.doc, here.anchor)) history.replaceState(history.state, "", address(here.doc, here.anchor));
  addEventListener("hashchange", () => {
    const next = parse(location.hash);
    if (!parts.has(next.doc)) history.replaceState(history.state, "", address(here.doc));
    else if (next.doc !== here.doc || next.query) location.reload();
    else scroll(next.anchor);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href") ?? "";
    if (href.startsWith("#") && href === location.hash && !event.defaultPrevented) scroll(parse(href).anchor);
  });
})();
