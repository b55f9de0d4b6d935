/** The score of a test as a picture: a ring, as far round as the share, with a line at the pass mark. The words stand beside it. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const SPACE = "http://www.w3.org/2000/svg"; // the name of a vocabulary, nothing that is asked for

  /** @param {string} tag @param {Record<string, string>} attributes @param {...Node} parts @returns {Element} */
  function drawn(tag, attributes, ...parts) {
    const node = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...parts);
    return node;
  }

  /** @param {number} share percent reached @param {number} pass percent to pass @returns {Element} */
  Course.ring = (share, pass) => {
    const circle = { cx: "50", cy: "50", r: "42", pathLength: "100" };
    return drawn("svg", { class: "course-ring", viewBox: "0 0 100 100", width: "112", height: "112", "aria-hidden": "true" },
      drawn("circle", { ...circle, class: "course-ring-all" }),
      drawn("circle", { ...circle, class: "course-ring-part", "stroke-dasharray": `${share} 100`, transform: "rotate(-90 50 50)" }),
      drawn("line", { class: "course-ring-mark", x1: "50", y1: "0", x2: "50", y2: "18", transform: `rotate(${3.6 * pass} 50 50)` }));
  };
})();
