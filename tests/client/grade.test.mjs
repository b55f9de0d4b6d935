// The browser client grades as the Python module does: the same vectors, every one of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const here = (path) => new URL(path, import.meta.url);
for (const name of ["regex", "match", "text", "number", "grade", "weights", "parts"]) {
  vm.runInThisContext(readFileSync(here(`../../quizzes/client/quiz-${name}.js`), "utf8"));
}
const { cases } = JSON.parse(readFileSync(here("../data/grading-vectors.json"), "utf8"));

test("there are vectors for all ten types", () => {
  assert.equal(new Set(cases.map(({ item }) => item.type)).size, 10);
});

for (const { name, item, answers, decimal } of cases) {
  test(name, () => {
    if (["likert", "essay"].includes(item.type)) assert.throws(() => Quizzes.grade(item, "1"), /never scored/);
    for (const { response, points, correct } of answers) {
      const grade = Quizzes.grade({ ...item, decimal }, response);
      const about = `${name}: ${JSON.stringify(response)}`;
      assert.ok(Math.abs(grade.points - points) < 1e-9, `${about}: ${grade.points} points, not ${points}`);
      assert.equal(grade.correct, correct, about);
      assert.ok(grade.fraction >= (item.lowest ?? 0) && grade.fraction <= 1, about);
    }
  });
}

test("the parts that a page marks are those that the score counts", () => {
  for (const { item, answers, decimal } of cases.filter((one) => !["likert", "order"].includes(one.item.type))) {
    for (const { response } of answers) {
      const key = { ...item, decimal };
      const [{ right, wrong }, parts] = [Quizzes.count(key, response), Quizzes.parts(key, response)];
      const known = parts.filter(({ state }) => state === "right").length;
      assert.equal(known, right, JSON.stringify([item, response]));
      if (item.type === "multiple") assert.equal(parts.filter(({ state }) => state === "wrong").length, wrong);
      assert.equal(Quizzes.grade(key, response).correct, parts.every(({ state }) => state === "right"), JSON.stringify([item, response]));
    }
  }
});

test("a step knows whether it came too early or too late, also beside steps that have no place", () => {
  const key = { type: "order", sequence: ["a", "b", "c", "d"].map((id) => ({ id })) };
  const said = (response) => Quizzes.parts(key, response).map(({ state, off }) => off ?? state);
  assert.deepEqual(said(["a", "c", "b", "d"]), ["right", "late", "early", "right"]);
  assert.deepEqual(said(["d", "a"]), ["late", "missing", "missing", "early"]);
});

test("the account of the points gives the sum that the grade gives", () => {
  const words = { pointsChosen: "%1/%2*%3/%4=%5 of %6", pointsParts: "%1/%2=%3 of %4", pointsPenalty: "(%1-%2)/%3=%4 of %5", pointsWhole: "%1 of %2" };
  const multiple = { type: "multiple", scoring: "partial", points: 1, choices: "abcde".split("").map((id) => ({ id, correct: "acd".includes(id) })) };
  assert.equal(Quizzes.account(multiple, ["a", "b", "c"], words), "2/3*2/3=0.44 of 1");
  assert.equal(Quizzes.account({ ...multiple, scoring: "penalty" }, ["a", "b", "c"], words), "(2-1)/3=0.33 of 1");
  assert.equal(Quizzes.account({ ...multiple, scoring: "all-or-nothing" }, ["a", "b", "c"], words), "0 of 1");
  const match = { type: "match", scoring: "partial", points: 2, pairs: [{ id: "x", response: "1" }, { id: "y", response: "2" }] };
  assert.equal(Quizzes.account(match, { x: "1", y: "1" }, words), "1/2=1 of 2");
  assert.equal(Quizzes.account({ type: "truefalse", answer: true }, "false", words), "");
  assert.equal(Quizzes.account({ type: "truefalse", answer: true, scoring: "penalty", lowest: -0.25 }, "false", words), "(0-1)/1=-0.25 of 1");
  const weighed = { type: "single", scoring: "weights", points: 2, choices: [{ id: "a", correct: true }, { id: "b", weight: 0.25 }] };
  assert.equal(Quizzes.account(weighed, "b", { pointsWeights: "%1 of %2" }), "0.5 of 2");
  assert.deepEqual(Quizzes.parts(weighed, "b").map(({ state }) => state), ["missing", "partly"]);
});

test("the accepted numbers come with their unit, their decimal sign and no noise", () => {
  const words = { accepted: "Accepted: %s.", range: "%1 to %2" };
  const said = (answer, decimal) => Quizzes.accepted({ type: "numeric", answer, decimal }, words);
  assert.equal(said({ value: 50, tolerance: 0.5, unit: "m" }), "Accepted: 49.5 to 50.5 m.");
  assert.equal(said({ value: 0.3, tolerance: 0.1 }, ","), "Accepted: 0,2 to 0,4.");
  assert.equal(said({ range: [2, 3], unit: "mg" }), "Accepted: 2 to 3 mg.");
  assert.equal(said({ value: 7 }), "Accepted: 7.");
  assert.equal(said({ value: -200, relative_tolerance: 0.05 }), "Accepted: -210 to -190.");
});

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
