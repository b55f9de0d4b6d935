/** Match an answer against an expression: a set of states, one step for each letter; see the Python module quizzes.regex. */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const { Parser, accepts, WORD } = Quizzes.regex;
  const MOST_STEPS = 2000;
  const MOST_PARTS = 20000;
  const LONGEST = 5000;
  let written = 0;
  /** @type {Map<string, RegexStep[] | null>} */
  const known = new Map();

  /**
   * @param {RegexStep[]} steps
   * @param {RegexStep} step
   */
  function add(steps, step) {
    if (steps.length >= MOST_STEPS) throw new RangeError("too many steps");
    return steps.push(step) - 1;
  }

  /**
   * @param {RegexStep[]} steps
   * @param {RegexNode} node
   */
  function write(steps, node) {
    const parts = node.parts ?? [];
    written += 1;
    if (written > MOST_PARTS) throw new RangeError("too many parts");
    if (node.kind === "letter") add(steps, { letters: node.letters });
    else if (node.kind === "assert") add(steps, { name: node.name });
    else if (node.kind === "row") for (const part of parts) write(steps, part);
    else if (node.kind === "choice") choose(steps, parts);
    else repeat(steps, parts[0], node.low ?? 0, node.high ?? 0);
  }

  /**
   * @param {RegexStep[]} steps
   * @param {RegexNode[]} branches
   */
  function choose(steps, branches) {
    const ends = [];
    for (const branch of branches.slice(0, -1)) {
      const split = add(steps, {});
      write(steps, branch);
      ends.push(add(steps, {}));
      steps[split] = { to: [split + 1, steps.length] };
    }
    write(steps, branches[branches.length - 1]);
    for (const end of ends) steps[end] = { to: [steps.length] };
  }

  /**
   * @param {RegexStep[]} steps
   * @param {RegexNode} part
   * @param {number} low
   * @param {number} high
   */
  function repeat(steps, part, low, high) {
    for (let count = 0; count < low; count += 1) write(steps, part);
    const splits = [];
    for (let count = low; count < (high === Infinity ? low + 1 : high); count += 1) {
      splits.push(add(steps, {}));
      write(steps, part);
    }
    if (high === Infinity) add(steps, { to: [splits[0]] });
    for (const split of splits) steps[split] = { to: [split + 1, steps.length] };
  }

  /**
   * @param {string} pattern
   * @returns {RegexStep[] | null} null for an expression that is not in the subset
   */
  function compile(pattern) {
    if (!known.has(pattern)) {
      try {
        /** @type {RegexStep[]} */
        const steps = [];
        written = 0;
        write(steps, new Parser(pattern).parse());
        known.set(pattern, steps);
      } catch {
        known.set(pattern, null);
      }
    }
    return known.get(pattern) ?? null;
  }

  /**
   * @param {string | undefined} name
   * @param {string[]} text
   * @param {number} place
   */
  function holds(name, text, place) {
    if (name === "^") return place === 0;
    if (name === "$") return place === text.length;
    const before = place > 0 && accepts(WORD, text[place - 1]);
    const behind = place < text.length && accepts(WORD, text[place]);
    return (before !== behind) === (name === "b");
  }

  /**
   * @param {RegexStep[]} steps
   * @param {number[]} states
   * @param {string[]} text
   * @param {number} place
   * @returns {Set<number>} every state that can be reached without taking a letter
   */
  function reached(steps, states, text, place) {
    /** @type {Set<number>} */
    const found = new Set();
    const waiting = [...states];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (found.has(state)) continue;
      found.add(state);
      const step = steps[state];
      if (step?.to) waiting.push(...step.to);
      else if (step?.name && holds(step.name, text, place)) waiting.push(state + 1);
    }
    return found;
  }

  /**
   * @param {string} pattern
   * @param {string} given
   */
  function fullMatch(pattern, given) {
    const steps = compile(pattern);
    if (!steps) return false;
    const text = [...given];
    if (text.length > LONGEST) return false;
    let states = reached(steps, [0], text, 0);
    text.forEach((letter, place) => {
      const taken = [...states].filter((state) => steps[state]?.letters && accepts(steps[state].letters, letter));
      states = reached(steps, taken.map((state) => state + 1), text, place + 1);
    });
    return states.has(steps.length);
  }

  Object.assign(Quizzes, { fullMatch });
})();
