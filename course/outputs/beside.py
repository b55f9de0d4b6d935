"""What stands beside the website: the files of other editions of the same state of the course, for its pages to offer.

The list lies in the website and is written when all editions of a build are in place, so that it names none that is
missing, and none that was made of an earlier state of the course. Each edition on offer has a mark in its folder, by
which a page sees whether it is still there.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from course.outputs.edition import EDITIONS
from course.outputs.stamp import read_stamp
from course.sphinxext.learner.scripts import BESIDE, beside
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = "edition.js"
"""The file in the folder of an edition that pages can look for."""
SITE = "html"
_KINDS = {"handouts": ("handout", "lessons"), "job-aids": ("aid", "handouts"), "large-print": ("large", "")}
"""Folders of what is printed: their kind, and the folder of the pages that they print."""
_PAPER = re.compile(r"(.+)-(letter|a4)")
_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
_PAPERS = {"letter": "Letter", "a4": "A4"}


def mark(folder: Path) -> None:
    """Leave the mark in the folder of an edition that is offered to learners: a script that does nothing."""
    (folder / MARK).write_text('"use strict";\n', encoding="utf-8")


def marks(out: Path) -> list[Path]:
    """Return where marks are, or would be: the website is another one when one of them comes or goes."""
    return [out / name / MARK for name, edition in EDITIONS.items() if edition.offered]


def tell_beside(out: Path, cache: Path) -> None:
    """Write into the website which editions stand beside it; nothing is touched where there is no website.

    Raises FindingsError when the website cannot be written.
    """
    target = out / SITE / "_static" / BESIDE
    if not target.is_file():
        return
    text = beside(_offered(out, cache))
    try:
        if target.read_text(encoding="utf-8") != text:
            new = target.with_name(f".{BESIDE}")
            new.write_text(text, encoding="utf-8")
            new.replace(target)
    except OSError as error:
        message = f"cannot write the list of editions: {error.strerror or error}"
        raise FindingsError(Finding(target, 1, "C020", message, hint="choose another with --out")) from error


def _offered(out: Path, cache: Path) -> Iterator[dict[str, Any]]:
    """Yield the files of each edition that was made of the same state of the course as the website."""
    course = read_stamp(cache, SITE).get("course")
    for name, edition in EDITIONS.items():
        folder = out / name
        if edition.offered and folder.is_dir() and course and read_stamp(cache, name).get("course") == course:
            if edition.on_paper:
                found = sorted(folder.rglob("*.pdf"))
                papers = {match[2] for path in found if (match := _PAPER.fullmatch(path.stem))}
                yield from (_printed(path, name, out, several=len(papers) > 1) for path in found)
            else:
                entry = edition.entry_in(folder)
                yield _told(entry, name, out)


def _told(path: Path, kind: str, out: Path, page: str = "", paper: str = "") -> dict[str, Any]:
    """Return one file: its kind, path, size in bytes, the page that it prints with its title, and the paper."""
    shown = out / SITE / f"{page}.html"
    found = _TITLE.search(shown.read_text(encoding="utf-8")) if page and shown.is_file() else None
    title = unescape(found[1]) if found else path.stem
    told = {"kind": kind, "path": path.relative_to(out).as_posix(), "bytes": path.stat().st_size}
    return {**told, "page": page, "title": title, "paper": _PAPERS.get(paper, "")}


def _printed(path: Path, edition: str, out: Path, *, several: bool) -> dict[str, Any]:
    """Return one file of a printed edition; several sorts of sheets have folders of their own, one sort has none."""
    folders = PurePosixPath(path.relative_to(out / edition)).parts[:-1]
    sort = folders[-1] if folders else edition
    kind, pages = _KINDS.get(sort, ("book", ""))
    if sort == "handouts" and "large-print" in {edition, *folders}:
        kind = "largeHandout"
    match = _PAPER.fullmatch(path.stem) if several else None
    stem, paper = (match[1], match[2]) if match else (path.stem, "")
    return _told(path, kind, out, f"{pages}/{stem}" if pages else "", paper)
