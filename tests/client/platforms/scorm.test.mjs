// SCORM 1.2 and 2004: the words of each version, the order of duties, platforms that fail, and windows that are not theirs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, Shell, edition, everything, item } from "./shell.mjs";

const CALLS = { LMSInitialize: "start", Initialize: "start", LMSGetValue: "get", GetValue: "get", LMSSetValue: "set", SetValue: "set",
  LMSCommit: "commit", Commit: "commit", LMSFinish: "end", Terminate: "end", LMSGetLastError: "error", GetLastError: "error" };

/** A platform that notes what it hears; `kept` is what it gives back, `fails` says what goes wrong now. */
function platform(kept = {}) {
  const heard = [];
  const fails = { set: () => "0", commit: false, start: false };
  let error = "0";
  const ways = {
    start: () => String(!fails.start),
    get: (name) => kept[name] ?? "",
    set: (name, value) => {
      assert.equal(typeof value, "string");
      error = fails.set(name);
      heard.push([name, value, error]);
      if (error === "0") kept[name] = value;
      return String(error === "0");
    },
    commit: () => (heard.push(["commit", "", fails.commit ? "391" : "0"]), String(!fails.commit)),
    end: () => (heard.push(["end"]), "true"),
    error: () => error,
  };
  const api = Object.fromEntries(Object.entries(CALLS).map(([name, way]) => [name, ways[way]]));
  return { api, heard, fails, kept };
}

const around = (old, { api }) => {
  const window = { [old ? "API" : "API_1484_11"]: api };
  window.parent = window;
  return window;
};

async function session(old, lms, more = {}) {
  const data = edition(20, { kind: old ? "scorm12" : "scorm2004", ...more });
  const said = [];
  const one = new Shell.Session(data, new Shell.Scorm(old, around(old, lms), data), (name) => said.push(name));
  await one.open();
  lms.heard.length = 0;
  return { one, data, said };
}

const told = (one, more = {}) => ({ item: one.id, bank: one.bank, mode: "formative", response: one.given, points: 1, max: 1, correct: true, at: Date.UTC(2026, 0, 2, 3, 4, 5), objectives: ["LO-1"], ...more });
const number = (text) => (Number.isNaN(Number.parseFloat(text)) ? null : Number.parseFloat(text));
const scored = (points, passed = points >= 8) => ({ attempt: 1, points, max: 10, passed });
const settled = () => new Promise((done) => setTimeout(done));
const names = (heard) => heard.map(([name, value]) => (value ? `${name}=${value}` : name));

const EXPECTED = {
  single: ["b", "b", ["b"]], multiple: ["a,c", "a[,]c", ["a,c", "a[,]c"]], truefalse: ["t", "true", ["t", "true"]],
  order: ["s3,s1,s2", "s3[,]s1[,]s2", ["s1,s2,s3", "s1[,]s2[,]s3"]], numeric: ["1.5", "1.5", [undefined, "1[:]2"]],
  short: ["ice – “Eis”", "ice – “Eis”", ["ice"]], cloze: ["blue,red", "blue[,]red", ["blue,green", "blue[,]green"]], likert: ["2", "2", [undefined]],
};

for (const [kind, [old, now, keys]] of Object.entries(EXPECTED)) {
  test(`an answer to ${kind} is said in the words of both versions`, () => {
    for (const [version, response, key] of [[true, old, keys[0]], [false, now, keys.at(-1)]]) {
      const one = Shell.answers.answered(item(kind), told(item(kind)), version, number);
      assert.deepEqual([one.response, one.patterns[0], one.type], [response, key, Shell.answers.TYPES[kind]]);
      assert.match(one.id, /^[\w.]+$/);
    }
  });
}

test("ids have no dash, and come back", () => {
  for (const id of ["a-b_c.d", "correct-dose", "-_.", "a_-b", "x..u", "all"]) {
    assert.match(Shell.answers.code(id), /^[\w.]*$/);
    assert.equal(Shell.answers.plain(Shell.answers.code(id)), id);
  }
});

