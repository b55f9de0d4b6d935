"""The documents of a folder in the order in which they are meant: by its navigation, else by their names.

Known are `mkdocs.yml`, `_toc.yml` of Jupyter Book, `SUMMARY.md` of mdBook and GitBook, and the toctrees of Sphinx.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from course.ingest.pandoc import FORMATS
from course.ingest.source import HTML, MARKDOWN, NOTEBOOK, SLIDES, TEXT, WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

KNOWN = (TEXT - {""}) | MARKDOWN | HTML | WORD | SLIDES | NOTEBOOK | FORMATS.keys() | {".pdf"}
"""Suffixes of files that are documents of a folder."""
SKIPPED = frozenset({"_build", "build", "node_modules", "__pycache__", "site", "venv"})
NAVIGATION = frozenset({"mkdocs.yml", "_toc.yml", "SUMMARY.md", "conf.py", "_config.yml"})
_FIRST = frozenset({"index", "readme", "_index", "intro"})
_NAV = re.compile(r"^nav:(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"^[ \t-]*(?:.*:[ \t]+)?[\"']?([^\s\"'#:][^\"'#:\n]*\.[A-Za-z]{2,9})[\"']?[ \t]*$", re.MULTILINE)
_FILE = re.compile(r"^[\s-]*(?:file|root):\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_LINK = re.compile(r"\]\(<?([^)#>]+)")
_TREE = re.compile(r"^(?P<in>[ \t]*)(?:\.\. toctree::|(?P<fence>`{3,}|:{3,})\{toctree\}).*$", re.MULTILINE)
_TITLED = re.compile(r"^.*<(.+)>$")


def documents_in(folder: Path) -> tuple[list[str], list[str]]:
    """Return the documents of a folder in their order, and its other files, both as paths in it."""
    files = sorted(_files(folder), key=_natural)
    documents = [name for name in files if posixpath.splitext(name)[1].lower() in KNOWN and name not in NAVIGATION]
    named = list(dict.fromkeys(name for name in _navigation(folder, documents) if name in documents))
    ordered = [*named, *(name for name in documents if name not in named)]
    return ordered, [name for name in files if name not in documents and name not in NAVIGATION]


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") or part in SKIPPED for part in parts):
            yield "/".join(parts)


def _natural(name: str) -> list[tuple[int, list[tuple[int, int, str]]]]:
    """Return a key that sorts 2 before 10, the start page of a folder first, and folders behind files."""
    *folders, file = name.split("/")
    first = file.rpartition(".")[0].lower() in _FIRST
    return [*((2, _chunks(one)) for one in folders), (0 if first else 1, _chunks(file))]


def _chunks(name: str) -> list[tuple[int, int, str]]:
    parts = filter(None, re.split(r"([0-9]+)", name.lower()))
    return [(0, int(one), "") if one.isdigit() else (1, 0, one) for one in parts]


def _navigation(folder: Path, documents: Iterable[str]) -> Iterator[str]:
    known = list(documents)
    if text := _text(folder, "mkdocs.yml"):
        nav = _NAV.search(text)
        for path in _PATH.findall(nav[1] if nav else ""):
            yield from (f"{root}{path.strip()}" for root in ("docs/", "") if f"{root}{path.strip()}" in known)
    elif text := _text(folder, "_toc.yml"):
        yield from (name for path in _FILE.findall(text) for name in _meant(path, known))
    else:
        for name in ("SUMMARY.md", "src/SUMMARY.md"):
            base = posixpath.dirname(name)
            for path in _LINK.findall(_text(folder, name)):
                yield posixpath.normpath(posixpath.join(base, path.strip()))
        roots = [name for name in known if name.rpartition("/")[2].rpartition(".")[0] == "index"]
        yield from _trees(folder, roots[0], known, set()) if roots and (folder / roots[0]).suffix != ".html" else ()


def _trees(folder: Path, name: str, known: list[str], seen: set[str]) -> Iterator[str]:
    """Yield a page of Sphinx and those of its toctrees, each followed by its own."""
    if name in seen:
        return
    seen.add(name)
    entries = [one for entry in _entries(_text(folder, name)) for one in _meant(_beside(name, entry), known)]
    if entries or len(seen) > 1:
        yield name
    for one in entries:
        yield from _trees(folder, one, known, seen)


def _beside(name: str, entry: str) -> str:
    base = "" if entry.startswith("/") else posixpath.dirname(name)
    return posixpath.normpath(posixpath.join(base, entry.lstrip("/")))


def _entries(text: str) -> Iterator[str]:
    """Yield the pages that the toctrees of a text name."""
    for found in _TREE.finditer(text):
        for line in text[found.end() + 1 :].split("\n"):
            bare = line.strip()
            if found["fence"] and bare.startswith(found["fence"]):
                break
            if not found["fence"] and bare and not line.startswith(found["in"] + " "):
                break
            if bare and not bare.startswith(":") and "*" not in bare:
                titled = _TITLED.match(bare)
                yield titled[1] if titled else bare


def _meant(path: str, known: list[str]) -> list[str]:
    """Return the document that a path means, also one without its suffix."""
    return [name for name in known if name == path or name.rpartition(".")[0] == path][:1]


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
