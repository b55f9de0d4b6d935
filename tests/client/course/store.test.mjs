// Progress survives what browsers do to storage, two tabs, and files from elsewhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const scripts = ["entries", "owner", "store", "transfer"].map((name) => readFileSync(new URL(`../../../course/client/course-${name}.js`, import.meta.url), "utf8"));
const KEY = "course/1/tea/step/lessons/01";
const done = { done: true, how: "marked", at: 5 };

function useStorage(storage) {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: storage });
}

function working(entries = {}) {
  const map = new Map(Object.entries(entries));
  return {
    map,
    get length() { return map.size; },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
  };
}

/** A tab: the script run afresh over a storage. */
function open(storage) {
  useStorage(typeof storage === "function" ? storage : () => storage);
  globalThis.Course = { data: { course: "tea", title: "Tea", version: "1" } };
  for (const script of scripts) vm.runInThisContext(script);
  return globalThis.Course.store;
}

beforeEach(() => delete globalThis.Course);

test("an entry is kept under the course, its kind and its id", () => {
  const storage = working();
  assert.equal(open(storage).set("step", "lessons/01", done), true);
  assert.deepEqual([...storage.map.keys()].sort(), ["course-owner/1/tea", KEY]);
  assert.deepEqual(open(storage).get("step", "lessons/01"), done);
});

for (const text of ["", "{", "null", "[]", "7", '{"done":"yes","at":1}', '{"done":true}', '{"done":true,"at":-1}']) {
  test(`damaged progress ${JSON.stringify(text)} is left out and said`, () => {
    const store = open(working({ [KEY]: text, "course/1/tea/step/lessons/02": JSON.stringify(done) }));
    assert.equal(store.get("step", "lessons/01"), null);
    assert.equal(store.problem, "damaged");
    assert.deepEqual(store.all("step").map(([id]) => id), ["lessons/02"]);
  });
}

/** A tab of a course with a title and lessons, under the name `tea`. */
function openOf(storage, title, ...lessons) {
  useStorage(() => storage);
  globalThis.Course = { data: { course: "tea", title, version: "1", steps: [...lessons, "posttest"].map((doc) => [doc, 5]), closing: ["posttest"] } };
  for (const script of scripts) vm.runInThisContext(script);
  return globalThis.Course.store;
}

test("two courses of one name on one host tell nothing of each other", () => {
  const storage = working();
  openOf(storage, "Fire", "lessons/01-intro", "lessons/02-smoke").set("step", "posttest", done);
  const other = openOf(storage, "Hygiene", "lessons/01-intro", "lessons/02-hands", "lessons/03-masks");
  assert.equal(other.get("step", "posttest"), null);
  other.set("step", "lessons/01-intro", done);
  assert.equal(openOf(storage, "Hygiene", "lessons/01-intro", "lessons/02-hands", "lessons/03-masks").all("step").length, 1);
  assert.deepEqual(openOf(storage, "Fire", "lessons/01-intro", "lessons/02-smoke").all("step").map(([id]) => id), ["posttest"]);
  openOf(storage, "Lifting", "lessons/01-back").set("step", "lessons/01-back", done);
  assert.equal(openOf(storage, "Hand hygiene", "lessons/01-intro", "lessons/02-hands", "lessons/03-masks").all("step").length, 1);
  assert.deepEqual([...storage.map.keys()].filter((one) => one.startsWith("course-owner/")), ["tea", "tea~2", "tea~3"].map((one) => `course-owner/1/${one}`));
});

test("a corrected title and renamed lessons keep what was learned, and so does a file of it", () => {
  const storage = working();
  openOf(storage, "Fire", "lessons/01-a", "lessons/02-b").set("step", "lessons/01-a", done);
  const next = openOf(storage, "Fire at work", "lessons/01-a", "lessons/02-b", "lessons/03-c");
  assert.equal(next.all("step").length, 1);
  next.set("step", "lessons/02-b", done);
  assert.equal(openOf(storage, "Fire at home", "lessons/01-x", "lessons/02-b", "lessons/03-c").all("step").length, 2);
  const text = globalThis.Course.transfer.exported();
  openOf(working(), "Fire and smoke", "lessons/01-a", "lessons/02-b", "lessons/03-c");
  assert.equal(globalThis.Course.transfer.imported(text)[0], "imported");
  openOf(working(), "Hygiene", "lessons/01-hands", "lessons/02-masks");
  assert.equal(globalThis.Course.transfer.imported(text)[0], "wrongCourse");
});

test("blocked storage works from memory and says so", () => {
  const store = open(() => { throw new Error("SecurityError"); });
  assert.equal(store.set("step", "lessons/01", done), false);
  assert.equal(store.get("step", "lessons/01").done, true);
  assert.equal(store.problem, "blocked");
});

test("full storage works from memory and says so", () => {
  const store = open({ ...working(), length: 0, setItem: () => { throw new Error("QuotaExceededError"); } });
  assert.equal(store.set("step", "lessons/01", done), false);
  assert.equal(store.all("step").length, 1);
  assert.equal(store.problem, "full");
});

