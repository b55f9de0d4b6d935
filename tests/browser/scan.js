// Runs axe; its two slow rules, on colors, are asked of the first and the last of what looks alike, and of everything
// that another box may lie over or under. Alike are elements of one kind whose computed style, and that of all they
// stand in, is the same: one verdict holds for all of them. In a part of a page every element is asked.
async ([within, only]) => {
  const DRAWN = [
    "color", "fontSize", "fontWeight", "fontStyle", "fontFamily", "textShadow", "textDecorationLine", "borderBottomWidth",
    "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "position", "zIndex", "float", "overflow",
    "clip", "clipPath", "visibility", "display",
  ];
  const MARK = "data-axe-asked", LINKS = "a[href], [role=link]", JUDGED = `${LINKS}, input, select, textarea, button`;
  const asked = new Set(), looks = new Map(), numbers = new Map(), lifted = [];

  const number = (key) => numbers.get(key) ?? (numbers.set(key, numbers.size), numbers.size - 1);
  const speaks = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  const block = (node) => (getComputedStyle(node).display.startsWith("inline") ? block(node.parentElement) : node);
  const others = (node) => (node.matches("a") ? "" : [...node.childNodes].map((child) =>
    child.nodeType === Node.TEXT_NODE ? child.data.trim() : child.nodeType === Node.ELEMENT_NODE ? others(child) : "").join(""));
  const off = (node) => node.matches(":disabled, [aria-disabled], [aria-hidden]") || node.closest("label")?.control?.disabled;
  const amongWords = (node) => node.matches(LINKS) && others(block(node)) !== "";

  const walk = (node, above) => {
    const style = getComputedStyle(node);
    if (style.display === "none") return;
    const kind = [node.type, off(node), amongWords(node)];
    const look = number([above, ...kind, ...DRAWN.map((name) => style[name])].join("|"));
    if (["absolute", "fixed", "sticky"].includes(style.position)) lifted.push(node);
    if (speaks(node) || node.matches(JUDGED)) looks.set(look, [...(looks.get(look) ?? []), node]);
    for (const child of [...node.children, ...(node.shadowRoot?.children ?? [])]) walk(child, look);
  };
  if (!within) walk(document.documentElement, "");

  const boxes = lifted.map((node) => [node, node.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
  const meets = (box, other) =>
    box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  for (const alike of looks.values()) {
    const seen = alike.filter((node) => node.getClientRects().length);
    for (const node of [seen[0], seen.at(-1)]) if (node) asked.add(node);
    for (const node of seen) {
      const own = node.getBoundingClientRect();
      if (boxes.some(([over, box]) => meets(box, own) && !over.contains(node))) asked.add(node);
    }
  }

  axe.configure({ rules: [
    { id: "color-contrast", selector: within ? "*" : `[${MARK}]` },
    { id: "link-in-text-block", selector: within ? LINKS : `:is(${LINKS})[${MARK}]` },
  ] });
  for (const node of asked) node.setAttribute(MARK, "");
  try {
    // Without `resultTypes` axe also works out a selector for each element that passes, which takes as long as the
    // rules; `preload` would fetch every style sheet again, for rules that are off.
    const options = { resultTypes: ["violations"], preload: false, ...(only ? { runOnly: only } : {}) };
    return (await axe.run(within ?? document, options)).violations;
  } finally {
    for (const node of asked) node.removeAttribute(MARK);
  }
}
