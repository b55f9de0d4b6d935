"""Cut the text of a paragraph, cell or heading into sentences that know their line and what they cite."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_MARK = re.compile("\ue000(\\d+)\ue001")
_END = re.compile(r"(?<=[.!?…])([\"”’')\]]*(?:\s*\ue000\d+\ue001)*)\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|vs|no|No|e\.g|i\.e|cf|al|approx|Fig|U\.S|ca)|\b[A-Z])\.$")
_ROLE_TARGET = re.compile(r"^(.*?)\s*<[^<>]+>$", re.DOTALL)
_BEFORE_STOP = re.compile(r" ([.,;:!?)])")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|‘[^’]*’(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page in plain words.

    `citations`, `claims` and `terms` are the targets of its roles; `kind` is heading, paragraph, item, term, cell or
    head; `inside` names the directives around it, outermost first; `also_cited` holds those of its table.
    """

    text: str
    line: int
    kind: str = "paragraph"
    said: str | None = None
    inside: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    also_cited: tuple[str, ...] = ()

    @property
    def own_words(self) -> str:
        """Return the text without quoted speech."""
        return self.text if self.said is None else self.said

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(_WORD.findall(self.text))

    @property
    def is_cited(self) -> bool:
        """Say whether the sentence, or the table row it stands in, names a source."""
        return bool(self.citations or self.also_cited)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def split(token: Token, line: int, kind: str, inside: tuple[str, ...]) -> list[Sentence]:
    """Return the sentences of an inline token that begins on `line`.

    A citation or claim mark after the full stop belongs to the sentence before it; code is left out.
    """
    roles: list[tuple[str, str]] = []
    text = "".join(_flatten(token.children or (), roles))
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[Sentence] = []
    for start, part in _parts(text):
        names = [roles[int(number)] for number in _MARK.findall(part)]
        sentence = Sentence(
            _BEFORE_STOP.sub(r"\1", " ".join(_MARK.sub("", part).split())),
            line + text.count("\n", 0, start),
            kind,
            _said(text, start, start + len(part), quoted),
            inside,
            tuple(_targets(names, "cite")),
            tuple(_targets(names, "claim")),
            tuple(_targets(names, "term")),
        )
        if _WORD.search(sentence.text) or not found:
            found.append(sentence)
        else:
            found[-1] = _joined(found[-1], sentence)
    return [one for one in found if one.text or one.citations or one.claims]


def share_citations(row: Sequence[Sentence], above: tuple[str, ...]) -> list[Sentence]:
    """Return the sentences of a table row, each knowing what the row cites and what stands above the table."""
    cited = (*above, *(key for one in row for key in one.citations))
    return [replace(one, also_cited=cited) for one in row]


def _flatten(children: Iterable[Token], roles: list[tuple[str, str]]) -> Iterator[str]:
    for child in children:
        if child.type == "text":
            yield child.content
        elif child.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif child.type == "myst_role":
            roles.append((child.meta["name"], child.content))
            yield f"{_shown(*roles[-1])}\ue000{len(roles) - 1}\ue001"
        elif child.type == "image":
            yield from _flatten(child.children or (), roles)


def _shown(name: str, content: str) -> str:
    """Return the words that a role leaves in the text."""
    if name.startswith("cite") or name == "claim":
        return ""
    match = _ROLE_TARGET.match(content)
    return match[1] if match else content


def _parts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(_MARK.sub("", text[start : match.start()])):
            continue
        yield _stripped(text, start, match.end(1))
        start = match.end()
    yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, str]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), part


def _said(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> str | None:
    """Return the part of the text from `start` to `end` that lies outside of quotation marks."""
    if not any(left < end and start < right for left, right in quoted):
        return None
    kept = (text[at] for at in range(start, min(end, len(text))) if not any(a <= at < b for a, b in quoted))
    return " ".join(_MARK.sub("", "".join(kept)).split())


def _targets(roles: Iterable[tuple[str, str]], family: str) -> Iterator[str]:
    for name, content in roles:
        if name.partition(":")[0] != family:
            continue
        match = re.search(r"<([^<>]+)>$", content) if family == "term" else None
        shown = match[1] if match else content
        yield from (part.strip() for part in (shown.split(",") if family != "term" else [shown]) if part.strip())


def _joined(first: Sentence, more: Sentence) -> Sentence:
    return replace(
        first,
        text=f"{first.text}{more.text}" if more.text else first.text,
        citations=first.citations + more.citations,
        claims=first.claims + more.claims,
        terms=first.terms + more.terms,
    )
