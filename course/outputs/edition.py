"""The editions a course can be built to, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Edition:
    """One edition: the Sphinx builder that makes it, and the file a reader opens first (a glob pattern).

    Reading is the same work for every edition, so they share their `doctrees`; two keep their own, because EPUB chooses
    other images and the catalogues mark every text. `prints` names what the builder `print` makes, `tags` are Sphinx's.
    """

    builder: str
    entry: str
    doctrees: str = "doctrees"
    prints: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def entry_in(self, folder: Path) -> Path:
        """Return the file that a reader opens first; the folder itself when the pattern finds none."""
        return next(iter(sorted(folder.glob(self.entry))), folder)

    def pages_in(self, folder: Path) -> int:
        """Count the pages of the edition: sheets of a PDF, files otherwise."""
        if self.entry.endswith(".pdf"):
            return sum(map(_sheets, folder.rglob("*.pdf")))
        suffix = self.entry.rpartition(".")[2]
        skipped = {"genindex.html", "search.html"}
        return sum(
            1 for path in folder.rglob(f"*.{suffix}") if path.name not in skipped and "_static" not in path.parts
        )


def _sheets(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


EDITIONS = {
    "html": Edition("html", "index.html"),
    "pdf": Edition("print", "*.pdf", prints=("book",)),
    "print": Edition("print", "*.pdf", prints=("book", "handouts", "job-aids", "large-print")),
    "book": Edition("print", "*.pdf", prints=("book",)),
    "handouts": Edition("print", "*.pdf", prints=("handouts",)),
    "job-aids": Edition("print", "*.pdf", prints=("job-aids",)),
    "large-print": Edition("print", "*.pdf", prints=("large-print",)),
    "epub": Edition("epub", "*.epub", doctrees="doctrees-epub"),
    "singlehtml": Edition("singlehtml", "index.html"),
    "text": Edition("text", "index.txt"),
    "man": Edition("man", "*.1"),
    "latex": Edition("latex", "*.tex"),
    "instructor": Edition("instructor", "index.html", doctrees="doctrees-instructor"),
    "instructor-book": Edition(
        "print", "*.pdf", doctrees="doctrees-instructor", prints=("instructor-book",), tags=("instructor",)
    ),
    "gettext": Edition("gettext", "*.pot", doctrees="doctrees-gettext"),
}
