"""A figure on pages: one picture for large screens and one for phones, of which a browser loads the one that fits.

Only pages in the browser have it; books, EPUB, text and slides show the wide drawing. Width and height stand at both,
so that nothing moves when the picture comes, and the style sheet fits them to the text.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.chart import NARROW_URI

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

BUILDERS = ("html", "dirhtml", "singlehtml")
PHONE = "(max-width: 37rem)"
"""Where the wide drawing would have type below 10 CSS pixels."""
_BOX = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


class picture(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Holds two images: the wide drawing and the narrow one. Builders copy both, for both are images."""


class OfferNarrow(SphinxPostTransform):
    """Put the narrow drawing of each chart beside the wide one."""

    formats = ("html",)
    default_priority = 900

    def is_supported(self) -> bool:
        """Say yes to builders of pages."""
        return self.env._builder_cls.name in BUILDERS  # noqa: SLF001 - as Sphinx's own transforms ask

    def run(self, **_kwargs: Any) -> None:
        """Replace each image that has a narrow drawing by both."""
        for wide in [image for image in self.document.findall(nodes.image) if NARROW_URI in image]:
            place = wide[NARROW_URI]
            narrow = nodes.image(uri=place, candidates={"*": place}, alt=wide["alt"])
            frame = wide.parent
            frame[frame.index(wide)] = both = picture()
            both += [wide, narrow]


def visit_picture(self: HTML5Translator, node: picture) -> None:
    """Write both; the words for those who do not see are those of the image."""
    wide, narrow = node.findall(nodes.image)
    self.body.append(
        f'<picture><source media="{PHONE}" srcset={_address(self, narrow)}>'
        f'<img alt="{escape(wide["alt"])}" src={_address(self, wide)}></picture>\n'
    )
    raise nodes.SkipNode


def _address(self: HTML5Translator, image: nodes.image) -> str:
    """Return the address of a drawing as seen from the page, in quotes, and its attributes of size."""
    path = image["uri"]
    box = _BOX.search(Path(self.builder.srcdir, path).read_bytes())
    size = f' width="{round(float(box[1]))}" height="{round(float(box[2]))}"' if box else ""
    return f'"{posixpath.join(self.builder.imgpath, quote(self.builder.images[path]))}"{size}'


def setup_narrow_picture(app: Sphinx) -> None:
    """Register the node and the step."""
    app.add_node(picture, html=(visit_picture, None))
    app.add_post_transform(OfferNarrow)
