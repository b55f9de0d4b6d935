"""What is around the text of an HTML page: its main part is chosen, and what is left out is told with its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

SILENT = frozenset({"script", "style", "template", "link", "meta", "title", "head", "base", "col", "colgroup"})
"""Elements without a word for a reader."""
_KINDS = {
    **dict.fromkeys(("iframe", "object", "embed", "audio", "video", "applet"), LossKind.MEDIA),
    **dict.fromkeys(("canvas", "svg"), LossKind.PICTURE),
    **dict.fromkeys(("noscript", "button", "select", "textarea", "input", "nav"), LossKind.CLUTTER),
}
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"})
_NAMED = re.compile(
    r"(?:.*[-_])?(?:cookies?|breadcrumbs?|nav|navbar|navbox|navigation|menu|sidebar|newsletter|share|sharing|social|"
    r"pagination|pager|skip-?link|advert|advertisement|promo|popup|modal|related|teaser|editsection|noprint|"
    r"headerlink|anchorjs)"
    r"(?:[-_](?:banner|bar|box|consent|buttons?|links?|list|nav|menu|panel|posts|articles|styles))?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"toc|table-of-contents|toctree-wrapper", re.IGNORECASE)
_WITHIN = frozenset({"main", "article", "blockquote", "section", "figure"})
_ICON = 33
_DRAWN = frozenset({"katex-html", "MathJax_Preview", "MathJax", "mjx-chtml"})
"""Drawings of a formula whose source stands beside them."""


def main_part(root: HtmlElement) -> HtmlElement:
    """Return the article of a page that has one, else its main part, else its body.

    A page whose only main heading stands in the main part, but outside of the article, is its main part.
    """
    articles, heads = list(root.iter("article")), list(root.iter("h1"))
    mains = [one for one in root.iter() if one.tag == "main" or one.get("role") == "main"]
    if len(articles) == 1 and not (mains and len(heads) == 1 and articles[0] not in heads[0].iterancestors()):
        return articles[0]
    body = root.find("body")
    return mains[0] if mains else root if body is None else body


def around(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements beside a part and beside what holds it, up to the body."""
    for holder in (part, *part.iterancestors()):
        parent = holder.getparent()
        if holder.tag in ("body", "html") or parent is None:
            return
        yield from (one for one in parent if one is not holder and isinstance(one.tag, str))


def words_of(element: HtmlElement) -> str:
    """Return the words of an element that a reader could see, with single blanks."""
    return " ".join(" ".join(_texts(element)).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    is_name = element.tag == "title" and any(one.tag == "svg" for one in element.iterancestors())
    if not isinstance(element.tag, str) or (element.tag in SILENT and not is_name):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def clutter(element: HtmlElement) -> LossKind | None:
    """Return as what an element is left out, None for a part of the text."""
    if is_formula(element):
        return None
    return LossKind.MARKUP if is_silent(element) else _by_tag(element) or _by_name(element)


def _by_tag(element: HtmlElement) -> LossKind | None:
    tag = element.tag
    if tag == "svg" and (element.get("aria-hidden") == "true" or _is_small(element)):
        return LossKind.CLUTTER
    if tag == "img" and _is_dot(element):
        return LossKind.CLUTTER
    if tag in ("header", "footer") and not _holds_title(element):
        return None if any(one.tag in _WITHIN for one in element.iterancestors()) else LossKind.HEADER
    return _KINDS.get(str(tag))


def _holds_title(element: HtmlElement) -> bool:
    return element.tag in ("html", "body", "main", "h1") or element.find(".//h1") is not None


def is_silent(element: HtmlElement) -> bool:
    """Say whether an element has nothing to tell: a script, or a drawing of a formula that is read from its source."""
    drawn = _DRAWN.intersection((element.get("class") or "").split())
    return element.tag in SILENT or (bool(drawn) and element.find(".//math") is None)


def is_formula(element: HtmlElement) -> bool:
    """Say whether an element is a formula or its source, which pages often hide."""
    if element.tag == "script":
        return (element.get("type") or "").startswith("math/tex")
    return element.tag == "math" or (
        element.tag == "span" and element.find(".//math") is not None and not words_beside(element)
    )


def words_beside(element: HtmlElement) -> bool:
    """Say whether an element has words that belong to no formula in it."""
    formulas = {id(inner) for math in element.iter("math") for inner in math.iter()}
    return any(
        (one.text or "").strip() and id(one) not in formulas and isinstance(one.tag, str) for one in element.iter()
    )


def _by_name(element: HtmlElement) -> LossKind | None:
    if _holds_title(element):
        return None
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return LossKind.HIDDEN
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    if any(_CONTENTS.fullmatch(name) for name in names):
        return LossKind.CONTENTS
    if element.get("aria-hidden") == "true" or element.get("role") in _ROLES or any(map(_NAMED.fullmatch, names)):
        return LossKind.CLUTTER
    return None


def _is_small(element: HtmlElement) -> bool:
    sizes = [re.fullmatch(r"\s*(\d+)(?:\.\d+)?(?:px)?\s*", element.get(name) or "") for name in ("width", "height")]
    return any(size is not None and int(size[1]) < _ICON for size in sizes)


def _is_dot(element: HtmlElement) -> bool:
    return element.get("width") in ("0", "1") and element.get("height") in ("0", "1")
