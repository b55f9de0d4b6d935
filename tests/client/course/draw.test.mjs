// Draws as the Python module does: cases from DRAW_CASES, a file that the caller writes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

vm.runInThisContext(readFileSync(new URL("../../../course/client/course-draw.js", import.meta.url), "utf8"));
const cases = JSON.parse(readFileSync(process.env.DRAW_CASES, "utf8"));

test("there are cases", () => assert.ok(cases.length >= 50));

for (const { pool, cells, seed, seen, drawn } of cases) {
  test(`seed ${seed}, ${seen.length} seen`, () => assert.deepEqual(Course.draw(pool, cells, seed, seen), drawn));
}
