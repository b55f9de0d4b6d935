/** Draw a test from the pool by the blueprint: the same seed gives the same test, what was not seen comes first. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  /** @param {string} seed @returns {() => number} numbers from 0 to 2**32 - 1: xmur3 hash of the seed into sfc-like mixing (mulberry32) */
  function generator(seed) {
    let state = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    };
  }

  /** @template T @param {T[]} list @param {() => number} next @returns {T[]} a shuffled copy */
  function shuffled(list, next) {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = next() % (last + 1);
      [copy[last], copy[other]] = [copy[other], copy[last]];
    }
    return copy;
  }

  /**
   * @param {PoolItem[]} pool
   * @param {Cell[]} cells
   * @param {string} seed
   * @param {string[]} seen ids of earlier tests
   * @returns {string[]} ids, cell after cell
   */
  function draw(pool, cells, seed, seen) {
    const next = generator(seed);
    /** @type {Set<string>} */
    const taken = new Set();
    for (const cell of cells) {
      const fitting = pool.filter((one) => one.lesson === cell.lesson && cell.bloom.includes(one.bloom) && !taken.has(one.id));
      const order = shuffled(fitting.map((one) => one.id).sort(), next);
      const fresh = [...order.filter((id) => !seen.includes(id)), ...order.filter((id) => seen.includes(id))];
      fresh.slice(0, cell.draw).forEach((id) => taken.add(id));
    }
    return [...taken];
  }

  Course.draw = draw;
})();
