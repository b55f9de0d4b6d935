"""The order of a book: theme, body, answer key, index."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from course.outputs.pdf.escape import literal
from course.outputs.pdf.index import write_index
from course.outputs.pdf.lessons import cover_art, lesson_label, minutes_line
from course.outputs.pdf.manuscript import ANSWERS, BODY, FIGURE_WORDS
from course.outputs.pdf.settings import book_settings
from course.sphinxext.strings import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes

    from course.outputs.pdf.builder import TypstBuilder
    from course.outputs.pdf.settings import BookSettings


DEEPEST = 2
"""The lowest level of heading that the contents list."""


def write_book(builder: TypstBuilder, order: list[str], facts: list[str]) -> str:
    """Return the whole book as Typst source; `facts` is what `book_facts` has found."""
    body, settings = book_body(builder, order), book_settings(builder.config, Path(builder.srcdir))
    more = [*facts, contents_entries(builder)] if settings.form == "book" else []
    return book_head(settings, *more) + body


def book_body(builder: TypstBuilder, order: list[str]) -> str:
    """Return what follows the head of a book: pages, figures in words, answer key, index."""
    by_part = builder.config.course_pdf_key == "part"
    pieces = [piece for part in _parts(builder, order) for piece in _part(builder, part, with_key=by_part)]
    pieces.append((True, "".join(_figures_in_words(builder, order))))
    if not by_part:
        pieces.append((True, "".join(_key_at_end(builder, order))))
    index = write_index(builder, builder.manuscript)
    body = _in_columns(pieces) if builder.config.course_pdf_form == "book" else "".join(text for _, text in pieces)
    return "".join([body, *(_index_part(builder, index) if index else ())])


Piece = tuple[bool, str]
"""Whether a text is looked up and not read through, and the text."""


def _in_columns(pieces: list[Piece]) -> str:
    """Return the pieces one after the other, what is looked up in columns, of which several run on in each other."""
    body = ""
    for looked_up, group in groupby((piece for piece in pieces if piece[1]), key=lambda piece: piece[0]):
        text = "".join(piece for _, piece in group)
        body += f"\n#matter(2, 8.7pt)[\n{text}]\n" if looked_up else text
    return body


def _part(builder: TypstBuilder, part: list[str], *, with_key: bool) -> Iterator[Piece]:
    """Yield a chapter and the pages below it in the way in which the theme sets them."""
    text = [builder.manuscript.print(BODY, docname) for docname in part]
    key = "".join(_key_of_part(builder, part)) if with_key else ""
    first = part[0]
    if (number := builder.lesson_of(first)) and builder.config.course_pdf_form == "book":
        label = builder.manuscript.anchors.get(first, "")
        about = (number, f"label({literal(label)})", literal(minutes_line(builder.env, first)))
        title = literal(builder.book_title)
        yield False, f"\n#lesson({', '.join(map(str, about))}, {title})[\n{''.join(text)}{key}]\n"
        return
    for docname, words in zip(part, text, strict=True):
        yield docname in builder.looked_up, words
    yield False, key


def _figures_in_words(builder: TypstBuilder, order: list[str]) -> Iterator[str]:
    """Yield the numbers and words of all figures as a chapter of their own, where the pages do not hold them."""
    found = [docname for docname in order if builder.manuscript.parts[FIGURE_WORDS][docname]]
    if found:
        yield _chapter(builder, str(_("The figures in words and numbers")), "%figures")
        yield from (builder.manuscript.print(FIGURE_WORDS, docname) for docname in found)


def book_head(settings: BookSettings, *more: str) -> str:
    """Return the call of the theme; `more` are further arguments in Typst."""
    texts = ("title", "subtitle", "author", "version", "notice", "date", "paper", "language")
    settings = replace(settings, date=date_in_words(settings.date, settings.language))
    given = [f"{name}: {literal(getattr(settings, name))}" for name in texts]
    words = ", ".join(f"{name}: {literal(word)}" for name, word in _words().items())
    imprint = "".join(f"{literal(text)}, " for text in settings.imprint)
    given += [f"imprint: ({imprint})", f"words: ({words})", f"provider: {_provider(settings)}", *more]
    imports = '#import "theme/book.typ": *\n#import "theme/sheet.typ": sheet\n#import "theme/sheets.typ": *\n'
    return f"{imports}#show: {settings.form}.with({', '.join(given)})\n"


def _provider(settings: BookSettings) -> str:
    """Return name, address and sign of whoever hands the paper out, in Typst; `none` when nothing of it is known."""
    if not (settings.publisher or settings.contact or settings.logo):
        return "none"
    sign = f"pdf.artifact(image({literal('/' + logo_name(settings.logo))}, height: 100%))" if settings.logo else "none"
    return f"(name: {literal(settings.publisher)}, contact: {literal(settings.contact)}, logo: {sign})"


def logo_name(path: str) -> str:
    """Return the name that the sign of the provider has beside the Typst source."""
    return f"logo{Path(path).suffix.lower()}"


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


def book_facts(builder: TypstBuilder, trees: Mapping[str, nodes.document]) -> list[str]:
    """Return what only a book has, as arguments in Typst: the picture of its cover, and the entries of its contents.

    Call it before the trees are written, which takes them apart.
    """
    lessons = {name: tree for name, tree in trees.items() if builder.lesson_of(name) and not builder.depth(name)}
    minutes = sum(int(found) for name in lessons if (found := _minutes(builder, name)).isdecimal())
    facts = [plural("%1 lesson", "%1 lessons", len(lessons))] if lessons else []
    facts += [plural("%1 minute", "%1 minutes", minutes)] if minutes else []
    art = cover_art({builder.lesson_of(name): tree for name, tree in lessons.items()})
    return [f"art: {art}", f"facts: {literal(' · '.join(facts))}"]


def _as_wide(words: str) -> str:
    """Return Latin letters that take about the room of the words: what is measured needs no font of its script."""
    return "".join(sign if sign.isascii() else "mm" if east_asian_width(sign) in "FW" else "n" for sign in words)


def _minutes(builder: TypstBuilder, docname: str) -> str:
    return str(builder.env.metadata[docname].get("minutes", ""))


def contents_entries(builder: TypstBuilder) -> str:
    """Return the entries of the contents as an argument in Typst: level, number of the lesson, words."""
    label = lesson_label(1).partition("1")
    rows = ""
    for level, words, _place in builder.manuscript.all_headings():
        if level <= DEEPEST:
            number = re.match(f"{re.escape(label[0])}([0-9]+){re.escape(label[2])}", words) if level == 1 else None
            rows += f"({level}, {number[1] if number else 0}, {literal(_as_wide(words))}), "
    return f"entries: ({rows})"


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


def _key_of_part(builder: TypstBuilder, part: list[str]) -> Iterator[str]:
    """Yield the answer key of a part, on pages of its own."""
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
        number = builder.lesson_of(docname) if not builder.depth(docname) else 0
        title = (lesson_label(number) if number else "") + builder.env.titles[docname].astext()
        if level:
            builder.manuscript.announce(level, title)
            yield f"\n#heading(level: {level}, outlined: false, bookmarked: true)[#{literal(title)};]\n\n"
        yield builder.manuscript.print(ANSWERS, docname)


def _index_part(builder: TypstBuilder, index: str) -> Iterator[str]:
    yield "\n#matter(3, 8.6pt)["
    yield _chapter(builder, str(_("Index")), "%index")
    yield f"#index-columns[\n{index}]]\n"
