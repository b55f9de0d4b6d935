"""The works that a single sheet cites, numbered anew from 1 and listed at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from course.sphinxext.references import in_signs
from quizzes.address import leads_on

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class CitedWork:
    """A cited work: its number on the sheet, who, what and when, and its address if it has one.

    `short` is for a card: without what follows a colon in the title.
    """

    number: int
    words: str
    short: str
    address: str


def number_sources(document: nodes.document, env: BuildEnvironment) -> list[CitedWork]:
    """Renumber the citations of a document in order of appearance and return the works; links to them become text."""
    known = {f"%{one.bibliography_key.docname}#{one.citation_id}": one.entry for one in _citations(env)}
    seen: dict[str, int] = {}
    for reference in list(document.findall(nodes.reference)):
        target = str(reference.get("refuri", ""))
        if target in known:
            number = seen.setdefault(target, len(seen) + 1)
            reference.replace_self(nodes.inline("", str(number)))
    return [_source(number, known[target]) for target, number in seen.items()]


def drop_sources(document: nodes.document, env: BuildEnvironment) -> bool:
    """Take the marks of cited works out of a sheet that lists none; say whether there were any."""
    known = {f"%{one.bibliography_key.docname}#{one.citation_id}" for one in _citations(env)}
    marks = {
        id(ref.parent): ref.parent
        for ref in document.findall(nodes.reference)
        if str(ref.get("refuri", "")) in known and "bibtex-citation" in ref.parent.get("classes", ())
    }
    for mark in marks.values():
        place = mark.parent.index(mark)
        before = mark.parent[place - 1] if place else None
        if isinstance(before, nodes.Text):
            mark.parent.replace(before, nodes.Text(before.rstrip()))
        mark.parent.remove(mark)
    return bool(marks)


def _citations(env: BuildEnvironment) -> list[Any]:
    return list(env.domains["cite"].citations) if "cite" in env.domains else []  # type: ignore[attr-defined]


def _source(number: int, entry: Any) -> CitedWork:
    """Write 'Green et al. How to stop: a review. 2018', and for a card 'Green et al. How to stop. 2018'."""
    title = _plain(entry.fields.get("title", entry.key))
    first, year = title.split(": ")[0], entry.fields.get("year", "")
    words, short = (" ".join(map(_ended, filter(None, (_lead(entry), what, year)))) for what in (title, first))
    return CitedWork(number, words.removesuffix("."), short.removesuffix("."), _address(entry))


def _lead(entry: Any) -> str:
    """Return the names of one or two authors, of more the first with 'et al.'."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [_plain(" ".join((*person.prelast_names, *person.last_names))) for person in people]
    if len(names) > 2:  # noqa: PLR2004
        return f"{names[0]} et al."
    return " and ".join(names)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _plain(text: str) -> str:
    from pybtex.richtext import Text

    return str(Text.from_latex(in_signs(text))).strip()


def _address(entry: Any) -> str:
    doi = entry.fields.get("doi", "")
    url = str(entry.fields.get("url", ""))
    return f"https://doi.org/{doi}" if doi else url if leads_on(url) else ""
