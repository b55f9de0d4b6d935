// @ts-check
/* The frame of a page: contents as a dialog on small screens, color mode, print. No framework, works from disk. */
"use strict";

(() => {
  /** The head of a panel: what it is called, and a button that closes it. @param {HTMLElement} opener */
  const panelHead = (opener) => {
    const head = document.createElement("div");
    head.className = "course-panel-head";
    const name = document.createElement("strong");
    name.textContent = (opener.textContent ?? "").trim();
    const close = document.createElement("button");
    close.type = "button";
    close.className = "course-button";
    close.textContent = opener.dataset.close ?? "×";
    head.append(name, close);
    return head;
  };

  /** Open a side bar as a dialog with a name; its content moves there and back. @param {string} side */
  const connect = (side) => {
    const bar = document.getElementById(`pst-${side}-sidebar`);
    const dialog = document.getElementById(`pst-${side}-sidebar-modal`);
    if (!bar || !(dialog instanceof HTMLDialogElement)) return;
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`.${side}-toggle`))) {
      button.addEventListener("click", () => {
        dialog.setAttribute("aria-label", (button.textContent ?? "").trim());
        dialog.append(panelHead(button), ...bar.childNodes);
        dialog.showModal();
      });
    }
    dialog.addEventListener("close", () => {
      dialog.querySelector(".course-panel-head")?.remove();
      bar.append(...dialog.childNodes);
    });
    dialog.addEventListener("click", (event) => {
      const target = event.target;
      if (target === dialog || (target instanceof Element && target.closest("a, .course-panel-head button"))) dialog.close();
    });
  };

  /** Load a script that most pages do without; an address that leads up is no script of the course's own. @param {string} name @param {() => void} then @param {() => void} failed */
  const bring = (name, then, failed) => {
    const script = document.createElement("script");
    script.src = name.includes("/") ? name : `${document.documentElement.dataset.content_root || "./"}_static/${name}`;
    script.onload = then;
    script.onerror = failed;
    document.head.append(script);
  };

  globalThis.Course = globalThis.Course || /** @type {any} */ ({});
  Course.bring = bring;
  /** Do something with a part of the course that comes when it is asked for. */
  /** @type {Record<string, Promise<unknown>>} */
  const coming = {};
  Course.ask = (name, then) => {
    coming[name] ??= Promise.resolve().then(() => Course[name] ?? new Promise((come) => bring(`course-${name}.js`, () => come(0), () => come(0))));
    void coming[name].then(then);
  };

  /** The search comes when it is asked for: Ctrl+K, a slash, or the form in the side bar. @param {string} typed */
  const search = (typed) => {
    if ("courseSearch" in globalThis) {
      courseSearch.open(typed);
      return;
    }
    // What is typed before the field is there goes into it.
    let early = false;
    /** @param {KeyboardEvent} event */
    const keep = (event) => {
      if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      typed += event.key;
      early = true;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", keep, true);
    const come = () => document.removeEventListener("keydown", keep, true);
    bring("course-search.js", () => {
      come();
      courseSearch.open(typed);
      // What opens it selects its words; more typing goes after them.
      const field = document.activeElement;
      if (early && field instanceof HTMLInputElement) field.setSelectionRange(typed.length, typed.length);
    }, come);
  };

  /** A term or a work opens beside the word; a link that is asked for elsewhere, or without the notes, leads to its entry. */
  const connectNotes = () => {
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link?.querySelector(".std-term") && !link?.closest(".bibtex-citation")) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if ("courseNotes" in globalThis) courseNotes.open(link);
      else bring("course-notes.js", () => courseNotes.open(link), () => (location.href = link.href));
    });
  };

  const connectSearch = () => {
    const field = document.querySelector("#course-search-words");
    if (!(field instanceof HTMLInputElement)) return;
    field.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      search(field.value);
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
      if (!asked && (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey)) return;
      event.preventDefault();
      search("");
    });
  };

  /** The arrow keys turn pages where the author wants it, and where nothing else on the page uses them. */
  const connectKeys = () => {
    if (document.body.dataset.courseKeys === undefined) return;
    document.addEventListener("keydown", (event) => {
      const busy = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], [tabindex], [role], dialog");
      const way = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
      if (!way || busy || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const turn = document.documentElement.dir === "rtl" || document.body.dir === "rtl" ? { prev: "next", next: "prev" }[way] : way;
      const link = document.querySelector(`link[rel="${turn}"]`);
      if (link instanceof HTMLLinkElement) window.location.href = link.href;
    });
  };

  /** Where a server offers the site, it can be installed and opens without a network; a platform's frame is left alone. */
  const connectOffline = () => {
    if (document.body.dataset.courseOffline === undefined || !location.protocol.startsWith("http") || window !== window.top) return;
    const root = document.documentElement.dataset.content_root || "./";
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = `${root}manifest.webmanifest`;
    document.head.append(link);
    navigator.serviceWorker?.register(`${root}sw.js`).catch(() => undefined);
  };

  /** A button that names a script, which brings what the button opens. */
  const connectAsked = () => {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-course-asks]"))) {
      const name = /** @type {"look" | "take" | "report"} */ (button.dataset.courseAsks);
      button.addEventListener("click", () => Course.ask(name, () => (Course[name] ? void Course[name].open() : name === "take" && print())));
    }
    if (document.querySelector("[data-course-take]")) Course.ask("take", () => undefined);
  };

  const start = () => {
    connectOffline();
    connectSearch();
    connectNotes();
    connectKeys();
    connectAsked();
    connect("primary");
    connect("secondary");
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
