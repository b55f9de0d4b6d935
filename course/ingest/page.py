"""An HTML page as a tree: tags that nobody closed are ended as browsers end them, and what is around the text goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

_DROPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "form",
    "button", "select", "textarea", "nav", "head", "footer", "aside",
)  # fmt: skip
_AROUND = ("header",)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"})
_CLUTTER = re.compile(
    r"(?:.*[-_])?(?:cookies?|breadcrumbs?|nav|navbar|navigation|menu|sidebar|newsletter|share|sharing|social|pagination|"
    r"skip-?link|advert|advertisement|promo|popup|modal)(?:[-_](?:banner|bar|box|consent|buttons?|links?|list|nav|menu|panel))?",
    re.IGNORECASE,
)
_CELL, _ROW = ("td", "th"), ("tr", "td", "th")
_GROUP = ("thead", "tbody", "tfoot", *_ROW)
_ENDED_BY = {
    "li": (("li",), ("ul", "ol", "menu")),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), ("dl",))),
    **dict.fromkeys(_CELL, (_CELL, ("tr", "table"))),
    "tr": (_ROW, ("table",)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_GROUP, ("table",))),
}
"""What the start of a tag ends, and the tags in which it is looked for."""
_BLOCKS = """\
p div ul ol menu dl table h1 h2 h3 h4 h5 h6 pre blockquote section article main aside header footer nav figure form hr
address fieldset details"""
_ENDED_BY |= dict.fromkeys(_BLOCKS.split(), (("p",), ("table", "td", "th", "caption", "button", "li", "dd")))


class Page(BeautifulSoup):
    """A tree of tags; `<li>one<li>two` and `<p>one<p>two` are read as HTML says."""

    def handle_starttag(self, name: str, *rest: Any, **more: Any) -> Tag | None:
        """End what the new tag ends, then begin it."""
        self.endData()
        while outer := self._ended_by(name):
            while self.currentTag is not outer:
                self.popTag()
            self.popTag()
        return super().handle_starttag(name, *rest, **more)

    def _ended_by(self, name: str) -> Tag | None:
        """Return the innermost open tag that the start of another ends."""
        ended, within = _ENDED_BY.get(name, ((), ()))
        if not any(self.open_tag_counter.get(one) for one in ended):
            return None
        found = next((tag for tag in reversed(self.tagStack) if tag.name in ended + within), None)
        return found if found and found.name in ended else None


def main_part(soup: BeautifulSoup) -> Tag:
    """Return the article of a page that has one, else its main part, else its body."""
    articles = soup.find_all("article")
    if len(articles) == 1:
        return articles[0]
    found = soup.find("main") or soup.find(None, {"role": "main"}) or soup.body
    return found if isinstance(found, Tag) else soup


def take_out_surroundings(root: Tag) -> Iterator[Tag]:
    """Remove what is no text of the document, and yield each part before it goes.

    Scripts, forms, navigation and footers go by their tag; cookie notes, breadcrumbs, menus and sidebars by their
    class, id or role, unless the main heading is in them.
    """
    names = _DROPPED + (_AROUND if root.name not in ("main", "article") else ())
    for tag in root.find_all(lambda tag: tag.name in names or _is_clutter(tag)):
        if not tag.decomposed:
            yield tag
            tag.decompose()
    for comment in root.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()


def _is_clutter(tag: Tag) -> bool:
    names = [*tag.get_attribute_list("class"), *tag.get_attribute_list("id")]
    named = any(_CLUTTER.fullmatch(str(name)) for name in names if name)
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true"
    return (
        (named or hidden or tag.get("role") in _ROLES) and tag.find("h1") is None and tag.name not in ("html", "body")
    )
