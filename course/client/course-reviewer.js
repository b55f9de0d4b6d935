/** The page of a reviewer: parts one at a time, a way through the blocks by key, and what is said beside each. */
"use strict";

(() => {
  const { make, button, say, every, download, reviewer } = Course;
  const { data } = reviewer;
  /** @type {ReviewKind[]} */
  const KINDS = ["approval", "comment", "suggestion", "wrong"];
  const STATE = { approval: "approved", comment: "commented", suggestion: "suggested", wrong: "marked" };
  const TEXT = { comment: "commentText", suggestion: "suggestionText", wrong: "wrongText", approval: "" };
  const status = /** @type {HTMLElement} */ (document.getElementById("review-status"));
  const blocks = every("article.block");
  const places = new Map(data.blocks.map((/** @type {{sha: string}} */ one, /** @type {number} */ at) => [one.sha, at]));

  const tell = (/** @type {string} */ text) => {
    status.textContent = "";
    status.textContent = text;
  };

  /** @param {number} at @returns {ReviewEntry[]} */
  const saidOf = (at) => reviewer.load().entries.filter((one) => one.block === data.blocks[at].sha);

  /** @param {number} at @param {ReviewKind} kind @param {Partial<ReviewEntry>} [more] */
  function enter(at, kind, more = {}) {
    const said = saidOf(at);
    if (kind === "approval" && said.some((one) => one.kind === "wrong")) return tell(say("wrongFirst"));
    const approval = said.find((one) => one.kind === "approval");
    if (approval && (kind === "approval" || kind === "wrong")) reviewer.remove(approval.id);
    if (!(approval && kind === "approval")) reviewer.add({ block: data.blocks[at].sha, kind, ...more });
    show(at);
    count();
    tell(approval && kind === "approval" ? say("takenBack") : say(STATE[kind]));
  }

  /** @param {number} at @param {ReviewKind} kind open the field for words of this kind */
  function ask(at, kind) {
    const raw = data.blocks[at].raw;
    const box = /** @type {HTMLElement} */ (blocks[at].querySelector(".say"));
    const draft = `${data.blocks[at].sha} ${kind}`;
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: `say-${at}`, rows: "4" }));
    const reason = /** @type {HTMLInputElement} */ (make("input", { id: `why-${at}`, type: "text" }));
    field.value = reviewer.load().drafts[draft] ?? (kind === "suggestion" ? raw : "");
    field.addEventListener("input", () => reviewer.update((kept) => void (kept.drafts[draft] = field.value)));
    const close = () => {
      box.replaceChildren();
      blocks[at].focus();
    };
    const done = () => {
      const words = field.value.trim(), change = kind === "suggestion" ? reviewer.change(raw, field.value) : null;
      if (kind === "suggestion" ? !change : !words) {
        field.focus();
        return tell(say(kind === "suggestion" ? "sameWords" : "noWords"));
      }
      const text = kind === "suggestion" ? reason.value.trim() : words;
      reviewer.update((kept) => void delete kept.drafts[draft]);
      close();
      enter(at, kind, { ...(text ? { text } : {}), ...(change || {}) });
    };
    const keys = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done();
    };
    field.addEventListener("keydown", keys);
    reason.addEventListener("keydown", keys);
    const why = kind === "suggestion" ? [make("label", { for: reason.id }, say("reason")), reason] : [];
    box.replaceChildren(make("label", { for: field.id }, say(TEXT[kind])), field, ...why, make("p", { class: "tools" }, button(say("keep"), done), button(say("cancel"), close)));
    field.focus();
  }

  /** @param {number} at show what is said of a block, and the ways to say more */
  function show(at) {
    const said = saidOf(at), node = blocks[at];
    node.dataset.said = said.map((one) => one.kind).join(" ");
    for (const mark of every(`[data-mark="${at}"]`)) mark.textContent = said.map((one) => say(STATE[one.kind])).join(", ");
    let box = node.querySelector(".judge");
    if (!box) node.append((box = make("div", { class: "judge" })), make("div", { class: "say" }));
    const ways = KINDS.filter((kind) => kind !== "suggestion" || data.blocks[at].raw);
    const made = ways.map((kind) => button(say(`do_${kind}`), () => (kind === "approval" ? enter(at, kind) : ask(at, kind))));
    made[0].setAttribute("aria-pressed", String(said.some((one) => one.kind === "approval")));
    const list = make("ul", {}, ...said.filter((one) => one.kind !== "approval").map((one) => line(at, one)));
    box.replaceChildren(...made, ...(list.children.length ? [list] : []));
  }

  /** @param {number} at @param {ReviewEntry} entry @returns {HTMLElement} */
  function line(at, entry) {
    const change = entry.before ? [make("del", {}, entry.before), " ", make("ins", {}, entry.after || ""), " "] : [];
    const back = button(say("takeBack"), () => {
      reviewer.remove(entry.id);
      show(at);
      count();
      blocks[at].focus();
      tell(say("takenBack"));
    });
    return make("li", { class: entry.kind }, make("strong", {}, say(STATE[entry.kind])), " ", ...change, entry.text || "", " ", back);
  }

  /** Count what was judged, in all and by part. */
  function count() {
    const entries = reviewer.load().entries;
    const judged = new Set(entries.map((one) => places.get(one.block)).filter((at) => at !== undefined));
    const gone = entries.filter((one) => !places.has(one.block)).length;
    const told = [say("progress", judged.size, blocks.length, entries.filter((one) => one.kind !== "approval").length)];
    if (gone) told.push(say("gone", gone));
    if (!reviewer.keeps()) told.push(say("notKept"));
    for (const node of every("[data-progress]")) node.textContent = told.join(" ");
    for (const node of every("[data-count]")) {
      const [from, to] = String(node.dataset.count).split(" ").map(Number);
      node.textContent = `${[...judged].filter((at) => Number(at) >= from && Number(at) < to).length}/${to - from}`;
    }
  }

  /** @param {number} at go to a block, in whichever part it is */
  function go(at) {
    if (!blocks[at]) return tell(say("noMore"));
    location.hash = `b${at}`;
    open();
  }

  /** Show the part that the address names, and in it the block. */
  function open() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1))) || document.getElementById("first");
    const part = named?.closest("section.part") || document.getElementById("first");
    for (const one of every("section.part")) one.hidden = one !== part;
    for (const link of every("nav a")) link.toggleAttribute("aria-current", link.getAttribute("href") === `#${part?.id}`);
    if (part) for (const one of every("article.block", part)) if (!one.querySelector(".judge")) show(Number(one.dataset.at));
    if (named && location.hash) {
      if (!named.hasAttribute("tabindex")) named.tabIndex = -1;
      named.focus({ preventScroll: true });
      named.scrollIntoView({ block: named === part ? "start" : "nearest" });
    }
  }

  /** @param {number} at @returns {number} the next block in the order of reading first that nobody judged here */
  function nextFirst(at) {
    const judged = new Set(reviewer.load().entries.map((one) => places.get(one.block)));
    const from = data.first.indexOf(at) + 1;
    return [...data.first.slice(from), ...data.first.slice(0, from)].find((/** @type {number} */ one) => one !== at && !judged.has(one)) ?? -1;
  }

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const block = /** @type {HTMLElement | null} */ (target.closest?.("article.block"));
    if (!block || target.closest("textarea, input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number(block.dataset.at), last = saidOf(at).pop();
    /** @type {Record<string, () => void>} */
    const acts = {
      j: () => go(at + 1), k: () => go(at - 1), n: () => go(nextFirst(at)), a: () => enter(at, "approval"),
      c: () => ask(at, "comment"), w: () => ask(at, "wrong"), s: () => (data.blocks[at].raw ? ask(at, "suggestion") : tell(say("noSuggestion"))),
      u: () => {
        if (last) reviewer.remove(last.id);
        show(at);
        count();
        tell(say(last ? "takenBack" : "nothingYet"));
      },
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });

  Course.reviewer.refresh = () => {
    for (const node of blocks) if (node.querySelector(".judge")) show(Number(node.dataset.at));
    for (const [sha, at] of places) if (reviewer.load().entries.some((one) => one.block === sha)) show(Number(at));
    count();
  };
  Object.assign(Course.reviewer, { tell, go: () => go(nextFirst(-1)), download });
  window.addEventListener("hashchange", open);
  window.addEventListener("storage", (event) => event.key === reviewer.key && Course.reviewer.refresh());
  if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector("nav details")?.removeAttribute("open");
  Course.reviewer.refresh();
  open();
})();
