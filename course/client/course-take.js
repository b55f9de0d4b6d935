/** Print, and what can be taken along: the editions that stand beside the website, none that is gone. It comes when it is asked for. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { make, button, say, every } = Course;
  const root = `${document.documentElement.dataset.content_root || "./"}../`;
  const KINDS = ["book", "large", "epub", "onefile", "singlehtml", "text"];
  const SHEETS = ["handout", "aid", "largeHandout"];

  /** @param {string} path below the folder of all editions */
  const address = (path) => root + path.split("/").map(encodeURIComponent).join("/");

  /** @param {string} name of a script @returns {Promise<boolean>} whether it is there */
  const loads = (name) => new Promise((tell) => Course.bring(name, () => tell(true), () => tell(false)));

  /** Whether an edition still stands beside the site: the mark in its folder answers, from disk and from a server. @param {Edition} one */
  const stands = ({ path }) => loads(address(`${path.split("/")[0]}/edition.js`));

  /** @returns {Promise<Edition[]>} */
  async function beside() {
    if (Course.onefile || !(await loads("course-beside.js"))) return [];
    const editions = new Map(Course.beside.map((one) => [one.path.split("/")[0], one]));
    const there = new Map(await Promise.all([...editions].map(async ([name, one]) => /** @type {[string, boolean]} */ ([name, await stands(one)]))));
    return Course.beside.filter((one) => there.get(one.path.split("/")[0]));
  }

  /** @type {Promise<Edition[]> | null} */
  let asked = null;
  const editions = () => (asked ??= beside());

  /** @param {Edition} one @returns {string} what the file is, such as "PDF, 2.2 MB" */
  function kind({ path, bytes, paper }) {
    const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
    const size = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
    return [(path.split(".").at(-1) ?? "").toUpperCase(), paper, size].filter(Boolean).join(", ");
  }

  /** @param {Edition} one @param {string} words */
  const entry = (one, words) => make("li", {}, make("a", { href: address(one.path) }, words), " ", make("small", {}, kind(one)));

  /** @param {Edition[]} found @returns {HTMLElement[]} the editions of the whole course, then what is printed sheet by sheet */
  function whole(found) {
    const rows = KINDS.flatMap((name) => found.filter((one) => one.kind === name).map((one) => entry(one, say(`take-${name}`))));
    const sorts = SHEETS.map((name) => found.filter((one) => one.kind === name)).filter((own) => own.length);
    const lists = sorts.flatMap((own) => [make("h3", {}, say(`take-${own[0].kind}`)), make("ul", { class: "course-take" }, ...own.map((one) => entry(one, one.title)))]);
    const sheets = make("details", { class: "course-sheets" }, make("summary", {}, say("takeSheets", sorts.flat().length)), ...lists);
    return [...(rows.length ? [make("ul", { class: "course-take" }, ...rows)] : []), ...(sorts.length ? [sheets] : [])];
  }

  /** The list on the start page. @param {HTMLElement} place */
  async function show(place) {
    const found = whole(await editions());
    if (found.length) place.replaceChildren(make("h2", {}, say("takeTitle")), ...found);
  }

  async function open() {
    const found = await editions();
    if (!found.length) return print();
    const title = make("h2", { id: "course-take-title" }, say("takeTitle"));
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "course-dialog course-take-dialog", "aria-labelledby": title.id }));
    const own = found.filter((one) => one.page && one.page === Course.page.doc);
    const printing = button(say("takePrint"), () => {
      dialog.close();
      print();
    }, "course-primary");
    dialog.append(title, make("p", {}, printing));
    if (own.length) dialog.append(make("h3", {}, say("takeThis")), make("ul", { class: "course-take" }, ...own.map((one) => entry(one, say(`takeOne-${one.kind}`)))));
    dialog.append(...(own.length ? [make("h3", {}, say("takeWhole"))] : []), ...whole(found), make("p", {}, button(say("lookClose"), () => dialog.close())));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  Course.take = { open };
  every("[data-course-take]").forEach((place) => void show(place));
})();
