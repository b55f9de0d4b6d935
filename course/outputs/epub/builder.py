"""Sphinx's EPUB builder, made valid and repeatable."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html._assets import _CascadingStyleSheet

from course.outputs.epub.cover import NAME as COVER
from course.outputs.epub.cover import draw_cover
from course.outputs.epub.metadata import NOTHING, describe_access
from course.outputs.epub.pages import for_readers, properties_of
from course.sphinxext.media import is_left_out

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

STATIC = Path(__file__).parent / "static"
SHEETS = ("pygments.css", "sphinx-design.min.css")
# A book without a date is dated the same in every build.
FIXED_TIME = int(dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp())


class EpubBuilder(Epub3Builder):
    """Writes one EPUB 3 file; the same pages give the same bytes."""

    def init(self) -> None:
        """Give the book an identifier that stays the same, and no file icons."""
        if self.config.epub_identifier == NOTHING:
            name = f"{self.config.project} {self.config.language}"
            self.config.epub_uid = "book-id"
            self.config.epub_identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
        super().init()

    def init_css_files(self) -> None:
        """Take a style sheet of our own: those of the site speak of screens, and in selectors that are too new."""
        super().init_css_files()
        kept = [sheet for sheet in self._css_files if str(sheet.filename).rpartition("/")[2] in SHEETS]
        self._css_files = [*kept, _CascadingStyleSheet("_static/book.css", priority=900)]

    def copy_static_files(self) -> None:
        """Copy the static files and leave out what no page uses."""
        super().copy_static_files()
        folder = self.outdir / "_static"
        shutil.copyfile(STATIC / "book.css", folder / "book.css")
        picture = draw_cover(self, Path(self.doctreedir) / "cover")
        for path in [path for path in folder.rglob("*") if path.is_file() and path.name not in (*SHEETS, "book.css")]:
            path.unlink()
        (self.outdir / COVER).write_bytes(picture)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write what is no page of the website alone."""
        super().write_documents({name for name in docnames if not is_left_out(self.env, self.name, name)})

    def get_refnodes(self, doctree: nodes.Node, result: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Take the contents, which are the order of the pages, too, without what only the website has."""
        found: list[dict[str, Any]] = super().get_refnodes(doctree, result)
        found[:] = [one for one in found if not self._leads_out(str(one["refuri"]))]
        return found

    def _leads_out(self, address: str) -> bool:
        docname = address.partition("#")[0].removesuffix(self.out_suffix)
        return docname in self.env.found_docs and is_left_out(self.env, self.name, docname)

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Name the book in the older contents as in the package."""
        return {**super().toc_metadata(level, navpoints), "uid": self.config.epub_identifier}

    def init_templates(self) -> None:
        """Use the frame of the EPUB theme: that of the site is HTML with scripts, not XHTML."""
        paths, self.config.templates_path = self.config.templates_path, []
        super().init_templates()
        self.config.templates_path = paths

    def content_metadata(self) -> dict[str, Any]:
        """Return Sphinx's metadata with a date that does not come from the clock."""
        metadata = super().content_metadata()
        metadata["date"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(_timestamp()))
        return metadata

    def build_content(self) -> None:
        """Write the package document and say in it who can read the book, and how."""
        super().build_content()
        package = self.outdir / "content.opf"
        held = {
            name: properties_of((self.outdir / name).read_bytes()) for name in self.files if name.endswith(".xhtml")
        }
        package.write_text(describe_access(package.read_text(encoding="utf-8"), held), encoding="utf-8")

    def build_epub(self) -> None:
        """Pack the files: the type first and unpacked, all with the same date."""
        date = time.gmtime(_timestamp())[:6]
        with ZipFile(self.outdir / f"{self.config.epub_basename}.epub", "w") as book:
            for name in ("mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", *self.files):
                entry = ZipInfo(name, date)
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                content = (self.outdir / name).read_bytes()
                if name.endswith(".xhtml"):
                    content = for_readers(content, str(self.config.language or "en").replace("_", "-"))
                book.writestr(entry, content)


def _timestamp() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", "") or FIXED_TIME)
