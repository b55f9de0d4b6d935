// Saved answers survive what browsers do to storage: blocked, full, damaged, or of an older item.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const script = readFileSync(new URL("../../quizzes/client/quiz-store.js", import.meta.url), "utf8");
const item = { page: "p", bank: "b", item: "i", revision: "1", fingerprint: "f" };
const state = { response: ["a"], tries: 1, done: true };
const KEY = "quizzes/1/p/b/i";

function useStorage(storage) {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: storage });
}

function working() {
  const map = new Map();
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
  };
}

beforeEach(() => {
  delete globalThis.Quizzes;
  vm.runInThisContext(script);
});

test("an answer is kept under a versioned key, and found again", () => {
  const storage = working();
  useStorage(() => storage);
  assert.equal(Quizzes.store.save(item, state), true);
  assert.deepEqual([...storage.map.keys()], [KEY]);
  assert.deepEqual(Quizzes.store.load(item).entry.response, ["a"]);
  Quizzes.store.remove(item);
  assert.deepEqual(Quizzes.store.load(item), { entry: null, problem: "" });
});

test("an answer to another revision or another key is not shown", () => {
  const storage = working();
  useStorage(() => storage);
  Quizzes.store.save(item, state);
  assert.equal(Quizzes.store.load({ ...item, revision: "2" }).problem, "changed");
  assert.equal(Quizzes.store.load({ ...item, fingerprint: "g" }).problem, "changed");
});

for (const text of ["", "{", "null", "[]", "7", '{"response": 1}', '{"response":1,"revision":"1","fingerprint":"f","tries":-1,"done":true}']) {
  test(`damaged storage ${JSON.stringify(text)} is reported, never thrown`, () => {
    const storage = working();
    storage.map.set(KEY, text);
    useStorage(() => storage);
    assert.deepEqual(Quizzes.store.load(item), { entry: null, problem: "damaged" });
  });
}

test("blocked storage keeps the answer until the page is closed and says so", () => {
  useStorage(() => {
    throw new Error("SecurityError");
  });
  assert.equal(Quizzes.store.save(item, state), false);
  assert.equal(Quizzes.store.load(item).entry.done, true);
  Quizzes.store.remove(item);
  assert.equal(Quizzes.store.load(item).entry, null);
});

test("full storage keeps the answer until the page is closed and says so", () => {
  const storage = { ...working(), setItem: () => { throw new Error("QuotaExceededError"); } };
  useStorage(() => storage);
  assert.equal(Quizzes.store.save(item, state), false);
  assert.equal(Quizzes.store.load(item).entry.tries, 1);
});

test("a browser without storage works", () => {
  useStorage(() => null);
  assert.equal(Quizzes.store.save(item, state), false);
});
