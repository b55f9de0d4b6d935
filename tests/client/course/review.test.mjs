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
for (const name of ["course-practice.js", "course-review.js"]) {
  vm.runInThisContext(readFileSync(new URL(`../../../course/client/${name}`, import.meta.url), "utf8"));
}
const answer = (right, revision = "1") => ({ right, page: "p", revision, stem: "", anchor: "", sure: null });

test("right answers wait 2, 7 and 30 days; a wrong one begins again", () => {
  let entry = null;
  for (const days of [2, 7, 30, 30]) {
    entry = Course.practice.updated(entry, answer(true));
    assert.equal(entry.due - clock, days * DAY);
  }
  entry = Course.practice.updated(entry, answer(false));
  assert.deepEqual([entry.box, entry.tries, entry.first], [0, 5, true]);
});

test("a new revision of an item begins with one try", () => {
  const entry = Course.practice.updated(Course.practice.updated(null, answer(false)), answer(true, "2"));
  assert.deepEqual([entry.tries, entry.first, entry.box], [1, true, 1]);
});

test("an entry from the future of this clock is due no later than one from now", () => {
  assert.equal(Course.practice.dueAt(clock + 900 * DAY, 1), clock + 2 * DAY);
});

test("each item stands in one list", () => {
  const entries = [["a", { right: false, sure: 2 }], ["b", { right: false, sure: 0 }], ["c", { right: true, at: 0, box: 1 }], ["d", { right: true, at: clock, box: 1 }]];
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
