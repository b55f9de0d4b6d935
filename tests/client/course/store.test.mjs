// Progress survives what browsers do to storage, two tabs, and files from elsewhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const script = readFileSync(new URL("../../../course/client/course-store.js", import.meta.url), "utf8");
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
  vm.runInThisContext(script);
  return globalThis.Course.store;
}

beforeEach(() => delete globalThis.Course);

test("an entry is kept under the course, its kind and its id", () => {
  const storage = working();
  assert.equal(open(storage).set("step", "lessons/01", done), true);
  assert.deepEqual([...storage.map.keys()], [KEY]);
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

test("two tabs write different entries and lose nothing", () => {
  const storage = working();
  const one = open(storage);
  const other = open(storage);
  one.set("step", "lessons/01", done);
  other.set("step", "lessons/02", done);
  assert.equal(one.all("step").length, 2);
});

test("a file brings progress back; what is done stays done", () => {
  const text = (() => { const store = open(working()); store.set("step", "lessons/01", done); return store.exported(); })();
  const storage = working({ [KEY]: JSON.stringify({ done: false, how: "opened", at: 99 }), "other": "1" });
  const store = open(storage);
  assert.equal(store.imported(text), "imported");
  assert.equal(store.get("step", "lessons/01").done, true);
  const later = open(working({ [KEY]: JSON.stringify(done) }));
  assert.equal(later.imported(text.replace('\\"done\\":true', '\\"done\\":false').replace('\\"at\\":5', '\\"at\\":99')), "imported");
  assert.equal(later.get("step", "lessons/01").done, true);
});

test("a file cannot write outside the course", () => {
  const storage = working();
  const file = { format: "course-progress", version: 1, course: "tea", entries: { mode: "dark", [KEY]: 7, "course/1/milk/step/a": "{}" } };
  assert.equal(open(storage).imported(JSON.stringify(file)), "imported");
  assert.deepEqual([...storage.map.keys()], []);
});

for (const [text, answer] of [["", "wrongFile"], ["[]", "wrongFile"], ['{"format":"course-progress","version":9}', "wrongFile"],
  ['{"format":"course-progress","version":1,"course":"milk","entries":{}}', "wrongCourse"]]) {
  test(`the file ${text} changes nothing`, () => {
    const storage = working();
    assert.equal(open(storage).imported(text), answer);
    assert.equal(storage.map.size, 0);
  });
}

test("reset removes this course and nothing else", () => {
  const storage = working({ [KEY]: "{", "quizzes/1/tea:lessons/01/l01/q1": "{}", "quizzes/1/milk:a/b/c": "{}", mode: "dark" });
  open(storage).reset();
  assert.deepEqual([...storage.map.keys()], ["quizzes/1/milk:a/b/c", "mode"]);
});
