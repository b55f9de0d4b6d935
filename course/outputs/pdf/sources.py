"""The works that a single sheet cites, numbered anew from 1 and listed at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Source:
    """A cited work: its number on the sheet, who and when in a few words, and its address if it has one."""

    number: int
    words: str
    address: str


def number_sources(document: nodes.document, env: BuildEnvironment) -> list[Source]:
    """Renumber the citations of a document in order of appearance and return the works; links to them become text."""
    known = {f"%{one.bibliography_key.docname}#{one.citation_id}": one.entry for one in _citations(env)}
    seen: dict[str, int] = {}
    for reference in list(document.findall(nodes.reference)):
        target = str(reference.get("refuri", ""))
        if target in known:
            number = seen.setdefault(target, len(seen) + 1)
            reference.replace_self(nodes.inline("", str(number)))
    return [Source(number, _words(known[target]), _address(known[target])) for target, number in seen.items()]


def _citations(env: BuildEnvironment) -> list[Any]:
    return list(env.domains["cite"].citations) if "cite" in env.domains else []  # type: ignore[attr-defined]


def _words(entry: Any) -> str:
    """Return 'Baandrup et al. 2018': enough to find the work in the references of the course."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    year = entry.fields.get("year", "")
    if not people:
        return f"{_plain(entry.fields.get('title', entry.key))} {year}".strip()
    names = [_plain(" ".join((*person.prelast_names, *person.last_names))) for person in people]
    lead = names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} et al."  # noqa: PLR2004
    return f"{lead} {year}".strip()


def _plain(text: str) -> str:
    from pybtex.richtext import Text

    return str(Text.from_latex(text)).strip()


def _address(entry: Any) -> str:
    doi = entry.fields.get("doi", "")
    return f"https://doi.org/{doi}" if doi else str(entry.fields.get("url", ""))
