/** Draw a test from the pool by the blueprint: the algorithm of the Python module quizzes.draw, proved against it. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  /**
   * @param {string} seed
   * @returns {(count: number) => number} numbers from 0 to count - 1: FNV-1a of the seed, then mulberry32
   */
  function generator(seed) {
    let state = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193);
    return (count) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) * count) / 2 ** 32);
    };
  }

  /** @template T @param {T[]} list @param {(count: number) => number} below @returns {T[]} a shuffled copy */
  function shuffled(list, below) {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      [copy[last], copy[other]] = [copy[other], copy[last]];
    }
    return copy;
  }

  const byId = (/** @type {{id: string}} */ one, /** @type {{id: string}} */ other) => (one.id < other.id ? -1 : Number(one.id > other.id));

  /**
   * @param {PoolItem[]} pool
   * @param {Cell[]} cells
   * @param {string} seed
   * @param {string[]} seen ids of earlier tests, taken only where nothing else is left
   * @returns {string[]} ids, never two of one group; the items of one case stand together
   */
  function draw(pool, cells, seed, seen) {
    const below = generator(seed);
    const fits = (/** @type {PoolItem} */ one) => cells.find((cell) => cell.lesson === one.lesson && cell.bloom.includes(one.bloom));
    const familiar = new Set(pool.filter((one) => one.group && seen.includes(one.id)).map((one) => one.group));
    const rank = (/** @type {PoolItem} */ one) => (seen.includes(one.id) ? 2 : Number(familiar.has(one.group)));
    const freshFirst = (/** @type {PoolItem[]} */ list) => list.sort((one, other) => rank(one) - rank(other));
    /** @type {PoolItem[]} */
    const taken = [];
    for (const cell of cells) {
      const drawn = new Set(taken.map((one) => one.group).filter(Boolean));
      const own = pool.filter((one) => fits(one) === cell && !drawn.has(one.group)).sort(byId);
      /** @type {Map<string, PoolItem[]>} */
      const choices = new Map();
      for (const one of own) {
        const name = one.group ? `group ${one.group}` : `item ${one.id}`;
        choices.set(name, [...(choices.get(name) ?? []), one]);
      }
      const each = [...choices.values()].map((unit) => (unit.length > 1 ? freshFirst(shuffled(unit, below))[0] : unit[0]));
      taken.push(...freshFirst(shuffled(each, below)).slice(0, cell.draw));
    }
    /** @type {Map<string, string[]>} */
    const units = new Map();
    for (const one of taken.sort(byId)) {
      const unit = one.case ? `case ${one.case}` : `item ${one.id}`;
      units.set(unit, [...(units.get(unit) ?? []), one.id]);
    }
    return shuffled([...units.values()], below).flat();
  }

  Object.assign(Course, { draw, generator });
})();
