// What the tests of the shell begin with: its scripts, an edition with every type of question, a learner who did it all.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const FOLDER = new URL("../../../course/outputs/platforms/client/", import.meta.url);
const NAMES = ["digits", "response", "state", "unpack", "memory", "answers", "scorm", "xapi", "cmi5", "session"];

for (const name of NAMES) vm.runInThisContext(readFileSync(new URL(`shell-${name}.js`, FOLDER), "utf8"));
export const { Shell } = globalThis;

const BASE = { bank: "bank", mode: "formative", revision: "1", fingerprint: "0123456789ab", opinion: false, options: [], texts: [], targets: [], gaps: [],
  key: null, number: null, stem: "Which of these is “right” – and why?", anchor: "a", objectives: ["LO1.1"] };
const choices = { options: ["a", "b", "c", "d"], texts: ["one", "two", "three", "four"] };
export const KINDS = {
  single: { type: "single", answer: "choice", ...choices, key: ["b"], given: "b" },
  multiple: { type: "multiple", answer: "choices", ...choices, key: ["a", "c"], given: ["a", "c"] },
  truefalse: { type: "truefalse", answer: "choice", options: ["false", "true"], texts: ["False", "True"], key: ["true"], given: "true" },
  match: { type: "match", answer: "pairs", options: ["fr", "it"], texts: ["France", "Italy"], targets: ["Milan", "Paris", "Rome"],
    key: [["fr", "Paris"], ["it", "Rome"]], given: { fr: "Paris", it: "Rome" } },
  order: { type: "order", answer: "order", options: ["s1", "s2", "s3"], texts: ["x", "y", "z"], key: ["s1", "s2", "s3"], given: ["s3", "s1", "s2"] },
  numeric: { type: "numeric", answer: "number", number: { answer: { unit: "mg" } }, key: [1, 2], given: "1.5 mg" },
  short: { type: "short", answer: "text", key: ["ice"], given: "ice – “Eis”" },
  cloze: { type: "cloze", answer: "gaps", gaps: [["g1", null], ["g2", ["green", "red"]]], key: ["blue", "green"], given: { g1: "blue", g2: "red" } },
  likert: { type: "likert", answer: "choice", options: ["1", "2", "3"], texts: ["no", "so", "yes"], opinion: true, given: "2" },
  essay: { type: "essay", answer: "essay", opinion: true, given: { text: "my “own” words", own: { clear: 2 } } },
};

/** An item of a kind. */
export function item(kind, more = {}) {
  return { ...BASE, ...KINDS[kind], id: `${kind}-item_1.a`, page: "lessons/01", ...more };
}

const STEPS = [...Array.from({ length: 12 }, (_, at) => `lessons/${String(at + 1).padStart(2, "0")}-about-something`), "posttest", "evaluation"];

/** An edition of so many questions, half of them in lessons and half in the pool. */
export function edition(count, more = {}) {
  const kinds = Object.keys(KINDS).filter((kind) => !KINDS[kind].opinion);
  const items = Array.from({ length: count }, (_, at) => {
    const pool = at % 2;
    return item(kinds[at % kinds.length], { id: `some-long-id-of-a-question-${at}`, bank: `bank-${at % 10}`, revision: String(1 + (at % 3)),
      page: pool ? "posttest" : STEPS[at % 12], mode: pool ? "posttest" : "formative" });
  });
  return { kind: "scorm12", course: "tea", iri: "https://example.org/tea", version: "1.2.0", hash: "0123456789abcdef", language: "en", site: "site/", pages: ["index.html"],
    titles: {}, steps: STEPS.map((doc) => [doc, 10]), items, status: "passed", score: "best", interactions: "all", opinions: false, words: {}, ...more };
}

const at = Date.UTC(2026, 10, 30, 12);

/** The entries of a learner who answered every question of an edition, those of the pool in three tests. */
export function everything(data, tests = 3) {
  const map = new Map();
  const own = { edition: data.version, hash: data.hash };
  const put = (kind, id, value) => map.set(`course/1/${data.course}/${kind}/${id}`, JSON.stringify(value));
  for (const [doc] of data.steps) put("step", doc, { done: true, how: "answered", at, ...own });
  for (const one of data.items.filter(({ mode }) => mode !== "posttest")) {
    const entry = { revision: one.revision, fingerprint: one.fingerprint, response: one.given, tries: 2, done: true, at };
    map.set(`quizzes/1/${data.course}:${one.page}/${one.bank}/${one.id}`, JSON.stringify(entry));
    put("item", one.id, { right: true, page: one.page, revision: one.revision, stem: one.stem, anchor: one.anchor, sure: 2, tries: 2, first: false, box: 1, at, due: at });
  }
  const pool = data.items.filter(({ mode }) => mode === "posttest");
  const size = Math.ceil(pool.length / tests);
  for (let number = 1; number <= tests; number += 1) {
    const asked = pool.slice((number - 1) * size, number * size);
    put("attempt", number, { seed: "abc-def", items: asked.map(({ id }) => id), at, ...own });
    for (const one of asked) put("answer", `${number}/${one.id}`, { response: one.given, revision: one.revision, at });
    const items = Object.fromEntries(asked.map(({ id, revision, objectives, fingerprint }) => [id, { right: true, revision, objectives, key: fingerprint }]));
    put("result", number, { points: asked.length, max: asked.length, passed: true, at, items, ...own });
  }
  put("record", data.hash, { at, minutes: 140, parts: data.steps.map(([doc]) => [doc, data.version, data.hash]), ...own });
  put("setting", "confidence", { value: true, at });
  put("setting", "name", { value: "Somebody", at });
  put("last", "place", { doc: data.steps[3][0], title: "T", anchor: "a-section", at });
  map.set("mode", "dark");
  return map;
}
