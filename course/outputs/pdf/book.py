"""The order of a book: theme, body, answer key, index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.pdf.escape import literal
from course.outputs.pdf.index import write_index
from course.outputs.pdf.manuscript import ANSWERS, BODY
from course.outputs.pdf.settings import book_settings
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.pdf.builder import TypstBuilder


def write_book(builder: TypstBuilder, order: list[str]) -> str:
    """Return the whole book as Typst source."""
    manuscript = builder.manuscript
    body = [manuscript.text(BODY, docname) for docname in order]
    answers = list(_answers(builder, order))
    index = write_index(builder, manuscript)
    return "".join([_head(builder), *body, *answers, *(_index_part(builder, index) if index else ())])


def _head(builder: TypstBuilder) -> str:
    settings = book_settings(builder.config)
    texts = ("title", "subtitle", "author", "version", "notice", "date", "paper", "language")
    given = ", ".join(f"{name}: {literal(getattr(settings, name))}" for name in texts)
    words = ", ".join(f"{name}: {literal(word)}" for name, word in _words().items())
    imprint = "".join(f"{literal(text)}, " for text in settings.imprint)
    imports = '#import "theme/book.typ": *\n#import "theme/sheet.typ": sheet\n'
    return f"{imports}#show: {settings.form}.with({given}, imprint: ({imprint}), words: ({words}))\n"


def _words() -> dict[str, str]:
    """Return the words of the template in the language of the book; `%1` and `%2` are filled in."""
    return {
        "contents": str(_("Contents")),
        "page": str(_("Page %1 of %2")),
        "version": str(_("Version %1")),
    }


def _chapter(builder: TypstBuilder, title: str, label: str) -> str:
    builder.manuscript.headings.append((1, title))
    return f"\n#heading(level: 1)[#{literal(title)};]#label({literal(label)})\n\n"


def _answers(builder: TypstBuilder, order: list[str]) -> Iterator[str]:
    """Yield the answer key, one section for each document that has questions."""
    manuscript = builder.manuscript
    found = [docname for docname in order if manuscript.parts[ANSWERS][docname]]
    if not found:
        return
    yield _chapter(builder, str(_("Answer key")), "%answers")
    for docname in found:
        title = builder.env.titles[docname].astext()
        manuscript.headings.append((2, title))
        yield f"\n#heading(level: 2)[#{literal(title)};]\n\n"
        yield manuscript.text(ANSWERS, docname)


def _index_part(builder: TypstBuilder, index: str) -> Iterator[str]:
    yield _chapter(builder, str(_("Index")), "%index")
    yield f"#index-columns[\n{index}]\n"
