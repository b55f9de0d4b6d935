"""The pages of the website as parts of one document: every id and every link names its page, every picture is inside.

`lessons/07-withdrawal.html#signs` becomes `#lessons/07-withdrawal:signs`, so that links work without any script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from lxml import html

from course.outputs.onefile.carried import data_address, local_file
from course.sphinxext.search import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Element = html.HtmlElement

PACKED = "course-packed"
"""The class of a place whose content is packed."""
MARK = ":"
"""What stands between the name of a page and an id on it."""
LEFT_OUT = {"search", "genindex"}
"""Pages that only a website needs: the file has a search of its own, and the index would be a sixth of it."""
_NAMED = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form")
_IDLE = {"reference"}
"""What Sphinx says of every link."""
_COUNTED = re.compile(rf"{MARK}id\d+$")
_CARRIED = ("src", "poster", "data")


@dataclass
class Page:
    """A page of the site: its name in the course, its title, its main part, and the files that it loads."""

    name: str
    title: str
    main: Element
    sheets: list[str]
    scripts: list[str]
    path: Path


def read_page(path: Path, site: Path) -> Page | None:
    """Read a page; None for a file that is none, such as one that the author added as it is."""
    tree = html.fromstring(path.read_bytes())
    main = tree.find(".//main")
    if main is None:
        return None
    title = tree.findtext(".//title") or ""
    sheets = [link.get("href") for link in tree.iterfind(".//link[@rel='stylesheet']")]
    scripts = [script.get("src") for script in tree.iterfind(".//script[@src]")]
    styled, scripted = ([name for name in names if name] for names in (sheets, scripts))
    return Page(
        path.relative_to(site).with_suffix("").as_posix(), " ".join(title.split()), main, styled, scripted, path
    )


def read_pages(site: Path) -> list[Page]:
    """Return the pages in the order of the side bar of the start page, then the others by name."""
    first = html.fromstring((site / "index.html").read_bytes())
    listed = [link.get("href", "") for link in first.xpath("//nav[contains(@class, 'bd-docs-nav')]//a")]
    order = {unquote(href).removesuffix(".html"): at for at, href in enumerate(listed)}
    paths = [path for path in site.rglob("*.html") if "_static" not in path.relative_to(site).parts]
    found = [page for path in paths if (page := read_page(path, site)) and page.name not in LEFT_OUT]
    return sorted(found, key=lambda page: (page.name != "index", order.get(page.name, len(order)), page.name))


def moved_in(page: Page, names: Iterable[str], site: Path) -> Element:
    """Return the main part of a page as a part of the whole document."""
    part = page.main
    relink(part, page, set(names), site)
    for node in part.iter():
        for name in ("id", *_NAMED):
            own = node.get(name, "").split() if isinstance(node.tag, str) else []
            if own:
                node.set(name, " ".join(f"{page.name}{MARK}{one}" for one in own))
    part.tag = "section"
    part.attrib.clear()
    part.set("id", page.name)
    part.set("class", "course-part")
    part.set("data-title", page.title)
    return part


def relink(part: Element, page: Page, names: set[str], site: Path) -> None:
    """Let links lead to places of the one document, and carry pictures and other files inside."""
    _choose_narrow(part)
    for idle in (*part.find_class("headerlink"), *part.find_class(UNTOLD)):
        idle.drop_tree()
    for node in list(part.iter("a")):
        href = node.get("href")
        if href is not None:
            _lead(node, href, page, names, site)
    for node in part.iter():
        for name in _CARRIED:
            address = node.get(name) if isinstance(node.tag, str) else None
            path = local_file(address, page.path, site) if address else None
            if path is not None:
                node.set(name, data_address(path))


def _choose_narrow(part: Element) -> None:
    """Keep the drawing for phones alone where there are two: it can be read on every screen."""
    for picture in list(part.iter("picture")):
        # The parser does not know that a source is empty: the image lies in it.
        source, image = next(picture.iter("source"), None), next(picture.iter("img"), None)
        if source is not None and image is not None:
            for name, value in (
                ("src", source.get("srcset")),
                *((side, source.get(side)) for side in ("width", "height")),
            ):
                if value:
                    image.set(name, value)
            picture[:] = [image]


def _lead(node: Element, href: str, page: Page, names: set[str], site: Path) -> None:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return
    target = _name(parts.path, page, site)
    if target in names:
        anchor = f"{MARK}{parts.fragment}" if parts.fragment else ""
        node.set("href", f"#{quote(target, safe='/')}{anchor}")
    elif path := local_file(href, page.path, site):
        node.set("href", data_address(path))
        node.set("download", path.name)


def _name(path: str, page: Page, site: Path) -> str:
    """Return the name of the page that an address leads to."""
    if not path:
        return page.name
    there = (page.path.parent / unquote(path)).resolve()
    return there.relative_to(site.resolve()).with_suffix("").as_posix() if there.is_relative_to(site.resolve()) else ""


def without_idle_classes(parts: Iterable[Element], used: set[str]) -> None:
    """Take classes out that no style sheet and no script knows; they would be a tenth of the file."""
    for part in parts:
        for node in part.iter():
            names = node.get("class", "").split() if isinstance(node.tag, str) else []
            kept = [name for name in names if name in used and name not in _IDLE]
            if kept:
                node.set("class", " ".join(kept))
            elif names:
                del node.attrib["class"]


def without_idle_ids(parts: Iterable[Element]) -> None:
    """Take out the ids that Sphinx counted and that no link leads to."""
    found = list(parts)
    led = {unquote(link.get("href", "")) for part in found for link in part.iter("a")}
    for part in found:
        for node in part.iter():
            name = node.get("id", "") if isinstance(node.tag, str) else ""
            if _COUNTED.search(name) and f"#{name}" not in led:
                del node.attrib["id"]


def tests_of(parts: Iterable[Element], instead: str) -> dict[str, list[str]]:
    """Take the pools of tests out, which nobody without scripts can use; return them by page as HTML."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for pool in part.xpath(".//*[contains(concat(' ', @class, ' '), ' quiz ')][@data-mode='posttest']"):
            own = found.setdefault(part.get("id", ""), [])
            place = html.Element("p")
            place.set("class", PACKED)
            place.text, place.tail = (None if own else instead), pool.tail
            pool.getparent().replace(pool, place)
            own.append(written(pool))
    return found


def shared_by_all(parts: Iterable[Element]) -> tuple[str, str]:
    """Take the bar and the foot out of every part, and return each once: they are the same on all pages."""
    bars = [bar for part in parts for bar in part.find_class("bd-header-article")]
    feet = [foot for part in parts for foot in part.find_class("bd-footer-content")]
    bar = next((one for one in bars if one.find_class("secondary-toggle")), bars[0] if bars else None)
    kept = ["" if one is None else written(one) for one in (bar, feet[0] if feet else None)]
    for one in (*bars, *feet):
        one.drop_tree()
    return kept[0], kept[1]


def written(node: Any) -> str:
    """Return a part as HTML, without the space at the beginning of lines."""
    text: str = html.tostring(node, encoding="unicode", with_tail=False)
    return "".join(_tight(text))


def _tight(text: str) -> Iterator[str]:
    """Yield the text without blank beginnings of lines, but in what is set as it is written."""
    for at, piece in enumerate(re.split(r"(<(pre|textarea)\b.*?</\2>)", text, flags=re.DOTALL)):
        if at % 3 == 0:
            yield re.sub(r"\s*\n\s*", "\n", piece)
        elif at % 3 == 1:
            yield piece