test("what is matched has one id for equal words", () => {
  const { response } = Shell.answers.answered(item("match"), told(item("match")), false, number);
  assert.match(response, /^fr\[\.\]t\w+\[,\]it\[\.\]t\w+$/);
  assert.equal(Shell.answers.target(" a  b"), Shell.answers.target("a b"));
});

test("wrong, partly right and never judged have the words of their version", () => {
  const of = (old, more) => Shell.answers.answered(item("multiple"), told(item("multiple"), more), old, number).result;
  assert.deepEqual([true, false].map((old) => of(old, { correct: false, points: 0 })), ["wrong", "incorrect"]);
  assert.equal(of(false, { correct: false, points: 0.333333 }), "0.33");
  assert.equal(of(true, { correct: null, points: null }), "neutral");
});

test("a response is cut to what a platform takes", () => {
  assert.equal(Shell.answers.answered(item("short"), told(item("short"), { response: "x".repeat(9000) }), true, number).response.length, 250);
  const many = { ...item("multiple"), options: Array.from({ length: 60 }, (_, at) => `choice-${at}`) };
  assert.ok(Shell.answers.answered(many, told(many, { response: many.options }), true, number).response.length <= 255);
});

for (const old of [true, false]) {
  const version = old ? "SCORM 1.2" : "SCORM 2004";
  const success = old ? "cmi.core.lesson_status" : "cmi.success_status";
  const score = old ? "cmi.core.score" : "cmi.score";

  test(`${version}: passed, commit, score, commit; then the end with time and exit`, async () => {
    const lms = platform();
    const { one } = await session(old, lms);
    one.hear("course:scored", scored(8), number);
    await settled();
    const said = names(lms.heard).filter((name) => !/suspend|location/.test(name));
    const numbers = [`${score}.raw=80`, `${score}.min=0`, `${score}.max=100`, ...(old ? [] : [`${score}.scaled=0.8`])];
    assert.deepEqual(said, [`${success}=passed`, "commit", ...numbers, "commit"]);
    one.close();
    one.close();
    const time = old ? /^cmi.core.session_time=0000:00:00\.\d\d$/ : /^cmi.session_time=PT0H0M0\.\d\dS$/;
    const end = names(lms.heard).slice(-4);
    assert.match(end[1], time);
    assert.deepEqual([end[0], ...end.slice(2)], [old ? "cmi.core.exit=suspend" : "cmi.exit=suspend", "commit", "end"]);
    assert.equal(lms.heard.filter(([name]) => name === "end").length, 1);
  });

  test(`${version}: below the mark it failed, and the best test counts`, async () => {
    const lms = platform();
    const { one } = await session(old, lms);
    for (const points of [3, 9, 5]) one.hear("course:scored", scored(points), number);
    await settled();
    assert.deepEqual(lms.heard.filter(([name]) => name === success).map(([, value]) => value), ["failed", "passed", "passed"]);
    assert.equal(lms.kept[`${score}.raw`], "90");
  });

  test(`${version}: the last test counts where the author says so`, async () => {
    const lms = platform();
    const { one } = await session(old, lms, { score: "last" });
    for (const points of [9, 5]) one.hear("course:scored", scored(points), number);
    assert.deepEqual([lms.kept[success], lms.kept[`${score}.raw`]], ["failed", "50"]);
  });

  test(`${version}: a pre-test is no score`, async () => {
    const lms = platform();
    const { one } = await session(old, lms);
    one.hear("course:scored", { attempt: "pretest", points: 9, max: 10, passed: null }, number);
    assert.equal(lms.heard.length, 0);
    one.close();
  });

  test(`${version}: only looking sends nothing that is scored`, async () => {
    for (const mode of ["browse", "review"]) {
      const lms = platform({ [old ? "cmi.core.lesson_mode" : "cmi.mode"]: mode });
      const { one, data, said } = await session(old, lms);
      one.hear("quiz:answered", told(data.items[0]), number);
      one.hear("course:scored", scored(10), number);
      one.hear("course:completed", {}, number);
      one.memory.setItem("mode", "dark");
      assert.deepEqual([lms.heard, said], [[], ["onlyLooking"]]);
      one.close();
      assert.ok(lms.heard.every(([name]) => /exit|time|commit|end/.test(name)), names(lms.heard).join());
    }
  });

  test(`${version}: no mode is the usual one`, async () => {
    assert.equal((await session(old, platform({}))).one.graded, true);
  });

  test(`${version}: what was done comes back, the place and the name too, and the score of an earlier session counts`, async () => {
    const data = edition(20);
    const [state] = Shell.state.encode(everything(data), data, 4096);
    const words = old ? ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.student_name"] : ["cmi.suspend_data", "cmi.location", "cmi.learner_name"];
    const lms = platform(Object.fromEntries(words.map((word, at) => [word, [state, "lessons/01.html#part", "Doe, Jo"][at]])));
    const { one, said } = await session(old, lms);
    assert.deepEqual([one.place, JSON.parse(one.memory.getItem("course/1/tea/setting/name")).value, said], ["lessons/01.html#part", "Jo Doe", []]);
    assert.equal(one.finished, true);
    one.hear("course:scored", scored(2), number);
    assert.equal(lms.kept[`${score}.raw`], "100");
    one.close();
    assert.equal(lms.kept[old ? "cmi.core.exit" : "cmi.exit"], old ? "" : "normal");
  });

  test(`${version}: a state that is lost takes no score with it`, async () => {
    const lms = platform({ [`${score}.raw`]: "90", [success]: "passed", "cmi.suspend_data": "lost" });
    const { one, said } = await session(old, lms);
    one.hear("course:scored", scored(2), number);
    assert.deepEqual([lms.kept[`${score}.raw`], lms.kept[success], said], ["90", "passed", ["unreadable"]]);
    one.close();
  });

  test(`${version}: in a lesson of its own only the test of that part is scored`, async () => {
    for (const [only, marks] of [["posttest", 1], ["lessons/02-about-something", 0]]) {
      const lms = platform();
      const { one } = await session(old, lms, { only });
      one.at("posttest.html#a");
      one.hear("course:scored", scored(9), number);
      assert.equal(lms.heard.filter(([name]) => name === `${score}.raw`).length, marks);
      one.close();
    }
  });

  test(`${version}: a commit that fails is told, tried again, and told when it went well`, async () => {
    const lms = platform();
    const { one, said } = await session(old, lms);
    lms.fails.commit = true;
    await one.save();
    lms.fails.commit = false;
    await one.save();
    assert.deepEqual(said, ["notSaved", "savedAgain"]);
    one.close();
  });

  test(`${version}: a value that could not be set waits and keeps its order; one that is refused holds up nothing`, async () => {
    const lms = platform();
    const { one, data } = await session(old, lms);
    lms.fails.set = () => "101";
    one.hear("quiz:answered", told(data.items[0]), number);
    one.hear("course:scored", scored(9), number);
    assert.equal(Object.keys(lms.kept).some((name) => name.includes("score")), false);
    lms.fails.set = (name) => (name.includes("objectives") ? "401" : "0");
    lms.heard.length = 0;
    await one.save();
    const order = names(lms.heard).filter((name) => /\.id|result|raw/.test(name)).map((name) => name.replace(/=.*/, ""));
    assert.deepEqual(order.filter((name) => !name.includes("objectives")), ["cmi.interactions.0.id", "cmi.interactions.0.result", `${score}.raw`]);
    assert.deepEqual([lms.kept[`${score}.raw`], [...one.driver.refused]], ["90", ["cmi.interactions.n.objectives.n.id"]]);
    one.close();
  });

  test(`${version}: an answer of a survey is not sent, one of practice only when it is wanted`, async () => {
    const items = [item("likert", { mode: "survey" }), item("single")];
    for (const [more, sent] of [[{}, 1], [{ interactions: "test" }, 0], [{ interactions: "none" }, 0], [{ opinions: true }, 2]]) {
      const lms = platform();
      const { one } = await session(old, lms, { items, ...more });
      for (const each of items) one.hear("quiz:answered", told(each, { correct: each.opinion ? null : true }), number);
      assert.equal(lms.heard.filter(([name]) => /interactions\.\d+\.id/.test(name)).length, sent);
      one.close();
    }
  });

  test(`${version}: interactions go on where the last session ended`, async () => {
    const lms = platform({ "cmi.interactions._count": "7" });
    const { one, data } = await session(old, lms);
    one.hear("quiz:answered", told(data.items[0]), number);
    assert.ok(lms.heard[0][0].startsWith("cmi.interactions.7."));
    one.close();
  });

  test(`${version}: a platform that does not begin lets nobody in; one that had begun already does`, async () => {
    for (const [kept, begins] of [[{}, false], [{ [old ? "cmi.core.lesson_status" : "cmi.completion_status"]: "incomplete" }, true]]) {
      const lms = platform(kept);
      lms.fails.start = true;
      const opening = session(old, lms);
      if (begins) (await opening).one.close();
      else await assert.rejects(opening);
    }
  });
}

