/**
 * What a platform is told of one answer, in the words of SCORM and xAPI: identifiers without a dash, types, responses
 * and the pattern of right ones.
 *
 * The formats of responses are those of SCORM 2004 RTE 4.2.9.1 and xAPI 1.0.3, data 4.1.4.1; of SCORM 1.2 RTE 3.4.2.1.
 */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const TYPES = { single: "choice", multiple: "choice", truefalse: "true-false", match: "matching", order: "sequencing", numeric: "numeric",
    short: "fill-in", cloze: "fill-in", likert: "likert", essay: "fill-in" };
  const OLD = { between: ",", pair: ".", range: ":", most: 255 };
  const NEW = { between: "[,]", pair: "[.]", range: "[:]", most: 4000 };
  const LONGEST = 250;

  const SIGNS = /** @type {Record<string, string>} */ ({ "-": "_", _: ".u", ".": ".." });

  /** An id as every platform takes it, letters, digits, `_` and `.`; `plain` is the way back. @param {string} id */
  const code = (id) => id.replace(/[-_.]/g, (sign) => SIGNS[sign]);
  /** @param {string} coded */
  const plain = (coded) => coded.replace(/\.u|\.\.|_/g, (sign) => (sign === "_" ? "-" : sign === ".u" ? "_" : "."));

  /** @param {string} text of a pair @returns {string} its id: of texts that are equal one, of no other */
  const target = (text) => `t${Shell.hash(text.trim().replace(/\s+/g, " "), 4).replace(/[._]/g, (sign) => (sign === "." ? "x1" : "x2"))}`;

  /** @param {string} text @param {number} [most] */
  const cut = (text, most = LONGEST) => [...text].slice(0, most).join("");

  /**
   * @param {ShellItem} item @param {unknown} value of the question, as the page reads it
   * @param {typeof NEW} how @param {boolean} old whether it is SCORM 1.2
   * @returns {string} the response, "" for none that can be said
   */
  function response(item, value, how, old) {
    const given = /** @type {any} */ (value);
    switch (item.type) {
      case "single": case "likert": return given ? code(String(given)) : "";
      case "truefalse": return given ? (old ? String(given)[0] : String(given)) : "";
      case "multiple": case "order": return (given ?? []).map(code).join(how.between);
      case "match": return item.options.filter((id) => given?.[id]).map((id) => code(id) + how.pair + target(given[id])).join(how.between);
      case "cloze": return item.gaps.map(([id]) => cut(String(given?.[id] ?? ""))).join(how.between);
      case "essay": return cut(String(given?.text ?? ""), how.most);
      default: return cut(String(given ?? ""));
    }
  }

  /** @param {ShellItem} item @param {typeof NEW} how @param {boolean} old @returns {string[]} the right answers, none where no pattern says them */
  function patterns(item, how, old) {
    const { key } = item;
    if (key === null || item.opinion) return [];
    switch (item.type) {
      case "single": return key.map((one) => code(String(one)));
      case "truefalse": return key.map((one) => (old ? String(one)[0] : String(one)));
      case "multiple": case "order": return [key.map((one) => code(String(one))).join(how.between)];
      case "match": return [key.map(([id, text]) => code(id) + how.pair + target(text)).join(how.between)];
      case "numeric": return old ? (key[0] === key[1] ? [String(key[0])] : []) : [key.map(String).join(how.range)];
      case "cloze": return [key.map((one) => cut(String(one))).join(how.between)];
      default: return key.map((one) => cut(String(one)));
    }
  }

  /** @param {any} told of an answer @param {boolean} old @returns {string} the word or number for how it was judged */
  function result(told, old) {
    if (told.correct === null || told.correct === undefined) return "neutral";
    if (told.correct) return "correct";
    return told.points > 0 ? String(Math.round(told.points * 100) / 100) : old ? "wrong" : "incorrect";
  }

  /**
   * @param {ShellItem} item @param {any} told detail of `quiz:answered` @param {boolean} old
   * @param {Reading} number reads what was typed for a number, without its unit
   */
  function answered(item, told, old, number) {
    const how = old ? OLD : NEW;
    const value = item.type === "numeric" ? number(String(told.response ?? ""), item) : told.response;
    return {
      id: code(item.id), type: TYPES[/** @type {keyof typeof TYPES} */ (item.type)] ?? "other",
      response: value === null ? "" : cut(response(item, value, how, old), how.most),
      patterns: patterns(item, how, old).filter((one) => one.length <= how.most),
      result: result(told, old), weight: told.max ?? 0, at: new Date(told.at), objectives: (told.objectives ?? []).map(code), stem: cut(item.stem),
    };
  }

  Shell.answers = { answered, code, plain, target, TYPES };
})();
