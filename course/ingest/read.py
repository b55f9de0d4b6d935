"""Read a document of any format that is known into the tree."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from course.ingest.codes import IngestCode
from course.ingest.losses import Losses
from course.ingest.pandoc import FORMATS, parse
from course.ingest.rewriting import relined, rewrite
from course.ingest.source import HTML, MARKDOWN, NOTEBOOK, PDF, SLIDES, WORD, Source, read_source
from course.ingest.tree import Document, Heading, Inline, Note, Text, walk
from course.ingest.wording import running, wording
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.ingest.rtf import Readable


_HASHES = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_SOFT = "\u00ad"
_SEVERAL = 2
_READERS = dict.fromkeys(MARKDOWN, ("markdown", "read_markdown"))
"""The reader of each suffix: its module in course.ingest.readers, and its function of the text and the losses."""


def read_document(path: Path) -> tuple[Source, Document, tuple[Finding, ...]]:
    """Read a document; the findings are warnings about it.

    Raises FindingsError with codes N001 to N005, N007 and N010 to N012.
    """
    losses = Losses()
    source = read_source(path, losses)
    try:
        document = _read(source, losses)
    except RecursionError as error:
        message = "the document is nested too deeply to be read"
        raise FindingsError(Finding(path, 1, IngestCode.TOO_DEEP, message)) from error
    document = replace(document, blocks=rewrite(document.blocks, _without_soft_hyphens))
    if not any(letter.isalnum() for letter in wording(document.blocks)):
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document holds no text that can be read"))
    return source, document, tuple(_warnings(source, document))


def _without_soft_hyphens(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a line without the places where a word may be parted, which no reader sees and no search passes over."""

    def bare(node: Inline) -> tuple[Inline, ...]:
        return (Text(node.text.replace(_SOFT, "")),) if isinstance(node, Text) else (node,)

    return relined(line, bare) if _SOFT in running(line) or any(isinstance(one, Note) for one in walk(line)) else line


def _read(source: Source, losses: Losses) -> Document:
    if source.suffix in WORD | SLIDES | PDF:
        return _read_office(source, losses)
    if source.suffix in NOTEBOOK:
        return _read_notebook(source, losses)
    if source.suffix in FORMATS:
        return _read_by_pandoc(source, losses)
    if source.text is None:
        from course.ingest.convert import convert

        module, function, text = "markdown", "read_markdown", convert(source.path)
    else:
        module, function = _READERS.get(source.suffix, ("plain", "read_plain"))
        text = source.text
    if source.suffix in HTML:
        return _read_page(source.path, text, losses)
    reader: Any = getattr(import_module(f"course.ingest.readers.{module}"), function)
    document = reader(text, losses)
    assert isinstance(document, Document)
    return document


def _read_page(path: Path, text: str, losses: Losses) -> Document:
    from course.ingest.linked_sheets import linked_sheets
    from course.ingest.readers.html import read_html

    return read_html(text, losses, sheets=linked_sheets(text, path.parent, losses))


def _read_by_pandoc(source: Source, losses: Losses) -> Document:
    from course.ingest import odt_mend, rtf_lists, rtf_tables, wiki_mend
    from course.ingest.account import tell_missing, tell_missing_pages
    from course.ingest.code_lines import coded
    from course.ingest.picture_words import with_words
    from course.ingest.readers.latex_labels import preamble_lines, tell_labels
    from course.ingest.readers.pandoc import read_pandoc

    form, text = FORMATS[source.suffix], source.text
    given = _mended(source, form, losses)
    try:
        parsed = parse(source.path, given.content, given.letters)
    except FindingsError:
        if form != "latex" or text is None:
            raise
        parsed = parse(source.path, text.encode())  # as it is: what was rewritten does not fit
    head = preamble_lines(text) if form == "latex" and text is not None else 0
    document = read_pandoc(parsed.tree, losses, parsed.media, parsed.said, head)
    if form == "rtf":
        document = rtf_tables.merged(coded(rtf_lists.listed(document)), given.rows, losses)
    if form == "odt":
        document = with_words(coded(document), odt_mend.words_of_pictures(source.content), losses)
    if form == "mediawiki" and text is not None:
        document = with_words(document, wiki_mend.mended(text)[1], losses)
    said = f"{document.title} {wording(document.blocks)}"
    if form == "epub":
        tell_missing_pages(source.content, said, losses)
    elif text is not None:
        if form == "latex":
            tell_labels(text, losses, said)
        tell_missing(text, form, said, losses, head=head)
    return replace(document, losses=tuple(losses.found))


def _mended(source: Source, form: str, losses: Losses) -> Readable:
    """Return a document in what pandoc reads; what it would drop in silence is told or written in other words."""
    from course.ingest import adoc_mend, epub_mend, jats_mend, latex_mend, odt_mend, rtf, wiki_mend
    from course.ingest.odt_rest import tell_rest

    text, content = source.text, source.content
    if form == "rtf" and content.lstrip().startswith(b"{\\rtf"):
        return rtf.readable(content, losses)
    if text is not None:
        writers = {
            "asciidoc": lambda: adoc_mend.mended(text, losses), "mediawiki": lambda: wiki_mend.mended(text)[0],
            "latex": lambda: latex_mend.mended(text), "jats": lambda: jats_mend.mended(text),
        }  # fmt: skip
        content = writers.get(form, lambda: text)().encode()
    elif form == "odt":
        tell_rest(content, losses)
        content = odt_mend.mended(content, losses)
    elif form == "epub":
        content = epub_mend.mended(content, losses)
    return rtf.Readable(content)


def _read_office(source: Source, losses: Losses) -> Document:
    from course.ingest.office import as_docx
    from course.ingest.readers.package import PackageError
    from course.ingest.readers.slides import read_slides
    from course.ingest.readers.word import read_word

    try:
        if source.suffix in PDF:
            from course.ingest.readers.pdf import read_pdf

            return read_pdf(source.content, losses)
        if source.suffix in SLIDES:
            return read_slides(source.content, losses)
        return read_word(as_docx(source.path, source.content), losses)
    except PackageError as error:
        message = f"the document cannot be read: {error}"
        raise FindingsError(Finding(source.path, 1, IngestCode.NOT_CONVERTED, message, hint=error.hint)) from error


def _read_notebook(source: Source, losses: Losses) -> Document:
    from course.ingest.readers.notebook import NotebookError, read_notebook

    try:
        return read_notebook(source.text or "", losses)
    except NotebookError as error:
        message, hint = f"the notebook cannot be read: {error}", "open it in Jupyter, and save it again"
        raise FindingsError(Finding(source.path, 1, IngestCode.NOT_CONVERTED, message, hint=hint)) from error


def _warnings(source: Source, document: Document) -> Iterator[Finding]:
    path, text = source.path, source.text or ""
    if source.suffix not in MARKDOWN | HTML | FORMATS.keys() and len(_HASHES.findall(text)) >= _SEVERAL:
        line = text.count("\n", 0, next(_HASHES.finditer(text)).start()) + 1
        message = "lines begin with # like headings of Markdown, and are read as plain text"
        hint = f"if they are headings, begin again with a copy called {path.stem}.md"
        yield Finding(path, line, IngestCode.MARKDOWN, message, Level.WARNING, hint=hint)
    elif not any(isinstance(block, Heading) for block in document.blocks):
        message = "the document has no headings, so it becomes one lesson"
        hint = "put headings into a copy of it to get more"
        if source.suffix in PDF:
            hint = "the PDF does not say what its headings are; a file of Word or a web page of it may"
        yield Finding(path, 1, IngestCode.NO_HEADINGS, message, Level.WARNING, hint=hint)