test("less than nothing is nothing", async () => {
  const lms = platform();
  const { one } = await session(false, lms);
  one.hear("course:scored", scored(-3), number);
  assert.deepEqual([lms.kept["cmi.score.raw"], lms.kept["cmi.score.scaled"]], ["0", "0"]);
  one.close();
});

test("SCORM 1.2 has one word: that of the author", async () => {
  const lms = platform();
  const { one } = await session(true, lms, { status: "completed" });
  one.hear("course:scored", scored(9), number);
  assert.equal(lms.kept["cmi.core.lesson_status"], "incomplete");
  one.hear("course:completed", {}, number);
  assert.equal(lms.kept["cmi.core.lesson_status"], "completed");
  one.close();
});

test("what is passed is not made incomplete by coming back", async () => {
  const lms = platform({ "cmi.core.lesson_status": "passed" });
  const { one } = await session(true, lms);
  assert.equal(lms.kept["cmi.core.lesson_status"], "passed");
  one.close();
});

test("one lesson as a package is completed when it is done: the platform counts the others", async () => {
  const lms = platform();
  const { one, data } = await session(false, lms, { only: "lessons/02-about-something" });
  assert.equal(one.finished, false);
  one.memory.setItem(`course/1/tea/step/${data.only}`, JSON.stringify({ done: true, at: 1 }));
  assert.equal(one.finished, true);
  one.close();
});

