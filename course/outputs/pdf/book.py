"""The order of a book: theme, body, answer key, index."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

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
    return book_head(book_settings(builder.config, Path(builder.srcdir))) + book_body(builder, order)


def book_body(builder: TypstBuilder, order: list[str]) -> str:
    """Return what follows the head of a book: the pages, the answer key after each part or at the end, the index."""
    if builder.config.course_pdf_key == "part":
        body = [text for part in _parts(builder, order) for text in _part_with_key(builder, part)]
    else:
        body = [builder.manuscript.print(BODY, docname) for docname in order]
        body += _key_at_end(builder, order)
    index = write_index(builder, builder.manuscript)
    return "".join([*body, *(_index_part(builder, index) if index else ())])


def book_head(settings: BookSettings, *more: str) -> str:
    """Return the call of the theme; `more` are further arguments in Typst."""
    texts = ("title", "subtitle", "author", "version", "notice", "date", "paper", "language")
    settings = replace(settings, date=date_in_words(settings.date, settings.language))
    given = [f"{name}: {literal(getattr(settings, name))}" for name in texts]
    words = ", ".join(f"{name}: {literal(word)}" for name, word in _words().items())
    imprint = "".join(f"{literal(text)}, " for text in settings.imprint)
    given += [f"imprint: ({imprint})", f"words: ({words})", *more]
    imports = '#import "theme/book.typ": *\n#import "theme/sheet.typ": sheet\n#import "theme/sheets.typ": *\n'
    return f"{imports}#show: {settings.form}.with({', '.join(given)})\n"


def date_in_words(date: str, language: str) -> str:
    """Return a date like 2026-01-31 as the language writes it (Unicode CLDR, long form), else as it is."""
    try:
        return format_date(dt.date.fromisoformat(date), "long", Locale.parse(language, sep="-"))
    except (ValueError, UnknownLocaleError):
        return date


def _words() -> dict[str, str]:
    """Return the words of the template in the language of the book; `%1` and `%2` are filled in."""
    return {
        "contents": str(_("Contents")),
        "page": str(_("Page %1 of %2")),
        "version": str(_("Version %1")),
        "typefaces": str(_("Further typefaces: %1")),
    }


def _chapter(builder: TypstBuilder, title: str, label: str) -> str:
    builder.manuscript.announce(1, title)
    return f"\n#heading(level: 1)[#{literal(title)};]#label({literal(label)})\n\n"


def _parts(builder: TypstBuilder, order: list[str]) -> list[list[str]]:
    """Return the documents in parts: a chapter and the pages below it."""
    parts: list[list[str]] = []
    for docname in order:
        if not parts or not builder.depth(docname):
            parts.append([])
        parts[-1].append(docname)
    return parts


def _part_with_key(builder: TypstBuilder, part: list[str]) -> Iterator[str]:
    """Yield a part and, on pages of its own, its answer key."""
    yield from (builder.manuscript.print(BODY, docname) for docname in part)
    found = _with_answers(builder, part)
    if found:
        title = str(_("Answer key"))
        builder.manuscript.announce(2, title)
        yield f"\n#pagebreak(weak: true)\n#heading(level: 2)[#{literal(title)};]\n\n"
        yield from _answers(builder, found, 3 if len(part) > 1 else 0)
        yield "\n#pagebreak(weak: true)\n"


def _key_at_end(builder: TypstBuilder, order: list[str]) -> Iterator[str]:
    """Yield the answer key as the last chapter, one section for each document that has questions."""
    found = _with_answers(builder, order)
    if found:
        yield _chapter(builder, str(_("Answer key")), "%answers")
        yield from _answers(builder, found, 2)


def _with_answers(builder: TypstBuilder, docnames: list[str]) -> list[str]:
    return [docname for docname in docnames if builder.manuscript.parts[ANSWERS][docname]]


def _answers(builder: TypstBuilder, docnames: list[str], level: int) -> Iterator[str]:
    """Yield the answers of documents, each under its title when there is a level for it; the contents leave it out."""
    for docname in docnames:
        title = builder.env.titles[docname].astext()
        if level:
            builder.manuscript.announce(level, title)
            yield f"\n#heading(level: {level}, outlined: false, bookmarked: true)[#{literal(title)};]\n\n"
        yield builder.manuscript.print(ANSWERS, docname)


def _index_part(builder: TypstBuilder, index: str) -> Iterator[str]:
    yield _chapter(builder, str(_("Index")), "%index")
    yield f"#index-columns[\n{index}]\n"
