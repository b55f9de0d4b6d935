// Spaced review: boxes go up with right answers and back with wrong ones; clocks that jump do no harm.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

let clock = Date.UTC(2026, 0, 10);
const DAY = 86_400_000;
globalThis.HTMLElement = class {};
globalThis.document = { querySelector: () => null, addEventListener: () => {} };
globalThis.Course = { store: { space: "tea" }, data: { course: "tea", title: "Tea; black, \\ green", words: {} }, now: () => clock, say: (name) => name };
globalThis.Course.progress = { isDue: vm.runInThisContext(/const isDue = (.*);$/m.exec(readFileSync(new URL("../../../course/client/course-progress.js", import.meta.url), "utf8"))[1]) };
for (const name of ["course-practice.js", "course-review.js"]) {
  vm.runInThisContext(readFileSync(new URL(`../../../course/client/${name}`, import.meta.url), "utf8"));
}
const answer = (right, revision = "1") => ({ right, page: "p", revision, stem: "", anchor: "", sure: null });

const { progress } = Course;
const answers = (entry, ...deeds) => deeds.reduce((before, [right, sure = null]) => {
  clock = Math.max(clock, before?.due ?? 0);
  return Course.practice.updated(before, { ...answer(right), sure });
}, entry);

test("right answers wait by SM-2: 1, 6, 15 and 38 days; a wrong one begins again and keeps its ease", () => {
  let entry = null;
  for (const days of [1, 6, 15, 38]) {
    entry = answers(entry, [true]);
    assert.deepEqual([entry.due - clock, entry.ease], [days * DAY, 2.5]);
  }
  entry = answers(entry, [false]);
  assert.deepEqual([entry.box, entry.tries, entry.first, entry.due], [0, 5, true, clock]);
  assert.equal(answers(entry, [true]).due - clock, DAY);
});

test("a guess makes the ease fall, certainty makes it grow, as in the table of SM-2; it is never below 1.3", () => {
  assert.equal(answers(null, [true, 0]).ease.toFixed(2), "2.36");
  assert.equal(answers(null, [true, 1]).ease.toFixed(2), "2.50");
  assert.equal(answers(null, [true, 2]).ease.toFixed(2), "2.60");
  assert.equal(answers(null, ...Array(12).fill([true, 0])).ease, 1.3);
  const entry = answers(null, [true, 0], [true, 0], [true, 0]);
  assert.equal(entry.days, Math.ceil(6 * (2.5 - 2 * 0.14)));
});

test("a right answer before its day changes nothing of the schedule", () => {
  const entry = answers(null, [true], [true]);
  clock += DAY;
  const early = Course.practice.updated(entry, answer(true));
  assert.deepEqual([early.due, early.box, early.tries], [entry.due, 2, 3]);
});

test("a new revision of an item begins with one try", () => {
  const entry = Course.practice.updated(Course.practice.updated(null, answer(false)), answer(true, "2"));
  assert.deepEqual([entry.tries, entry.first, entry.box], [1, true, 1]);
});

test("an entry of an earlier edition keeps its day; one from the future of this clock is due at once", () => {
  assert.equal(progress.isDue({ at: clock, due: clock + DAY }), false);
  assert.equal(progress.isDue({ at: clock, due: clock }), true);
  assert.equal(progress.isDue({ at: clock }), true);
  assert.equal(progress.isDue({ at: clock + 900 * DAY, due: clock + 901 * DAY }), true);
  const old = { ...answer(true), tries: 3, box: 3, at: clock - 30 * DAY, due: clock };
  assert.equal(Course.practice.updated(old, answer(true)).days, 15);
});

test("each item stands in one list", () => {
  const entries = [["a", { right: false, sure: 2 }], ["b", { right: false, sure: 0 }], ["c", { right: true, at: 0, due: clock }], ["d", { right: true, at: clock, due: clock + 1 }]];
  const { sure, missed, due } = Course.review.sorted(entries);
  assert.deepEqual([sure, missed, due].map((list) => list.map(([id]) => id)), [["a"], ["b"], ["c"]]);
});

test("the calendar escapes the title and folds long lines", () => {
  const text = Course.review.calendar(clock);
  assert.match(text, /PRODID:-\/\/Tea\\; black\\, \\\\ green\/\/EN/);
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 3);
});

test("a session keeps what is still to come in this tab, and damaged entries cost nothing", () => {
  const kept = new Map();
  globalThis.sessionStorage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text) };
  const { session } = Course.practice;
  assert.deepEqual(session.read(), []);
  assert.equal(session.write([["a", "p", "q"], ["b", "p", "r"]]), true);
  assert.deepEqual(session.read().map(([id]) => id), ["a", "b"]);
  kept.set(session.name, '[["a"],7,["b","p","r"]]');
  assert.deepEqual(session.read(), [["b", "p", "r"]]);
  kept.set(session.name, "{");
  assert.deepEqual(session.read(), []);
  delete globalThis.sessionStorage;
  assert.equal(session.write([]), false);
});