test("what found no room is kept as soon as there is some", () => {
  let room = 1;
  const storage = working();
  const { setItem } = storage;
  storage.setItem = (key, value) => {
    if (!key.endsWith("probe") && (room -= 1) < 0) throw new Error("QuotaExceededError");
    return setItem(key, value);
  };
  const store = open(storage);
  assert.deepEqual(["01", "02", "03"].map((name) => store.set("step", name, done)), [true, false, false]);
  assert.equal(store.problem, "full");
  room = 9;
  assert.equal(store.set("step", "04", done), true);
  assert.equal(store.problem, "");
  assert.deepEqual(open(storage).all("step").map(([id]) => id), ["01", "02", "03", "04"]);
});

test("the starting point and an earned record stay those of the first time, whichever side they are on", () => {
  const result = (points, at) => ({ points, max: 9, items: {}, at });
  const record = (minutes, at) => ({ at, edition: "1", hash: "h", minutes, parts: [] });
  for (const [here, there] of [[5, 9], [9, 5]]) {
    const own = { "course/1/tea/result/pretest": result(here, here), "course/1/tea/record/h": record(here, here) };
    const store = open(working(Object.fromEntries(Object.entries(own).map(([key, value]) => [key, JSON.stringify(value)]))));
    globalThis.Course.transfer.imported(file({ "course/1/tea/result/pretest": result(there, there), "course/1/tea/record/h": record(there, there) }));
    assert.deepEqual([store.get("result", "pretest").points, store.get("record", "h").minutes], [5, 5]);
  }
});

test("two tabs write different entries and lose nothing", () => {
  const storage = working();
  const one = open(storage);
  const other = open(storage);
  one.set("step", "lessons/01", done);
  other.set("step", "lessons/02", done);
  assert.equal(one.all("step").length, 2);
});

test("a file brings progress back; what is done stays done", () => {
  const text = (() => { const store = open(working()); store.set("step", "lessons/01", done); return globalThis.Course.transfer.exported(); })();
  const storage = working({ [KEY]: JSON.stringify({ done: false, how: "opened", at: 99 }), "other": "1" });
  const store = open(storage);
  assert.deepEqual(globalThis.Course.transfer.imported(text), ["imported", 0]);
  assert.equal(store.get("step", "lessons/01").done, true);
  const later = open(working({ [KEY]: JSON.stringify(done) }));
  assert.deepEqual(globalThis.Course.transfer.imported(text.replace('\\"done\\":true', '\\"done\\":false').replace('\\"at\\":5', '\\"at\\":99')), ["imported", 0]);
  assert.equal(later.get("step", "lessons/01").done, true);
});

test("a file cannot write outside the course, and what it damages is counted", () => {
  const storage = working();
  const file = { format: "course-progress", version: 1, course: "tea", entries: { mode: "dark", [KEY]: 7, "course/1/milk/step/a": "{}" } };
  open(storage);
  assert.deepEqual(globalThis.Course.transfer.imported(JSON.stringify(file)), ["partlyImported", 3]);
  assert.deepEqual([...storage.map.keys()], []);
});

for (const [text, answer] of [["", "wrongFile"], ["[]", "wrongFile"], ['{"format":"course-progress","version":9}', "wrongFile"],
  ['{"format":"course-progress","version":1,"course":"milk","entries":{}}', "wrongCourse"]]) {
  test(`the file ${text} changes nothing`, () => {
    const storage = working();
    open(storage);
    assert.deepEqual(globalThis.Course.transfer.imported(text), [answer, 0]);
    assert.equal(storage.map.size, 0);
  });
}

/** A file as another device would have made it. */
const file = (entries) => JSON.stringify({ format: "course-progress", version: 1, course: "tea", entries: Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, JSON.stringify(value)])) });
const QUESTION = "quizzes/1/tea:lessons/01/l01/q1";
const response = (given, at) => ({ revision: "1", fingerprint: "f", response: given, tries: 1, done: true, ...(at ? { at } : {}) });

test("of two answers to a question the later one stays, whichever side it is on", () => {
  for (const [here, there, stays] of [[response("a", 5), response("b", 9), "b"], [response("a", 9), response("b", 5), "a"], [response("a", 0), response("b", 5), "b"]]) {
    const storage = working({ [QUESTION]: JSON.stringify(here) });
    open(storage);
    globalThis.Course.transfer.imported(file({ [QUESTION]: there }));
    assert.equal(JSON.parse(storage.map.get(QUESTION)).response, stays);
  }
});

test("an answer without a date, from an earlier edition, comes in where there is none", () => {
  const storage = working();
  open(storage);
  assert.deepEqual(globalThis.Course.transfer.imported(file({ [QUESTION]: response("a", 0) })), ["imported", 0]);
  assert.equal(JSON.parse(storage.map.get(QUESTION)).response, "a");
});

