/** The order of results: all words before some, headings before text, lessons before glossary before appendix. */
"use strict";

(() => {
  const S = globalThis.courseSearch;
  /** By kind of page: lesson, handout, appendix, glossary, statements, references. */
  const KIND = [1, 0.75, 0.6, 0.5, 0.35, 0.3];
  const HEADING = [2.4, 2, 1.8, 1.2, 1.5, 1];
  const TEXTS = 3; // kinds below are read as text, those above looked up
  const LONGEST = 14;
  const SHOWN = 8;
  const PAGES = 3;

  /** @param {string} typed @param {SearchRun} run @returns {Map<number, number>} score of each place that has the word */
  function placesWith(typed, run) {
    const known = run.cache.get(typed);
    if (known) return known;
    const exact = typed.startsWith("=");
    const word = exact ? typed.slice(1) : typed;
    const hits = S.needed(word, run.wide).flatMap((name) => hitsIn(S.parts.get(name), word, exact));
    // A rare neighbor is never worth more than the word itself: it counts at most as rare as the commonest good match.
    const most = Math.max(0, ...hits.filter(([, weight]) => weight > 0.5).map(([, , places]) => places.length));
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const [name, weight, places] of hits) {
      run.marks.add(name);
      const rarity = Math.log(1 + run.head.pageOf.length / Math.max(places.length, most)) * weight;
      for (const coded of places) {
        const place = coded >> 1;
        const heading = coded & 1 ? HEADING[kindOf(run.head, place)] : 1;
        const score = (rarity * heading) / (1 + 0.03 * Number(run.head.lengths[place]));
        scores.set(place, Math.max(score, scores.get(place) ?? 0));
      }
    }
    run.cache.set(typed, scores);
    return scores;
  }

  /** @param {SearchPart | undefined} part @param {string} word @param {boolean} exact @returns {Array<[string, number, number[]]>} */
  function hitsIn(part, word, exact) {
    if (!part) return [];
    const own = part.words.indexOf(word);
    /** @type {Array<[number, number]>} */
    const found = !exact ? S.near(word, part.words) : own < 0 ? [] : [[own, 1]];
    return found.map(([at, weight]) => [part.words[at], weight, S.placesOf(part, at)]);
  }

  /** @param {SearchHead} head @param {number} place */
  const kindOf = (head, place) => head.pages[head.pageOf[place]][2];

  /** @param {SearchSlot} slot @param {SearchRun} run @returns {Map<number, number>} the best of the ways to say it */
  function placesFor(slot, run) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    const ways = slot.guess.length && !begun(slot.ways[0][0], run) ? [...slot.ways, ...slot.guess] : slot.ways;
    ways.forEach((words, way) => {
      const [first, ...others] = words.map((word) => placesWith(word, run));
      for (const [place, score] of first ?? []) {
        if (!others.every((other) => other.has(place))) continue;
        const sum = others.reduce((total, other) => total + (other.get(place) ?? 0), score);
        scores.set(place, Math.max(scores.get(place) ?? 0, (sum / Math.sqrt(words.length)) * (way ? (way < slot.ways.length ? 0.95 : 0.7) : 1)));
      }
    });
    if (slot.pair) for (const [place] of placesWith(`=${slot.pair}`, run)) scores.set(place, (scores.get(place) ?? 0) + 2); // half life, half-life
    return scores;
  }

  /** @param {string} typed @param {SearchRun} run @returns {boolean} whether the course has a word that begins like this */
  function begun(typed, run) {
    return S.needed(typed, run.wide).some((name) => S.parts.get(name)?.words.some((word) => word.startsWith(typed)));
  }

  /** @param {SearchQuery} query @param {SearchRun} run @returns {SearchHit[]} best first */
  function rank(query, run) {
    const slots = query.slots.map((slot) => placesFor(slot, run));
    /** @type {Map<number, [number, number]>} */
    const sums = new Map();
    const add = (/** @type {number} */ place, /** @type {number} */ score) => {
      const [sum, count] = sums.get(place) ?? [0, 0];
      sums.set(place, [sum + score, count + 1]);
    };
    for (const scores of slots) for (const [place, score] of scores) add(place, score);
    if (slots.length > 1) for (const scores of slots) for (const place of [...sums.keys()]) spokenFor(place, scores, run.head, add);
    const hits = [...sums].map(([place, [sum, count]]) => hit(place, sum, count / slots.length, run.head));
    raise(hits, run.head);
    hits.sort(byScore);
    const whole = hits.filter((one) => one.full);
    return whole.length >= 3 ? whole : hits;
  }

  /** The title of a page speaks for each of its places that lacks a word. @param {number} place @param {Map<number, number>} scores @param {SearchHead} head @param {(place: number, score: number) => void} add */
  function spokenFor(place, scores, head, add) {
    const title = scores.get(head.starts[head.pageOf[place]]);
    if (!scores.has(place) && title && kindOf(head, place) < TEXTS) add(place, 0.6 * title);
  }

  /** @param {number} place @param {number} sum @param {number} share @param {SearchHead} head @returns {SearchHit} */
  function hit(place, sum, share, head) {
    const page = head.pageOf[place];
    const standing = place === head.starts[page] ? 1.1 : head.asking.has(place) ? 0.7 : 1;
    return { place, page, full: share >= 1, score: sum * share * share * KIND[head.pages[page][2]] * standing, anchor: "", heading: "", text: "" };
  }

  /** A page that speaks of it in many places is about it. @param {SearchHit[]} hits @param {SearchHead} head */
  function raise(hits, head) {
    /** @type {Map<number, number>} */
    const totals = new Map();
    const lessons = hits.filter((one) => head.pages[one.page][2] < TEXTS);
    for (const one of lessons) totals.set(one.page, (totals.get(one.page) ?? 0) + one.score);
    const most = Math.max(...totals.values(), 0) || 1;
    for (const one of lessons) one.score *= 1 + (0.6 * (totals.get(one.page) ?? 0)) / most;
  }

  const byScore = (/** @type {SearchHit} */ one, /** @type {SearchHit} */ other) => other.score - one.score || one.place - other.place;

  /** Look at the text itself: where words stand together they count more. @param {SearchHit[]} hits @param {SearchQuery} query @param {SearchHead} head @returns {SearchHit[]} */
  function reread(hits, query, head) {
    const phrase = query.quoted || (query.words.length > 1 ? query.text : "");
    for (const one of hits) {
      const line = S.texts.get(one.page)?.[one.place - head.starts[one.page]];
      if (!line) continue;
      [one.anchor, one.heading, one.text] = line;
      const [heading, text] = [one.heading, `${one.heading} . ${one.text}`].map((part) => S.fold(part).replace(/-/g, " "));
      if (phrase) one.score *= heading.includes(phrase) ? 1.8 : text.includes(phrase) ? 1.4 : query.quoted ? 0 : 1;
      const count = query.words.reduce((sum, word) => sum + Math.min(6, text.split(word).length - 1), 0);
      if (head.pages[one.page][2] < TEXTS) one.score *= 1 + 0.12 * Math.log(1 + count);
    }
    return hits.filter((one) => one.score > 0).sort(byScore);
  }

  /** @param {SearchHit[]} hits @returns {SearchHit[]} at most two places of a page */
  function spread(hits) {
    const seen = new Map();
    return hits.filter(({ page }) => seen.set(page, (seen.get(page) ?? 0) + 1).get(page) <= 2).slice(0, LONGEST);
  }

  /** @param {string} typed @returns {Promise<SearchFound>} */
  async function find(typed) {
    await S.load("index.js");
    const head = S.head();
    const query = head ? S.parse(typed, head) : null;
    if (!head || !query?.slots.length) return { hits: [], marks: new Set(), total: 0, whole: true, came: head !== null };
    const words = query.slots.flatMap((slot) => [...slot.ways.flat(), ...slot.guess.flat(), slot.pair]).filter(Boolean).map((word) => word.replace("=", ""));
    let run = { head, wide: false, cache: new Map(), marks: new Set() };
    await Promise.all(words.map((word) => S.want(word, false)));
    let hits = rank(query, run);
    if (hits.length < 5 || !hits[0].full) {
      run = { head, wide: true, cache: new Map(), marks: new Set() };
      await Promise.all(words.map((word) => S.want(word, true)));
      hits = rank(query, run);
    }
    const top = spread(hits);
    const pages = [...new Set(top.map((one) => one.page))].slice(0, PAGES);
    await Promise.all(pages.filter((page) => !S.texts.has(page)).map((page) => S.load(`t${page}.js`)));
    const shown = reread(top.filter((one) => pages.includes(one.page)), query, head).slice(0, SHOWN);
    return { hits: shown, marks: run.marks, total: hits.length, whole: Boolean(shown[0]?.full), came: true };
  }

  Object.assign(S, { find });
})();
