"""Read a document of any format that is known and divide it into a draft with a title and a language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.codes import IngestCode
from course.ingest.convert import read_converted
from course.ingest.html import read_html
from course.ingest.language import guess_language
from course.ingest.literal import one_line
from course.ingest.markdown import read_markdown
from course.ingest.outline import entitled
from course.ingest.plain import read_plain
from course.ingest.source import HTML, MARKDOWN, Source, read_source
from course.project import LANGUAGE
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.ingest.draft import Draft

_HASHES = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_SEVERAL = 2


def read_draft(path: Path) -> tuple[Source, Draft]:
    """Read a document and divide it; `findings` of the draft are warnings about it.

    Raises FindingsError with codes N001 to N005, N007 and N010 to N012.
    """
    source = read_source(path)
    try:
        draft = _divide(source)
    except RecursionError as error:
        message = "the document is nested too deeply to be read"
        raise FindingsError(Finding(path, 1, IngestCode.TOO_DEEP, message)) from error
    if next(draft.statements(), None) is None and next(draft.headings(), None) is None:
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document holds no text that can be read"))
    draft = entitled(draft)
    name = re.sub(r"[_\W]+", " ", path.stem).strip() or "Document"
    title = one_line(draft.title) if next(draft.headings(), None) else ""
    return source, replace(
        draft, title=title or name, language=_language(draft), findings=tuple(_warnings(source, draft))
    )


def _divide(source: Source) -> Draft:
    if source.text is None:
        return read_converted(source.path)
    if source.suffix in MARKDOWN:
        return read_markdown(source.text)
    return read_html(source.text) if source.suffix in HTML else read_plain(source.text)


def _language(draft: Draft) -> str:
    """Return the language that the document names, else the one that its words speak for."""
    named = draft.language.partition("-")[0].lower()
    if LANGUAGE.fullmatch(named):
        return named
    return guess_language(" ".join(one.text for one in (*draft.headings(), *draft.statements())))


def _warnings(source: Source, draft: Draft) -> Iterator[Finding]:
    path, text = source.path, source.text or ""
    if source.suffix not in MARKDOWN | HTML and len(_HASHES.findall(text)) >= _SEVERAL:
        line = text.count("\n", 0, next(_HASHES.finditer(text)).start()) + 1
        message = "lines begin with # like headings of Markdown, and are read as plain text"
        hint = f"if they are headings, begin again with a copy called {path.stem}.md"
        yield Finding(path, line, IngestCode.MARKDOWN, message, Level.WARNING, hint=hint)
    elif next(draft.headings(), None) is None:
        message = "the document has no headings, so it becomes one lesson"
        hint = "put headings into a copy of it to get more"
        if source.suffix == ".pdf":
            hint = "a PDF does not say what its headings are; open it in a word processor and save it as .docx"
        yield Finding(path, 1, IngestCode.NO_HEADINGS, message, Level.WARNING, hint=hint)
