"""Write the pages of an e-book anew where pandoc loses what they say.

It reads no style sheet, no number of a single entry, no reading beside a word, no note that stands in another file, and
no page beside the line of reading (`linear="no"`), such as that of the answers.
"""

from __future__ import annotations

import posixpath
import re
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
_BESIDE = re.compile(rb"""\s+linear\s*=\s*(["'])no\1""")
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
    for name in package.names():
        if name.lower().endswith(".opf"):
            pages[name] = package.read(name) or b""
            made[name] = _BESIDE.sub(b"", pages[name])
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
    _say_marks(root)
    for element in list(root.iter("ol")):
        _restart(element)
    for element in list(root.iter()):
        if _is_hidden(element):
            losses.add(WHOLE, LossKind.HIDDEN, words_of(element))
            element.drop_tree()
    if etree.tostring(root) == before:
        return page
    lxml.html.html_to_xhtml(root)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _say_marks(root: HtmlElement) -> None:
    """Write what has a tag of its own in tags that pandoc reads, and let notes for other pages be paragraphs."""
    for element in list(root.iter("ins")):
        element.tag = "span"
        element.set("class", f"{element.get('class') or ''} ins".strip())
    for reading in list(root.iter("rt")):
        if not reading.xpath("ancestor::ruby[1]//rp"):
            reading.text = f"({reading.text or ''}"
            last = reading[-1] if len(reading) else None
            if last is None:
                reading.text += ")"
            else:
                last.tail = f"{last.tail or ''})"
    for ruby in list(root.iter("ruby", "rt", "rb", "rp")):
        ruby.drop_tag()
    called = {(one.get("href") or "").removeprefix("#") for one in root.iter("a")}
    for element in root.iter():
        if "note" in (element.get(_TYPE) or "") and element.tag != "a" and element.get("id") not in called:
            element.attrib.pop(_TYPE)


def _restart(whole: HtmlElement) -> None:
    """Begin a list anew at an entry with a number of its own; in one that counts down each entry is one."""
    entries = [one for one in whole if one.tag == "li"]
    down = whole.get("reversed") is not None
    number = int(start) if (start := whole.get("start") or "").isdecimal() else len(entries) if down else 1
    for at, entry in enumerate(entries):
        value = (entry.get("value") or "").strip()
        if at and (down or value.isdecimal()):
            below = whole.makeelement("ol", dict(whole.attrib))
            below.set("start", value if value.isdecimal() else str(number - at))
            below.tail, whole.tail = whole.tail, None
            below.extend([entry, *entry.itersiblings()])
            whole.addnext(below)
            if not down:
                _restart(below)
                return
            whole = below
        elif not at and (value.isdecimal() or down):
            whole.set("start", value if value.isdecimal() else str(number))


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
