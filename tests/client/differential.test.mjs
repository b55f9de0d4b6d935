// The browser gives the points that Python gives (tests/quizzes/test_differential.py makes the answers).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const here = (path) => new URL(path, import.meta.url);
for (const name of ["regex", "match", "text", "number", "grade", "weights"]) {
  vm.runInThisContext(readFileSync(here(`../../quizzes/client/quiz-${name}.js`), "utf8"));
}
const answers = JSON.parse(readFileSync(process.env.ANSWERS, "utf8"));

test("every answer has the points of Python", () => {
  assert.ok(answers.length >= 4000);
  for (const { key, response, points, correct } of answers) {
    const grade = Quizzes.grade(key, response);
    assert.ok(Math.abs(grade.points - points) < 1e-9, JSON.stringify([key, response, points, grade.points]));
    assert.equal(grade.correct, correct, JSON.stringify([key, response]));
  }
});
