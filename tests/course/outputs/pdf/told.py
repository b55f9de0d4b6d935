"""The source for Typst of the book that holds every kind of node, and how it is read aloud: `told/`, read by a person.

python -m tests.course.outputs.pdf.told      # writes them anew; read the difference before you keep it
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.course.outputs.pdf.conftest import Book

TOLD = Path(__file__).parent / "told"


def told(book: Book) -> dict[str, str]:
    """Return the text of each file in `told/` by its name."""
    (source,) = book.builder.cache.glob("*.typ")
    manuscript = book.builder.manuscript
    shape = [f"{one.level} {one.words}\n" for one in manuscript.all_headings()]
    shape += [f"{one.column_heads} {one.row_heads} {one.rows} {one.guarded}\n" for one in manuscript.all_tables()]
    shape += [f"{one.alt} ({one.place[0].name}:{one.place[1]})\n" for one in (*manuscript.images, *manuscript.formulas)]
    return {
        "book.typ": source.read_text(encoding="utf-8").replace(str(book.app.srcdir), "/book"),
        "spoken.txt": book.spoken,
        "shape.txt": "".join(shape),
    }


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from tests.course.outputs.pdf.conftest import ROOT, build

    with patch_docutils(ROOT), docutils_namespace(), TemporaryDirectory() as work:
        for name, text in told(build(ROOT, Path(work))).items():
            (TOLD / name).write_text(text, encoding="utf-8")
