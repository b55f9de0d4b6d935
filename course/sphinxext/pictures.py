"""Pictures say in words what they show, in every edition, or say that they show nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)
DECORATIVE = "decorative"


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


def setup_pictures(app: Sphinx) -> None:
    """Look at the pictures of each page that is read."""
    app.connect("doctree-read", describe_pictures)
