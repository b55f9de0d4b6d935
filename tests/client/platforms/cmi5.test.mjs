// cmi5 against a small record store: rules of the whole registration, statements that are valid, nothing twice, nothing after the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, Shell, edition, item } from "./shell.mjs";

const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.example.org", name: "7" }, name: "Jo Doe" };
const GROUPING = [{ id: "https://lms.example.org/course" }];

/** A record store with states, a profile and statements; `fails` says which requests it does not take now. */
function store(about = {}) {
  const states = new Map([["LMS.LaunchData", JSON.stringify({ launchMode: "Normal", masteryScore: 0.8, returnURL: "https://lms.example.org/back",
    contextTemplate: { contextActivities: { grouping: GROUPING }, extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s1" } }, ...about })]]);
  const taken = [];
  const asked = [];
  const fails = { when: () => 0 };
  const answer = (status, text = "") => ({ ok: status < 300, status, text: async () => text, json: async () => JSON.parse(text) });
  async function fetch(url, { method, body, headers }) {
    asked.push(`${method} ${url.replace(/\?.*/, "")}`);
    const failed = fails.when(method, url);
    if (failed === "offline") throw new TypeError("Failed to fetch");
    if (failed) return answer(failed);
    if (url === "https://lms.example.org/token") return answer(200, '{"auth-token": "abc="}');
    assert.deepEqual([headers.Authorization, headers["X-Experience-API-Version"]], ["Basic abc=", "1.0.3"]);
    const query = new URL(url).searchParams;
    if (url.includes("agents/profile")) return answer(404);
    if (url.includes("activities/state")) {
      assert.deepEqual([query.get("registration"), query.get("activityId"), JSON.parse(query.get("agent"))], ["reg-1", "https://example.org/au", ACTOR]);
      const id = query.get("stateId");
      if (method === "GET") return states.has(id) ? answer(200, states.get(id)) : answer(404);
      states.set(id, body);
      return answer(204);
    }
    const all = [JSON.parse(body)].flat();
    if (method === "PUT") assert.equal(query.get("statementId"), all[0].id);
    for (const one of all) if (!taken.some(({ id }) => id === one.id)) taken.push(one);
    return answer(200, "[]");
  }
  const verbs = () => taken.map(({ verb }) => verb.id.split("/").at(-1));
  return { fetch, states, taken, asked, fails, verbs };
}

let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`;

async function session(lrs, more = {}) {
  const launch = new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", fetch: "https://lms.example.org/token", registration: "reg-1",
    activityId: "https://example.org/au", actor: JSON.stringify(ACTOR) });
  const data = edition(20, { kind: "cmi5", ...more });
  const said = [];
  const one = new Shell.Session(data, new Shell.Cmi5(launch, data, lrs.fetch, newId), (name) => said.push(name));
  await one.open();
  return { one, data, said };
}

const number = (text) => (Number.isNaN(Number.parseFloat(text)) ? null : Number.parseFloat(text));
const told = (one, more = {}) => ({ item: one.id, bank: one.bank, mode: "formative", response: one.given, points: 1, max: 1, correct: true, at: Date.UTC(2026, 0, 2), objectives: [], ...more });
const scored = (points) => ({ attempt: 1, points, max: 10, passed: points >= 8 });
const settled = () => new Promise((done) => setTimeout(done, 5));

/** The rules of xAPI 1.0.3 for a statement with an interaction, as ADL's validator holds them. */
function assertValid(statement) {
  assert.match(statement.id, /^[0-9a-f-]{36}$/);
  for (const iri of [statement.verb.id, statement.object.id, ...Object.keys(statement.context.extensions)]) assert.match(iri, /^(https?|urn):/);
  assert.deepEqual(statement.context.contextActivities.grouping.slice(0, 1), GROUPING);
  assert.equal(statement.context.registration, "reg-1");
  if (statement.result?.duration) assert.match(statement.result.duration, /^PT\d+\.\d\dS$/);
  const { score } = statement.result ?? {};
  if (score?.raw !== undefined) assert.ok(score.min <= score.raw && score.raw <= score.max);
  if (score) assert.ok(score.scaled >= -1 && score.scaled <= 1);
  const { definition } = statement.object;
  if (!definition) return;
  for (const part of ["choices", "scale", "source", "target", "steps"]) {
    for (const one of definition[part] ?? []) assert.ok(one.id && Object.values(one.description).every(Boolean), `${part} ${JSON.stringify(one)}`);
    assert.equal(new Set((definition[part] ?? []).map(({ id }) => id)).size, (definition[part] ?? []).length);
  }
  for (const iri of Object.keys(definition.extensions)) assert.match(iri, /^https?:/);
}

test("a whole session: initialized first, passed and completed once each, terminated last, all of them valid", async () => {
  const lrs = store();
  const { one } = await session(lrs);
  for (const points of [3, 9, 9, 2]) one.hear("course:scored", scored(points), number);
  for (let times = 0; times < 2; times += 1) one.hear("course:completed", {}, number);
  await settled();
  await one.close();
  one.hear("course:scored", scored(10), number);
  await one.driver.scored({ scaled: 1, passed: true });
  await one.close();
  assert.deepEqual(lrs.verbs(), ["initialized", "failed", "passed", "completed", "terminated"]);
  lrs.taken.forEach(assertValid);
  const [, failed, passed, completed] = lrs.taken;
  assert.deepEqual([failed.result.success, passed.result.success, passed.result.score.scaled, completed.result.completion], [false, true, 0.9, true]);
  assert.equal(passed.context.extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"], 0.8);
  const categories = lrs.taken.map(({ context }) => context.contextActivities.category.map(({ id }) => id.split("/").at(-1)).join());
  assert.deepEqual(categories, ["cmi5", "cmi5,moveon", "cmi5,moveon", "cmi5,moveon", "cmi5"]);
  assert.equal(one.driver.back, "https://lms.example.org/back");
});

test("the rules hold over the registration: a later session neither completes nor passes nor fails again", async () => {
  const lrs = store();
  const first = (await session(lrs)).one;
  first.hear("course:scored", scored(9), number);
  first.hear("course:completed", {}, number);
  await settled();
  await first.close();
  const second = (await session(lrs)).one;
  second.scores = [];
  second.hear("course:scored", scored(1), number);
  second.hear("course:scored", scored(10), number);
  second.hear("course:completed", {}, number);
  await settled();
  await second.close();
  assert.deepEqual(lrs.verbs().slice(4), ["initialized", "terminated"]);
});

test("the platform's mastery rules: nobody fails with a score of it, nobody passes below it", async () => {
  for (const [masteryScore, points, verb] of [[0.5, 6, "passed"], [0.5, 5, "passed"], [0.95, 9, "failed"]]) {
    const lrs = store({ masteryScore });
    const { one } = await session(lrs);
    one.hear("course:scored", scored(points), number);
    await settled();
    await one.close();
    assert.equal(lrs.verbs()[1], verb);
  }
});

test("a platform without a mastery leaves it to the page, and is told none", async () => {
  const lrs = store({ masteryScore: undefined });
  const { one } = await session(lrs);
  one.hear("course:scored", { attempt: 1, points: 7, max: 10, passed: true }, number);
  await settled();
  await one.close();
  assert.deepEqual([lrs.verbs()[1], Object.keys(lrs.taken[1].context.extensions)], ["passed", ["https://w3id.org/xapi/cmi5/context/extensions/sessionid"]]);
});

test("only looking: initialized and terminated, and the state stays as it was", async () => {
  for (const launchMode of ["Browse", "Review"]) {
    const lrs = store({ launchMode });
    const { one, data, said } = await session(lrs);
    one.hear("quiz:answered", told(data.items[0]), number);
    one.hear("course:scored", scored(10), number);
    one.hear("course:completed", {}, number);
    one.memory.setItem("mode", "dark");
    await one.close();
    assert.deepEqual([lrs.verbs(), said, [...lrs.states.keys()]], [["initialized", "terminated"], ["onlyLooking"], ["LMS.LaunchData"]]);
  }
});

for (const kind of Object.keys(KINDS)) {
  test(`an answer to ${kind} is a valid interaction`, async () => {
    const lrs = store();
    const own = item(kind, { id: `${kind}-1` });
    const { one } = await session(lrs, { items: [own], opinions: true });
    one.hear("quiz:answered", told(own, { correct: own.opinion ? null : true, max: own.opinion ? null : 1, points: own.opinion ? null : 1 }), number);
    await one.save();
    await one.close();
    const answer = lrs.taken[1];
    assertValid(answer);
    assert.equal(answer.object.id, `https://example.org/tea/item/${kind}-1`);
    assert.equal(answer.object.definition.interactionType, Shell.answers.TYPES[kind]);
    assert.equal(answer.context.contextActivities.category, undefined);
    assert.equal("success" in answer.result, !own.opinion);
    const named = new Set(["choices", "scale", "source", "target"].flatMap((part) => (answer.object.definition[part] ?? []).map(({ id }) => id)));
    if (named.size) for (const part of answer.result.response.split(/\[,\]|\[\.\]/)) assert.ok(named.has(part), part);
  });
}

test("answers of a test say of which test they are, and when they were given", async () => {
  const lrs = store();
  const { one, data } = await session(lrs);
  const own = data.items[1];
  one.hear("quiz:answered", told(own, { mode: "posttest", attempt: 2 }), number);
  one.hear("quiz:answered", told(data.items[0]), number);
  await one.save();
  await one.close();
  const [, test, practice] = lrs.taken;
  assert.deepEqual(test.context.contextActivities.grouping, [...GROUPING, { id: "https://example.org/tea/test/2" }]);
  assert.deepEqual(practice.context.contextActivities.grouping, GROUPING);
  assert.equal(test.timestamp, "2026-01-02T00:00:00.000Z");
  assert.deepEqual(Object.values(test.object.definition.extensions), [{ revision: own.revision, edition: "1.2.0", mode: "posttest" }]);
});

test("an opinion is never sent under a name unless the author says so", async () => {
  const lrs = store();
  const own = item("likert", { mode: "survey" });
  const { one } = await session(lrs, { items: [own] });
  one.hear("quiz:answered", told(own, { correct: null }), number);
  await one.close();
  assert.deepEqual(lrs.verbs(), ["initialized", "terminated"]);
  assert.equal(JSON.stringify(lrs.taken).includes(own.id), false);
});

test("without a network answers wait with their ids, come once when it is back, and terminated comes last", async () => {
  const lrs = store();
  const { one, data, said } = await session(lrs);
  lrs.fails.when = () => "offline";
  one.hear("quiz:answered", told(data.items[0]), number);
  one.hear("quiz:answered", told(data.items[2]), number);
  await one.save();
  const waiting = one.driver.store.waiting.map(({ id }) => id);
  lrs.fails.when = () => 0;
  await one.save();
  await one.close();
  assert.deepEqual(lrs.taken.slice(1, 3).map(({ id }) => id), waiting);
  assert.deepEqual([lrs.verbs().at(-1), lrs.taken.length, said], ["terminated", 4, ["notSaved", "savedAgain"]]);
});

test("a statement whose answer was lost is sent again under its id and is there once", async () => {
  const lrs = store();
  const { one, data } = await session(lrs);
  let lose = true;
  const { fetch } = one.driver.store;
  one.driver.store.fetch = async (url, how) => {
    const answer = await fetch(url, how);
    if (lose && url.includes("statements")) throw new TypeError("Failed to fetch");
    return answer;
  };
  one.hear("quiz:answered", told(data.items[0]), number);
  await one.save();
  lose = false;
  await one.save();
  await one.close();
  assert.deepEqual(lrs.verbs(), ["initialized", "answered", "terminated"]);
});

test("a statement that is never taken holds up no other; one that is there already is done", async () => {
  for (const status of [400, 409]) {
    const lrs = store();
    const { one, data } = await session(lrs);
    lrs.fails.when = (method, url) => (method === "PUT" && url.includes("statements") ? status : 0);
    one.hear("quiz:answered", told(data.items[0]), number);
    await one.save();
    assert.equal(one.driver.store.waiting.length, 0);
    await one.close();
  }
});

test("state and place come back by the registration", async () => {
  const lrs = store();
  const first = (await session(lrs)).one;
  first.at("lessons/02.html#a");
  first.memory.setItem("mode", "dark");
  await first.close();
  const { one } = await session(lrs);
  assert.deepEqual([one.place, one.memory.getItem("mode"), JSON.parse(one.memory.getItem("course/1/tea/setting/name")).value], ["lessons/02.html#a", "dark", "Jo Doe"]);
  await one.close();
});

test("a token that was used already lets nobody in", async () => {
  const lrs = store();
  const { fetch } = lrs;
  lrs.fetch = async (url, how) => (url.includes("token") ? { json: async () => ({ "error-code": "1", "error-text": "used" }) } : fetch(url, how));
  await assert.rejects(session(lrs), /no token/);
});
