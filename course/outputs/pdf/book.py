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
    from course.outputs.pdf.settings import BookSettings


def write_book(builder: TypstBuilder, order: list[str]) -> str:
    """Return the whole book as Typst source."""
    return book_head(book_settings(builder.config)) + book_body(builder, order)


def book_body(builder: TypstBuilder, order: list[str]) -> str:
    """Return what follows the head of a book: the pages, the answer key, the index."""
    manuscript = builder.manuscript
    body = [manuscript.text(BODY, docname) for docname in order]
    answers = list(_answers(builder, order))
    index = write_index(builder, manuscript)
    return "".join([*body, *answers, *(_index_part(builder, index) if index else ())])


def book_head(settings: BookSettings, *more: str) -> str:
    """Return the call of the theme; `more` are further arguments in Typst."""
    texts = ("title", "subtitle", "author", "version", "notice", "date", "paper", "language")
    given = [f"{name}: {literal(getattr(settings, name))}" for name in texts]
    words = ", ".join(f"{name}: {literal(word)}" for name, word in _words().items())
    imprint = "".join(f"{literal(text)}, " for text in settings.imprint)
    given += [f"imprint: ({imprint})", f"words: ({words})", *more]
    imports = '#import "theme/book.typ": *\n#import "theme/sheet.typ": sheet\n#import "theme/sheets.typ": *\n'
    return f"{imports}#show: {settings.form}.with({', '.join(given)})\n"


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