test("tests of two devices stay two tests, each with its own answers and result", () => {
  const attempt = (seed) => ({ seed, items: [`${seed}-1`], at: 1 });
  const result = (points) => ({ points, max: 3, items: {}, at: 2 });
  const start = "course/1/tea/";
  const storage = working({ [`${start}attempt/1`]: JSON.stringify(attempt("here")), [`${start}result/1`]: JSON.stringify(result(1)) });
  const store = open(storage);
  const other = file({ [`${start}attempt/1`]: attempt("there"), [`${start}result/1`]: result(3), [`${start}answer/1/there-1`]: { response: "b", revision: "1", at: 1 },
    [`${start}attempt/2`]: attempt("second") });
  globalThis.Course.transfer.imported(other);
  globalThis.Course.transfer.imported(other); // twice is as once
  const tests = Object.fromEntries(store.all("attempt").map(([id, one]) => [one.seed, id]));
  assert.deepEqual(store.all("attempt").map(([, one]) => one.seed).sort(), ["here", "second", "there"]);
  assert.equal(store.get("result", tests.here).points, 1);
  assert.equal(store.get("result", tests.there).points, 3);
  assert.equal(store.get("answer", `${tests.there}/there-1`).response, "b");
});

test("learners of one device share nothing, and a file of one opens with the other", () => {
  const storage = working();
  const first = open(storage);
  first.set("step", "lessons/01", done);
  const text = globalThis.Course.transfer.exported();
  first.enrol("Bea");
  const second = open(storage);
  assert.equal(second.learner, "Bea");
  assert.equal(second.get("step", "lessons/01"), null);
  second.set("step", "lessons/02", done);
  second.reset();
  assert.equal(open(storage).all("step").length, 0);
  assert.deepEqual(globalThis.Course.transfer.imported(text), ["imported", 0]);
  assert.equal(globalThis.Course.store.get("step", "lessons/01").done, true);
  globalThis.Course.store.choose("");
  assert.equal(open(storage).all("step").length, 1);
  assert.equal(globalThis.Course.store.learner, "");
});

test("the name of a learner who is known brings back what was theirs", () => {
  const storage = working({ [KEY]: JSON.stringify(done) });
  const store = open(storage);
  const [bea, caro] = [store.enrol("Bea"), store.enrol("Caro")];
  assert.notEqual(bea, caro);
  assert.equal(store.enrol("Bea"), bea);
  assert.equal(open(storage).learner, "Bea");
});

test("the first name on a device without progress is that of its first learner", () => {
  const storage = working();
  assert.equal(open(storage).enrol("Ana"), "");
  assert.equal(open(storage).learner, "Ana");
});

const DAMAGE = [null, 0, -1, "", "x", true, [], [1], {}, { a: 1 }, { items: {} }, { items: { q: 1 } }, { items: { q: { right: 1 } } }, Number.MAX_VALUE];
const SOUND = {
  step: { done: true, at: 1, how: "marked", edition: "1", hash: "h" },
  item: { right: true, tries: 1, at: 1, page: "lessons/01", revision: "1", stem: "s", anchor: "a", sure: 1, first: true, box: 1, due: 2 },
  attempt: { items: ["q"], at: 1, seed: "s", edition: "1", hash: "h" },
  answer: { response: "a", revision: "1", at: 1 },
  result: { points: 1, max: 2, at: 1, passed: true, items: { q: { right: true, revision: "1", objectives: ["o"], key: "f" } } },
  record: { at: 1, edition: "1", hash: "h", minutes: 5, parts: [["lessons/01", "1", "h"]] },
  last: { doc: "lessons/01", title: "One", anchor: "", at: 1 },
  setting: { value: "x", at: 1 },
};
const ANYTHING = new Set(["response", "value", "sure"]);
for (const [kind, sound] of Object.entries(SOUND)) {
  test(`a damaged ${kind} of any shape costs only itself`, () => {
    for (const field of [null, ...Object.keys(sound)]) {
      for (const value of DAMAGE) {
        const broken = field === null ? value : { ...sound, [field]: value };
        const store = open(working({ [`course/1/tea/${kind}/x`]: JSON.stringify(broken), [`course/1/tea/${kind}/y`]: JSON.stringify(sound) }));
        assert.deepEqual(store.get(kind, "y"), sound);
        const got = store.get(kind, "x");
        if (got === null) assert.equal(store.problem, "damaged");
        else for (const [name, one] of Object.entries(sound)) assert.ok(ANYTHING.has(name) || typeof got[name] === typeof one, `${kind}.${name} = ${JSON.stringify(got[name])}`);
      }
    }
  });
}

test("a browser that keeps nothing is known before anything is lost", () => {
  assert.equal(open(() => { throw new Error("SecurityError"); }).problem, "blocked");
  assert.equal(open({ ...working(), setItem: () => { throw new Error("QuotaExceededError"); } }).problem, "full");
  const storage = working();
  assert.equal(open(storage).problem, "");
  assert.equal(storage.map.size, 0);
});

test("reset removes this course and nothing else", () => {
  const storage = working({ [KEY]: "{", "quizzes/1/tea:lessons/01/l01/q1": "{}", "quizzes/1/milk:a/b/c": "{}", mode: "dark" });
  open(storage).reset();
  assert.deepEqual([...storage.map.keys()], ["quizzes/1/milk:a/b/c", "mode"]);
});
