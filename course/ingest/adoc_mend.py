"""Write AsciiDoc anew where pandoc drops or moves words: titles of pictures, merged cells, conditions, comments.

What Asciidoctor does before it reads a page (https://docs.asciidoctor.org/asciidoc/latest/directives/) is done here:
files are not followed, conditions are decided by the attributes that the page sets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.adoc_table import as_html, spans
from course.ingest.losses import Losses, LossKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTING = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|`{3,})\s*$")
_COMMENT = re.compile(r"//(?!/[^/])")
_FENCE = re.compile(r"/{4,}")
_DIRECTIVE = re.compile(r"(?:ifn?def|ifeval|endif|include)::")
_CONDITION = re.compile(r"(ifn?def|ifeval)::([^\[]*)\[(.*)\]\s*$")
_ATTRIBUTE = re.compile(r"^:([\w-]+):", re.MULTILINE)
_PICTURE = re.compile(r"(image|video|audio)::([^\[\s]+)\[(.*)\]\s*$")
_VALUE = re.compile(r"\s*(?:([\w-]+)\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|([^,\"]*))\s*(?:,|$)")
_BOX = re.compile(r"\[(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$")
_TABLE = re.compile(r"\|={3,}\s*$")
_SET = frozenset({"backend-html5", "backend-html", "basebackend-html", "asciidoctor", "doctype-article"})


def mended(text: str, losses: Losses) -> str:
    """Return a text in which pandoc finds these words; what is not shown is told with its line."""
    lines = list(_Page(text, losses).shown())
    return "\n".join(_rewritten(lines, losses)) or text


class _Page:
    """Goes through the lines of a page; `fence` is that of an open listing or comment, `hidden` whether words are."""

    def __init__(self, text: str, losses: Losses) -> None:
        self.lines = text.split("\n")
        self.losses = losses
        self.attributes = _SET | set(_ATTRIBUTE.findall(text))
        self.listing = self.comment = ""
        self.hidden = [False]

    def shown(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are shown with their numbers, without comments and what a condition leaves out."""
        for number, line in enumerate(self.lines, 1):
            bare = line.rstrip()
            if self.listing:
                self.listing = "" if bare == self.listing else self.listing
            elif self.comment or _COMMENT.match(bare):
                self._in_comment(number, bare)
                continue
            elif _LISTING.fullmatch(bare):
                self.listing = bare
            elif _DIRECTIVE.match(bare):
                line = self._directed(number, bare)  # noqa: PLW2901 - what stands for it
            if self.hidden[-1]:
                self._lose(number, LossKind.HIDDEN, line)
            elif line or not bare:
                yield number, line

    def _in_comment(self, number: int, bare: str) -> None:
        if not self.comment and _FENCE.fullmatch(bare):
            self.comment = bare
        elif bare == self.comment:
            self.comment = ""
        else:
            self._lose(number, LossKind.COMMENT, bare)

    def _directed(self, number: int, bare: str) -> str:
        """Return what stands for a line that is done before the page is read, mostly nothing."""
        if bare.startswith("include::"):
            self._lose(number, LossKind.ATTACHED, bare)
        elif bare.startswith("endif::"):
            self.hidden = self.hidden[:-1] or [False]
        elif found := _CONDITION.fullmatch(bare):
            is_hidden = not _holds(found[1], found[2], self.attributes) or self.hidden[-1]
            if not found[3] or found[1] == "ifeval":
                self.hidden.append(is_hidden)
            elif not is_hidden:
                return found[3]
            else:
                self._lose(number, LossKind.HIDDEN, found[3])
        return ""

    def _lose(self, number: int, kind: LossKind, words: str) -> None:
        if re.search(r"\w", words):
            self.losses.add(Place(number), kind, words)


def _holds(kind: str, names: str, attributes: frozenset[str] | set[str]) -> bool:
    """Say whether a condition holds; what is compared by `ifeval` is shown, as nobody here can tell."""
    if kind == "ifeval":
        return True
    is_set = (
        all(name in attributes for name in names.split("+"))
        if "+" in names
        else any(name in attributes for name in names.split(","))
    )
    return is_set if kind == "ifdef" else not is_set


def _rewritten(lines: list[tuple[int, str]], losses: Losses) -> Iterator[str]:
    at = 0
    fence = ""
    while at < len(lines):
        number, line = lines[at]
        bare = line.rstrip()
        if fence or _LISTING.fullmatch(bare):
            fence = ("" if bare == fence else fence) if fence else bare
            yield line
        elif found := _PICTURE.fullmatch(bare):
            yield from _picture(found, number, losses)
        elif (found := _BOX.fullmatch(bare)) and at + 1 < len(lines) and re.match(r"\w", lines[at + 1][1]):
            at += 1
            yield f"{found[1]}: {lines[at][1]}"
        elif _TABLE.fullmatch(bare) and (end := _end(lines, at)):
            above = [one for _, one in lines[max(0, at - 2) : at]]
            title = next((one[1:] for one in above if re.match(r"\.\w", one)), "")
            options = " ".join(one for one in above if one.startswith("["))
            body = "\n".join(one for _, one in lines[at + 1 : end])
            yield from ("", "++++", as_html(body, options, title), "++++", "")
            at = end
        elif not (re.match(r"\.\w|\[", bare) and _heads_merged(lines, at)):
            yield line
        at += 1


def _end(lines: list[tuple[int, str]], at: int) -> int:
    """Return where a table with merged cells ends that begins at a line, 0 for any other."""
    fence = lines[at][1].rstrip()
    end = next((number for number in range(at + 1, len(lines)) if lines[number][1].rstrip() == fence), 0)
    return end if spans("\n".join(one for _, one in lines[at + 1 : end])) else 0


def _heads_merged(lines: list[tuple[int, str]], at: int) -> bool:
    """Say whether a title or the options of such a table stand on a line."""
    below = next((n for n in range(at + 1, min(at + 3, len(lines))) if _TABLE.fullmatch(lines[n][1].rstrip())), 0)
    between = (one for _, one in lines[at + 1 : below])
    return bool(below) and all(re.match(r"\.\w|\[", one) for one in between) and bool(_end(lines, below))


def _picture(found: re.Match[str], number: int, losses: Losses) -> Iterator[str]:
    """Yield a picture with its title above it, and its words in the first place; sounds and films are told."""
    kind, address, given = found.groups()
    named, placed = _values(given)
    words = named.get("alt") or (placed[0] if placed else "")
    if kind != "image":
        losses.add(Place(number), LossKind.MEDIA, " ".join((named.get("title", ""), words, address)).strip())
        return
    if title := named.get("title"):
        yield f".{title}"
    width = named.get("width") or (placed[1] if len(placed) > 1 else "")
    width = width.removesuffix("px") if re.fullmatch(r"\d+(?:px)?", width) else ""  # pandoc takes 50% for 50 dots
    options = [f'"{words}"' if words or width else "", width]
    yield f"image::{address}[{','.join(filter(None, options))}]"


def _values(given: str) -> tuple[dict[str, str], list[str]]:
    """Return the named and the placed values of a list of attributes."""
    named: dict[str, str] = {}
    placed: list[str] = []
    at = 0
    while at < len(given) and (found := _VALUE.match(given, at)) and found.end() > at:
        value = (found[2] if found[2] is not None else found[3] or "").replace('\\"', '"').strip()
        if found[1]:
            named[found[1]] = value
        else:
            placed.append(value)
        at = found.end()
    return named, placed
