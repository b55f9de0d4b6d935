"""Pictures say in words what they show, in every edition, or say that they show nothing."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

import imagesize
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)
DECORATIVE = "decorative"
MOST_POINTS = 64_000_000
"""A quarter of a gigabyte when it is unpacked, and 50 centimetres of paper at 400 points an inch."""
_HINT = f"save it with at most {MOST_POINTS // 1_000_000} million points; 2,000 across fill a page"


def describe_pictures(_app: Sphinx, document: nodes.document) -> None:
    """Give decorative pictures an empty alternative text, and warn of all others that have none.

    Without one, HTML would read out the name of the file.
    """
    for picture in document.findall(nodes.image):
        if str(picture.get("alt", "")).strip():
            continue
        if DECORATIVE not in picture["classes"]:
            told = f"the image '{picture['uri']}' has no alternative text; add `alt`, or the class `{DECORATIVE}`"
            log.warning("%s", told, location=_placed(picture), type="course", subtype="C041")
        picture["alt"] = ""


def _placed(picture: nodes.Element) -> nodes.Element:
    """Return the picture, or what is around it where only that knows its line."""
    while not picture.line and isinstance(picture.parent, nodes.Element):
        picture = picture.parent
    return picture


def refuse_huge(app: Sphinx, document: nodes.document) -> None:
    """Stop at pictures of more than `MOST_POINTS`, before anything unpacks them.

    Raises ExtensionError, caused by a FindingsError (C042) that names each.
    """
    found = [one for picture in document.findall(nodes.image) for one in _huge(app, picture, document["source"])]
    if found:
        raise ExtensionError("a picture is too big") from FindingsError(*found)


def _huge(app: Sphinx, picture: nodes.image, page: str) -> Iterator[Finding]:
    files: dict[str, str] = picture.get("candidates", {})
    place = _placed(picture)
    for told in sorted({_too_big(Path(app.srcdir, uri)) for uri in files.values()} - {""}):
        yield Finding(Path(place.source or page), place.line or 1, "C042", told, hint=_HINT)


def _too_big(path: Path) -> str:
    """Return what is wrong with the size of a picture; only its head is read."""
    if path.suffix == ".svg" or not path.is_file():
        return ""
    try:
        width, height = imagesize.get(path)
    except (OSError, ValueError, struct.error):
        return ""
    if width * height <= MOST_POINTS:
        return ""
    size = f"{width:,} × {height:,} points, {width * height * 4 / 1e9:.1f} GB"
    return f"the image '{path.name}' has {size} when a screen or a PDF unpacks it"


def name_pictures(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name each picture in the output by its place, so that neither the order of reading nor the machine counts.

    Of two with the same name the second gets a number, and Sphinx gives it to the one that was read later.
    """

    def place(path: str) -> tuple[bool, str]:
        made = Path(env.srcdir, path).resolve()
        return (True, made.name) if made.is_relative_to(Path(env.doctreedir).resolve()) else (False, path)

    found = {path: sorted(pages) for path, (pages, _name) in env.images.items()}
    for docname in env.found_docs:
        env.images.purge_doc(docname)
    for path in sorted(found, key=place):
        for docname in found[path]:
            env.images.add_file(docname, path)
    return []


def setup_pictures(app: Sphinx) -> None:
    """Look at the pictures of each page that is read."""
    app.connect("doctree-read", describe_pictures)
    app.connect("doctree-read", refuse_huge)
    app.connect("env-updated", name_pictures)
