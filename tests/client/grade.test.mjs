// The browser client grades as the Python module does: the same vectors, every one of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const here = (path) => new URL(path, import.meta.url);
for (const name of ["regex", "match", "text", "number", "grade"]) {
  vm.runInThisContext(readFileSync(here(`../../quizzes/client/quiz-${name}.js`), "utf8"));
}
const { cases } = JSON.parse(readFileSync(here("../data/grading-vectors.json"), "utf8"));

test("there are vectors for all nine types", () => {
  assert.equal(new Set(cases.map(({ item }) => item.type)).size, 9);
});

for (const { name, item, answers, decimal } of cases) {
  test(name, () => {
    if (item.type === "likert") assert.throws(() => Quizzes.grade(item, "1"), /never scored/);
    for (const { response, points, correct } of answers) {
      const grade = Quizzes.grade({ ...item, decimal }, response);
      const about = `${name}: ${JSON.stringify(response)}`;
      assert.ok(Math.abs(grade.points - points) < 1e-9, `${about}: ${grade.points} points, not ${points}`);
      assert.equal(grade.correct, correct, about);
      assert.ok(grade.fraction >= 0 && grade.fraction <= 1, about);
    }
  });
}

test("a pattern that the browser cannot read accepts nothing", () => {
  const item = { type: "short", answers: [{ text: "(", match: "regex" }] };
  assert.equal(Quizzes.grade(item, "(").correct, false);
});

test("a response with the name of an object's own method is no answer", () => {
  const item = { type: "match", pairs: [{ id: "constructor", response: "x" }] };
  assert.equal(Quizzes.grade(item, {}).correct, false);
});

test("why something is no number is said by the name of a message", () => {
  const troubles = [
    ["1,000", ".", "numberThousands"], ["1 000", ".", "numberThousands"], ["1.000", ",", "numberThousands"],
    ["2,5", ".", "numberComma"], ["2 g", ".", "numberUnit"], ["two", ".", "invalidNumber"], ["2-3", ".", "invalidNumber"],
    ["2.5", ",", null], ["2,5", ",", null],
  ];
  for (const [text, decimal, trouble] of troubles) {
    assert.equal(Quizzes.readNumber(text, { value: 2.5, unit: "mg" }, decimal).trouble, trouble, text);
  }
});