test("the platform is found above, beside what is not ours, or in the window that opened this one", () => {
  const api = {};
  const top = { API: api };
  top.parent = top;
  const closed = new Proxy({}, { get: () => { throw new Error("SecurityError"); } });
  assert.equal(Shell.scorm.find({ parent: { parent: top } }, "API"), api);
  assert.equal(Shell.scorm.find({ parent: closed, opener: { parent: top } }, "API"), api);
  const alone = {};
  alone.parent = alone;
  assert.equal(Shell.scorm.find(alone, "API"), null);
  const endless = {};
  endless.parent = { parent: endless };
  assert.equal(Shell.scorm.find(endless, "API"), null);
});

test("long sessions keep the form of times", () => {
  const { OLD, NEW } = Shell.scorm;
  assert.deepEqual([OLD.span(3_723_456), NEW.span(3_723_456), OLD.span(1e12), NEW.span(-5)], ["0001:02:03.45", "PT1H2M3.45S", "9999:46:40.00", "PT0H0M0.00S"]);
});

test("nobody else comes to learn at the platform's memory", () => {
  const memory = new Shell.Memory(new Map());
  memory.setItem("course-learners/1/tea", "{}");
  memory.setItem("a", 1);
  assert.deepEqual([memory.length, memory.getItem("a"), memory.key(0), memory.getItem("b"), memory.key(9)], [1, "1", "a", null, null]);
});
