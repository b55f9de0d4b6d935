/** The page around the pages: it finds the platform, owns the session, and lends its memory to each page in its frame. */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const { data } = Shell;
  const EVENTS = ["quiz:answered", "course:scored", "course:progressed", "course:completed"];
  const frame = /** @type {HTMLIFrameElement} */ (document.getElementById("shell-frame"));
  const note = /** @type {HTMLElement} */ (document.getElementById("shell-note"));
  const words = /** @type {HTMLElement} */ (note.firstElementChild);
  const leave = /** @type {HTMLButtonElement} */ (document.getElementById("shell-leave"));
  const site = new URL(data.site, location.href);
  const asked = new URLSearchParams(location.search);
  let session = /** @type {ShellSession | null} */ (null);
  /** Pages of a lone learner keep things as on the website; any other has at most the memory of this page. */
  let device = false;
  let memory = new Shell.Memory(new Map());
  const passing = new Shell.Memory(new Map());

  /** @param {string} name of words, "" for none */
  function tell(name) {
    words.textContent = name ? data.words[name] : "";
    note.hidden = !name;
  }

  /** @param {any} win @returns {Reading} */
  const reader = (win) => (text, { number }) => win.Quizzes?.readNumber?.(text, number?.answer ?? {}, number?.decimal ?? undefined)?.value ?? null;

  /** A page of the course comes into the frame: called by its first script, before anything else runs there. @param {any} win */
  function adopt(win) {
    if (!device) {
      Object.defineProperty(win, "localStorage", { configurable: true, get: () => memory });
      Object.defineProperty(win, "sessionStorage", { configurable: true, get: () => passing });
    }
    for (const name of EVENTS) {
      win.document.addEventListener(name, (/** @type {CustomEvent} */ event) => session?.hear(name, event.detail, reader(win)));
    }
    win.document.addEventListener("click", apart, true);
    win.document.addEventListener("DOMContentLoaded", () => arrived(win));
    win.addEventListener("hashchange", () => session?.at(placeOf(win)));
  }

  /** Links that lead out of the course open beside it: in the frame they would be refused. @param {Event} event */
  function apart(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    if (!link || link.getAttribute("target")) return;
    const to = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    if (!/^https?:$/.test(to.protocol) || (to.origin === site.origin && to.pathname.startsWith(new URL(".", site).pathname))) return;
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }

  /** @param {any} win @returns {string} page and section, as seen from the folder of the pages */
  const placeOf = (win) => decodeURIComponent(win.location.pathname.slice(new URL(".", site).pathname.length)) + win.location.hash;

  /** @param {any} win */
  function arrived(win) {
    const place = placeOf(win);
    if (!place.startsWith("_static")) session?.at(place);
    const keep = win.document.querySelector(".course-keep");
    // Files of progress, and other learners at this device, belong to the website: here the platform keeps and knows.
    if (keep && !device) setTimeout(() => keep.replaceChildren(Object.assign(win.document.createElement("p"), { textContent: data.words[session ? "keptThere" : "notKept"] })));
  }

  /** @returns {string} the page that the learner comes back to, else the first; nothing but pages of the course */
  function begin() {
    const [path, named] = (session?.place || "").split("#");
    const last = JSON.parse(memory.getItem(`course/1/${data.course}/last/place`) ?? "{}");
    const anchor = named || (`${last.doc}.html` === path ? last.anchor : "");
    const known = !data.only && data.pages.includes(path);
    const first = data.only ? `${data.only}.html` : "index.html";
    return new URL((known ? path : first).split("/").map(encodeURIComponent).join("/") + (known && anchor ? `#${anchor}` : ""), site).href;
  }

  /** @returns {boolean} whether nobody is around this page: no frame, and no window that opened it */
  function lone() {
    try {
      return location.protocol === "file:" || (window.parent === window && !window.opener);
    } catch {
      return false;
    }
  }

  function driver() {
    if (data.kind === "cmi5") return new Shell.Cmi5(asked, data, fetch.bind(globalThis), () => crypto.randomUUID());
    return new Shell.Scorm(data.kind === "scorm12", window, data);
  }

  async function end() {
    const back = session?.driver.back ?? "";
    await session?.close();
    if (/^https?:/.test(back)) location.href = back;
  }

  async function start() {
    const only = Number(asked.get("part"));
    if (only) data.only = data.steps[only - 1]?.[0] ?? "";
    const platform = driver();
    if (platform.found) {
      const begun = new Shell.Session(data, platform, tell);
      try {
        await begun.open();
        session = begun;
        memory = begun.memory;
        leave.hidden = !platform.back;
      } catch {
        tell("noSession");
      }
    } else {
      device = lone();
      tell(device ? "device" : "noPlatform");
    }
    frame.src = begin();
  }

  leave.addEventListener("click", () => void end());
  note.querySelector("button")?.addEventListener("click", () => tell(""));
  addEventListener("pagehide", () => void session?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // the session has ended; the platform begins another
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void session?.save();
  });
  addEventListener("online", () => void session?.save());
  /** @type {any} */ (globalThis).courseShell = { adopt, get session() { return session; } };
  void start();
})();
