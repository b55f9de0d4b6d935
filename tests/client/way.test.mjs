// The browser takes the way through a case that the Python module takes (tests/quizzes/test_way.py makes the cases).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const here = (path) => new URL(path, import.meta.url);
for (const name of ["regex", "match", "text", "number", "grade", "weights", "way"]) {
  vm.runInThisContext(readFileSync(here(`../../quizzes/client/quiz-${name}.js`), "utf8"));
}
const cases = JSON.parse(readFileSync(process.env.WAY_CASES, "utf8"));

test("every way is that of Python", () => {
  assert.ok(cases.length >= 300);
  for (const { parts, responses, way } of cases) {
    assert.deepEqual(Quizzes.way.way(parts, new Map(Object.entries(responses))), way, JSON.stringify([parts, responses]));
  }
});

test("a circle, which no bank can have, ends", () => {
  const parts = [{ id: "a", next: { else: "b" }, answered: "essay", key: null }, { id: "b", next: { else: "a" }, answered: "essay", key: null }];
  assert.deepEqual(Quizzes.way.way(parts, new Map([["a", ""], ["b", ""]])), ["a", "b"]);
});
