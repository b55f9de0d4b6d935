// The state of a learner: small enough for every platform, whole when it comes back, and open for a later edition.
import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, Shell, edition, everything, item } from "./shell.mjs";

const { encode, decode } = Shell.state;
const read = (entries, key) => JSON.parse(entries.get(key));

for (const kind of Object.keys(KINDS)) {
  test(`an answer to ${kind} comes back as it was`, () => {
    const one = item(kind);
    const reader = new Shell.Reader(`${Shell.response.write(one, one.given)}Z`);
    assert.deepEqual(Shell.response.read(one, reader), one.given);
    assert.equal(reader.take(1), "Z");
  });
  test(`an answer to ${kind} that is gone is passed over`, () => {
    const one = item(kind);
    const reader = new Shell.Reader(`${Shell.response.write(one, one.given)}Z`);
    assert.equal(Shell.response.read(null, reader), undefined);
    assert.equal(reader.take(1), "Z");
  });
}

test("nothing, one and seventy choices come back", () => {
  const many = { ...item("multiple"), options: Array.from({ length: 70 }, (_, at) => `c${at}`) };
  for (const given of [[], ["c0"], ["c5", "c6", "c69"]]) {
    assert.deepEqual(Shell.response.read(many, new Shell.Reader(Shell.response.write(many, given))), given);
  }
  const one = { ...many, type: "single", answer: "choice" };
  for (const given of [null, "c0", "c69"]) assert.equal(Shell.response.read(one, new Shell.Reader(Shell.response.write(one, given))), given);
});

test("120 questions, all answered, with three tests fit into 4,096 letters of ASCII, and nothing is left out", () => {
  const data = edition(120);
  const [text, lost] = encode(everything(data), data, 4096);
  assert.equal(lost, 0);
  assert.ok(text.length <= 4096, `${text.length}`);
  assert.match(text, /^[A-Za-z0-9._*]+$/);
});

test("what comes back is what the pages had, to the hour, but for the name and answers of earlier tests", () => {
  const data = edition(120);
  const before = everything(data);
  const [after, sound] = decode(encode(before, data, 64_000)[0], data);
  assert.equal(sound, true);
  const left = [...before.keys()].filter((key) => !after.has(key));
  assert.ok(left.every((key) => /\/answer\/[12]\/|setting\/name$/.test(key)), String(left));
  for (const [key, text] of after) {
    const [was, is] = [before.get(key), text].map((one) => (key === "mode" ? one : JSON.parse(one)));
    if (key === "mode") assert.equal(is, was);
    else for (const [name, value] of Object.entries(is)) if (name !== "title") assert.deepEqual(value, was[name] ?? value, `${key} ${name}`);
  }
  assert.equal(after.get("mode"), "dark");
});

test("a question with variables comes back with the numbers that it showed", () => {
  const data = edition(20);
  const entries = everything(data, 1);
  for (const [key, text] of entries) if (/^quizzes|\/answer\//.test(key)) entries.set(key, JSON.stringify({ ...JSON.parse(text), variant: 77 }));
  const [after] = decode(encode(entries, data, 4096)[0], data);
  for (const [key, text] of after) if (/^quizzes|\/answer\//.test(key)) assert.equal(JSON.parse(text).variant, 77);
  assert.equal(read(after, "course/1/tea/attempt/1").seed, "abc-def");
});

test("more than the platform holds: long texts go first, then what was typed, then practice; results never", () => {
  const data = edition(120);
  const entries = everything(data);
  for (const [key, text] of entries) {
    if (key.startsWith("quizzes/") && text.includes("Eis")) entries.set(key, JSON.stringify({ ...JSON.parse(text), response: "x".repeat(900) }));
  }
  const [text, lost] = encode(entries, data, 4096);
  assert.equal(lost, 1);
  assert.ok(text.length <= 4096);
  for (const limit of [1900, 1800, 1300]) {
    const [shorter, level] = encode(entries, data, limit);
    assert.ok(shorter.length <= limit && level > 1, `${limit}: ${shorter.length} ${level}`);
    const [after] = decode(shorter, data);
    assert.equal([...after.keys()].filter((key) => key.includes("/result/")).length, 3);
    assert.equal([...after.keys()].filter((key) => key.includes("/step/")).length, 14);
  }
});

test("a later edition takes over what both have, and leaves out answers to another key", () => {
  const old = edition(120);
  const [text] = encode(everything(old), old, 4096);
  const gone = old.items[1];
  const rekeyed = old.items[0];
  const items = old.items.filter((one) => one !== gone).map((one) => (one === rekeyed ? { ...one, fingerprint: "another" } : one));
  const now = { ...old, version: "2.0.0", hash: "fedcba9876543210", items: [item("single", { id: "new-one" }), ...items.reverse()], steps: [["lessons/00-new", 5], ...old.steps.slice(1)] };
  const [after, sound] = decode(text, now);
  assert.equal(sound, true);
  assert.equal(after.has(`quizzes/1/tea:${rekeyed.page}/${rekeyed.bank}/${rekeyed.id}`), false);
  assert.equal(after.has(`course/1/tea/item/${rekeyed.id}`), true);
  assert.equal([...after.keys()].filter((key) => key.startsWith("quizzes/")).length, 59);
  assert.equal(after.has(`course/1/tea/step/${old.steps[0][0]}`), false);
  assert.deepEqual([read(after, "course/1/tea/step/posttest").done, read(after, "course/1/tea/step/posttest").edition], [true, "1.2.0"]);
  const first = read(after, "course/1/tea/attempt/1");
  assert.deepEqual([first.items.length, first.items[0], first.hash], [20, "-", old.hash]);
  assert.equal(read(after, "course/1/tea/result/1").points, 20);
});

test("opinions and open answers stay on the page unless the author asks for them", () => {
  const items = [item("likert", { mode: "survey" }), item("essay")];
  for (const opinions of [false, true]) {
    const data = edition(0, { items, opinions });
    const entries = new Map(items.map((one) => [`quizzes/1/tea:${one.page}/${one.bank}/${one.id}`,
      JSON.stringify({ revision: one.revision, fingerprint: one.fingerprint, response: one.given, tries: 0, done: true })]));
    const [after] = decode(encode(entries, data, 4096)[0], data);
    assert.deepEqual([...after.keys()], opinions ? [...entries.keys()] : []);
  }
});

test("what is no state, or half of one, begins anew and says so; nothing throws", () => {
  const data = edition(20);
  const [text] = encode(everything(data), data, 4096);
  assert.deepEqual(decode("", data), [new Map(), true]);
  for (const broken of ["2", "1", "hello world", text.slice(0, -9), `1!${text.slice(2)}`, "{}"]) {
    assert.equal(decode(broken, data)[1], false, broken);
  }
});

test("ids whose hashes meet stay apart", () => {
  const data = edition(0, { items: Array.from({ length: 3000 }, (_, at) => item("single", { id: `i${at}` })) });
  const { idOf, nameOf } = Shell.state.lookup(data).rows;
  assert.deepEqual([idOf.size, nameOf.size], [3000, 3000]);
});
