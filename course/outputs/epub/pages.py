"""What is done to every page before it is packed: its language, nothing folded away, and XML that is well formed."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lenient

_ROOT = re.compile(r"<html\b(?![^>]*\slang=)")
_FOLDED = re.compile(r"<details\b(?![^>]*\sopen\b)")
# Icons decorate, and a drawing inside of a page would have to be declared in the package.
_ICON = re.compile(r"<svg\b[^>]*\baria-hidden=\"true\"[^>]*>.*?</svg>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?math\b")
_XHTML = "http://www.w3.org/1999/xhtml"


def for_readers(page: bytes, language: str) -> bytes:
    """Return a page of XHTML that names its language, opens what a screen folds away, and has no icons.

    The contents say to screen readers, which do not know the types of EPUB, that they are such.

    A page that an extension has left as HTML, with elements that do not end, is written anew as XML: readers show
    nothing of a page that is not well formed.
    """
    text = page.decode("utf-8")
    text = _ROOT.sub(f'<html lang="{language}" xml:lang="{language}"', text, count=1)
    text = _ICON.sub("", text)
    text = _FOLDED.sub('<details open="open"', text)
    text = text.replace('<nav epub:type="toc">', '<nav epub:type="toc" role="doc-toc">')
    return _well_formed(text).encode("utf-8")


def properties_of(page: bytes) -> str:
    """Return the properties that the package must declare of a page: `mathml` where formulas are elements."""
    return "mathml" if _FORMULA.search(page) else ""


def _well_formed(text: str) -> str:
    try:
        etree.fromstring(text.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        tree = lenient.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
        tree.attrib["xmlns"] = _XHTML
        body = etree.tostring(tree, encoding="unicode", method="xml")
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{body}\n'
    return text
