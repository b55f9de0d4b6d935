/** The entries of the store: what each kind must hold, so that a damaged one costs itself alone. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const isRecord = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isAmount = (/** @type {unknown} */ value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
  const isText = (/** @type {unknown} */ value) => typeof value === "string";
  const isFlag = (/** @type {unknown} */ value) => typeof value === "boolean";
  const isTexts = (/** @type {unknown} */ value) => Array.isArray(value) && value.every(isText);
  const isLevel = (/** @type {unknown} */ value) => value === null || isAmount(value);
  const isGraded = (/** @type {any} */ value) => isRecord(value) && isFlag(value.right) && isText(value.revision) && isTexts(value.objectives);
  /** A field with `?` may be missing, as in entries of earlier editions. @type {Record<string, Record<string, (value: any) => boolean>>} */
  const SHAPES = {
    step: { done: isFlag, at: isAmount, "how?": isText, "edition?": isText, "hash?": isText },
    item: { right: isFlag, tries: isAmount, at: isAmount, page: isText, "revision?": isText, "stem?": isText, "anchor?": isText,
      "sure?": isLevel, "first?": isFlag, "box?": isAmount, "due?": isAmount,
      "days?": isAmount, "ease?": isAmount },
    attempt: { items: isTexts, at: isAmount, "page?": isText, "seed?": isText, "edition?": isText, "hash?": isText, "closed?": isFlag },
    answer: { response: (value) => value !== undefined, revision: isText, "at?": isAmount, "variant?": isAmount },
    result: { points: isAmount, max: isAmount, at: isAmount, items: (value) => isRecord(value) && Object.values(value).every(isGraded),
      "passed?": isFlag, "edition?": isText, "hash?": isText },
    record: { at: isAmount, edition: isText, hash: isText, minutes: isAmount, parts: (value) => Array.isArray(value) && value.every((part) => isTexts(part) && part.length === 3) },
    last: { doc: isText, title: isText, "anchor?": isText, "at?": isAmount },
    setting: { value: (value) => value !== undefined, "at?": isAmount },
  };

  /** @param {string} kind @param {any} value @returns {boolean} whether it has every field of its kind, and each is of its sort */
  function fits(kind, value) {
    return Object.entries(SHAPES[kind] ?? { none: () => false }).every(([name, test]) => {
      const field = name.replace("?", "");
      return name.endsWith("?") && value[field] === undefined ? true : test(value[field]);
    });
  }

  Course.entries = { isRecord, isText, fits };
})();
