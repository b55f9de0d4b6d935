"""What of a hostile text is alive in a file of an edition: an element, a handler, an address that runs, a command."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pikepdf

from tests.course.outputs.trust.corpus import MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ADDRESSES = {
    "href",
    "target",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "cite",
    "srcset",
    "background",
    "manifest",
}
RUNS = re.compile(r"\s*(?:javascript|vbscript|data:(?!image/(?:png|jpeg|gif|webp|svg\+xml)[;,]|,))", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TYPST = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*', re.DOTALL)
_VERBATIM = re.compile(r"\\begin\{sphinxVerbatim\}.*?\\end\{sphinxVerbatim\}", re.DOTALL)


def _local(name: Any) -> str:
    return str(name).rpartition("}")[2].lower()


def _elements(root: Any) -> Iterator[str]:
    """Yield what is alive in a tree of elements."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _element(element, _local(element.tag))
            for name, value in element.attrib.items():
                yield from (f"{found} of <{_local(element.tag)}>" for found in _attribute(_local(name), value))


def _element(element: Any, tag: str) -> Iterator[str]:
    code = element.text or ""
    if tag.startswith(MARK):
        yield f"the element <{tag}>"
    if tag == "meta" and "refresh" in str(element.attrib).lower():
        yield "a meta refresh"
    if tag == "script" and MARK in _STRING.sub("", code) and "json" not in element.get("type", ""):
        yield f"a script: {code[:200]}"
    if tag == "style" and MARK in code:
        yield "a style sheet"


def _attribute(name: str, value: str) -> Iterator[str]:
    if MARK in name or (name.startswith("on") and MARK in value) or (name in {"style", "srcdoc"} and MARK in value):
        yield f"the attribute {name}"
    if name in ADDRESSES and RUNS.match(value) and MARK in value:
        yield f"the address {value[:60]}"


def _page(text: str) -> Iterator[str]:
    yield from _elements(html5lib.parse(text, treebuilder="etree"))


def _xml(text: str) -> Iterator[str]:
    yield from _elements(ET.fromstring(text))  # noqa: S314 - our own builder wrote it


def _script(text: str) -> Iterator[str]:
    if MARK in _STRING.sub("", text):
        yield f"code: {_around(_STRING.sub('', text))}"


def _json(text: str) -> Iterator[str]:
    json.loads(text)
    yield from ()


def _typst(text: str) -> Iterator[str]:
    if MARK in _TYPST.sub("", text):
        yield f"code: {_around(_TYPST.sub('', text))}"


def _latex(text: str) -> Iterator[str]:
    if re.search(rf"\\input\{{{MARK}", _VERBATIM.sub("", text)):
        yield "a command"


def _roff(text: str) -> Iterator[str]:
    yield from (f"the request {line[:30]}" for line in text.splitlines() if re.match(rf"[.']\s*{MARK}", line))


def _plain(_text: str) -> Iterator[str]:
    yield from ()


def _around(text: str) -> str:
    at = text.index(MARK)
    return text[max(0, at - 100) : at + 60]


READERS: dict[str, Callable[[str], Iterator[str]]] = {
    ".html": _page,
    ".xhtml": _xml,
    ".opf": _xml,
    ".ncx": _xml,
    ".xml": _xml,
    ".rels": _xml,
    ".svg": _xml,
    ".js": _script,
    ".json": _json,
    ".webmanifest": _json,
    ".typ": _typst,
    ".tex": _latex,
    ".sty": _latex,
    ".1": _roff,
    ".txt": _plain,
    ".gift": _plain,
    ".pot": _plain,
    ".css": lambda text: iter(["a rule"] if MARK in text else []),
}
"""How each kind of file is read by what a reader opens it with; text that nothing runs is plain."""
DEAD = {
    ".jpeg", ".bin",
    ".png", ".woff2", ".woff", ".ttf", ".otf", ".inv", ".sha256", ".buildinfo", ".doctree", ".pickle", ".cls",
    ".xdy", ".ist", ".eot", ".po", ".mo", ".bat", "", ".md", ".scss", ".map",
}  # fmt: skip
"""Files that no text of a course gets into, or that only Sphinx reads."""


def alive(name: str, content: bytes) -> Iterator[str]:
    """Yield what is alive in one file, the members of an archive included; raise AssertionError for a kind unknown."""
    suffix = PurePath(name).suffix.lower()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from (f"{member}: {found}" for found in alive(member, archive.read(member)))
    elif name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(content)) as packed:
            for entry in packed:
                stream = packed.extractfile(entry)
                yield from (f"{entry.name}: {found}" for found in alive(entry.name, stream.read() if stream else b""))
    elif suffix == ".pdf":
        yield from _pdf(content)
    elif suffix in READERS:
        yield from READERS[suffix](content.decode("utf-8"))
    else:
        assert suffix in DEAD, f"{name}: say in tests/course/outputs/trust/live.py how such a file is read"


def _pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                if item.get("/S") in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}:
                    yield f"an action {item['/S']}"
                if RUNS.match(str(item.get("/URI", ""))):
                    yield f"the address {item['/URI']}"
