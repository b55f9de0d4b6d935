"""Write the pages of an e-book anew where only its style sheets say what words mean, for pandoc reads no sheet."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import lxml.html
from lxml import etree

from course.ingest.losses import WHOLE, Losses, LossKind
from course.ingest.readers.clutter import words_of
from course.ingest.readers.html_styles import mark_styles
from course.ingest.readers.package import Package, PackageError, repacked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAGES = (".xhtml", ".html", ".htm")
_TYPE = "{http://www.idpf.org/2007/ops}type"


def mended(content: bytes, losses: Losses) -> bytes:
    """Return a book in whose pages stands what its sheets show; what they hide is left out and told.

    A damaged book comes back as it is, and so does a page that is no XML: the reader says what is wrong with them.
    """
    try:
        package = Package(content)
        pages = {name: package.read(name) or b"" for name in package.names() if name.lower().endswith(_PAGES)}
        made = {name: _page(package, name, page, losses) for name, page in pages.items()}
    except PackageError:
        return content
    changed = {name: page for name, page in made.items() if page != pages[name]}
    return repacked(content, changed) if changed else content


def _page(package: Package, name: str, page: bytes, losses: Losses) -> bytes:
    parser = lxml.html.XHTMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(page, parser)
    except (etree.XMLSyntaxError, ValueError):
        return page
    lxml.html.xhtml_to_html(root)
    before = etree.tostring(root)
    mark_styles(root, losses, _css(package, name, root))
    for element in list(root.iter()):
        if _is_hidden(element):
            losses.add(WHOLE, LossKind.HIDDEN, words_of(element))
            element.drop_tree()
    if etree.tostring(root) == before:
        return page
    lxml.html.html_to_xhtml(root)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _is_hidden(element: HtmlElement) -> bool:
    """Say whether words are hidden: notes, which a program for reading shows above the page, are not."""
    is_shown = not isinstance(element.tag, str) or (element.get("style") or "") != "display:none"
    if is_shown or element.getparent() is None or not words_of(element):
        return False
    return not any("note" in (one.get(_TYPE) or "") for one in element.iter())


def _css(package: Package, name: str, root: HtmlElement) -> str:
    """Return the sheets of a page in a row: those that it links and holds, all of the book where it has none."""
    found: list[str] = []
    for one in root.iter("link", "style"):
        if one.tag == "style":
            found.append(one.text or "")
        elif "stylesheet" in (one.get("rel") or "").lower().split():
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(one.get("href") or "")))
            found.append((package.read(path) or b"").decode("utf-8", "replace"))
    return "\n".join(found) if found else package.css()
