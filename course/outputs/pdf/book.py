"""The order of a book: theme, body, answer key, index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.pdf.escape import literal
from course.outputs.pdf.index import write_index
from course.outputs.pdf.manuscript import ANSWERS, BODY
from course.outputs.pdf.settings import book_settings

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
    imprint = "".join(f"{literal(text)}, " for text in settings.imprint)
    return f'#import "theme/book.typ": *\n#show: book.with({given}, imprint: ({imprint}))\n'


def _chapter(builder: TypstBuilder, title: str, label: str) -> str:
    builder.manuscript.headings.append((1, title))
    return f"\n#heading(level: 1)[#{literal(title)};]#label({literal(label)})\n\n"


def _answers(builder: TypstBuilder, order: list[str]) -> Iterator[str]:
    """Yield the answer key, one section for each document that has questions."""
    manuscript = builder.manuscript
    found = [docname for docname in order if manuscript.parts[ANSWERS][docname]]
    if not found:
        return
    yield _chapter(builder, "Answer key", "%answers")
    for docname in found:
        title = builder.env.titles[docname].astext()
        manuscript.headings.append((2, title))
        yield f"\n#heading(level: 2)[#{literal(title)};]\n\n"
        yield manuscript.text(ANSWERS, docname)


def _index_part(builder: TypstBuilder, index: str) -> Iterator[str]:
    yield _chapter(builder, "Index", "%index")
    yield f"#index-columns[\n{index}]\n"
