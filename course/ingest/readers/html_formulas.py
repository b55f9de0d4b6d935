r"""Formulas that a page holds as TeX in its words, for a script to draw: \(x^2\), \[x^2\], $$x^2$$.

Sphinx, pandoc and Quarto put them into an element of the class `math`; MathJax (https://docs.mathjax.org) and KaTeX
look for them in all words, so that they are formulas wherever a page loads one of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.readers.clutter import SILENT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
_DRAWS = re.compile(r"mathjax|katex", re.IGNORECASE)
_AS_IT_STANDS = SILENT | {"pre", "code", "kbd", "samp", "tt", "textarea", "math", "svg"}


def write_formulas(root: HtmlElement) -> None:
    """Write formulas as the scripts of MathJax that say what they are, `math/tex`, and drop doubles for the eye."""
    for shown in list(root.iter("mjx-math")):
        container = shown.getparent()
        if container is not None and next(container.iter("mjx-assistive-mml"), None) is not None:
            shown.drop_tree()
    for picture in list(root.iter("img")):
        whole = picture.getparent()
        is_double = whole is not None and next(whole.iter("math"), None) is not None
        if is_double and "mwe-math-fallback" in (picture.get("class") or ""):
            picture.drop_tree()
    everywhere = any(_DRAWS.search(f"{one.get('src') or ''} {one.text or ''}") for one in root.iter("script"))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _AS_IT_STANDS:
            continue
        is_math = "math" in (element.get("class") or "").split()
        if (everywhere or is_math) and not any(one.tag in _AS_IT_STANDS for one in element.iterancestors()):
            _write(element)


def _write(element: HtmlElement) -> None:
    """Write the formulas in the words directly in an element, those behind its children first."""
    for child in reversed(list(element)):
        parts, child.tail = _parted(child.tail), ""
        _insert(element, list(element).index(child) + 1, parts)
    parts, element.text = _parted(element.text), ""
    _insert(element, 0, parts)


def _parted(text: str | None) -> list[tuple[str, str]]:
    """Return words, and formulas with their kind, in turns; words have no kind."""
    found: list[tuple[str, str]] = []
    end = 0
    for one in FORMULA.finditer(text or ""):
        found.append(("", (text or "")[end : one.start()]))
        inline, *shown = one.groups()
        kind = "math/tex" if inline else "math/tex; mode=display"
        found.append((kind, inline or next(filter(None, shown))))
        end = one.end()
    return [*found, ("", (text or "")[end:])]


def _insert(element: HtmlElement, at: int, parts: list[tuple[str, str]]) -> None:
    last: HtmlElement | None = element[at - 1] if at else None
    for kind, text in parts:
        if kind:
            script = element.makeelement("script", {"type": kind})
            script.text = text.strip()
            script.sourceline = element.sourceline  # type: ignore[misc]  # lxml lets it be set
            element.insert(at, script)
            last, at = script, at + 1
        elif last is None:
            element.text = f"{element.text or ''}{text}"
        else:
            last.tail = f"{last.tail or ''}{text}"
