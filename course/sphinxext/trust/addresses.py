"""No link leads to an address that runs something, whoever wrote it: page, bank, bibliography or directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from quizzes.address import SCHEMES, leads_on, shows

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)
CODE = "X001"
_LONGEST = 60


class KnownAddresses(SphinxPostTransform):
    """Runs when every link of a page is resolved; what it takes away no writer can bring back."""

    default_priority = 890

    def run(self, **_kwargs: Any) -> None:
        """Leave the words of such a link, and the description of such a picture, and warn of each."""
        for link in [node for node in self.document.findall(nodes.Element) if not leads_on(_address(node))]:
            _warn(_address(link), link)
            link.replace_self(link.children or nodes.Text(link.astext()))
        for picture in list(self.document.findall(nodes.image)):
            if not shows(picture.get("uri", "")):
                _warn(picture["uri"], picture)
                picture.replace_self(nodes.inline("", picture.get("alt", "")))


class KnownPages(SphinxTransform):
    """A list of contents may name an address too."""

    default_priority = 900

    def apply(self, **_kwargs: Any) -> None:
        """Take such entries out."""
        for tree in self.document.findall(addnodes.toctree):
            kept = []
            for title, page in tree["entries"]:
                if leads_on(page):
                    kept.append((title, page))
                else:
                    _warn(page, tree)
            tree["entries"] = kept


def _address(node: nodes.Element) -> str:
    return str(node.get("refuri", ""))


def _warn(address: str, node: nodes.Node) -> None:
    short = " ".join(address.split())
    short = f"{short[:_LONGEST]}…" if len(short) > _LONGEST else short
    known = ", ".join(sorted(SCHEMES))
    told = f"'{short}' is no address to lead a reader to; it is left out (write one of {known}, or a page)"
    log.warning("%s", told, location=node, type="course", subtype=CODE)


def setup_addresses(app: Sphinx) -> None:
    """Register both transforms."""
    app.add_post_transform(KnownAddresses)
    app.add_transform(KnownPages)
