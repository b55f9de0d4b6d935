"""How far a course is signed, in lines for a terminal; and the rows of the sheet of what is still open."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from course.reviews.sheet import CONTEXT, REMOVED, Row
from quizzes.finding import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from course.reviews.blocks import Block
    from course.reviews.signature import Signed
    from course.reviews.standing import Gone, Standing
    from course.reviews.urgent import Urgent

_SHOWN = 160
"""Letters of a block that are shown; what changed is shown whole."""


def pages_told(state: Standing) -> Iterator[str]:
    """Yield a line for each file: how many of its blocks are signed, by whom, in which role, when, for which scope."""
    files: dict[tuple[str, str], list[int]] = {}
    for place, block in enumerate(state.blocks):
        files.setdefault((block.scope, block.name), []).append(place)
    for (scope, name), places in files.items():
        signed = sum(not state.is_open(place) for place in places)
        people = Counter(_who(one) for place in places for one in state.signers[place])
        by = "; ".join(f"{number} by {who}" for who, number in people.items())
        lost = sum(one.row.scope == scope and one.row.name == name for one in state.lost)
        gone = f", {counted(lost, 'signed block')} changed or gone" if lost else ""
        yield f"{name} ({scope}): {signed} of {counted(len(places), 'block')} signed{gone}{f' ({by})' if by else ''}"


def open_told(one: Urgent, seen: Callable[[Path], Path]) -> Iterator[str]:
    """Yield the lines about an open block: where it is, why it comes first, its words, and what changed."""
    why = f", {one.score} ({', '.join(one.reasons)})" if one.score else ""
    if one.block is None:
        assert one.was
        yield f"{one.was.row.name}: {one.was.row.kind} is gone{why}; {_signed_by(one.was)}"
        yield f"  [-{one.was.row.text}-]"
        return
    place = f"{seen(one.block.path)}:{one.block.line}: {one.block.kind}{why}"
    if one.was is None:
        yield f"{place}: {_short(one.block.text)}"
    elif one.was.row.text == one.block.text:
        yield f"{place}: the words that {_signed_by(one.was)}, in another place or form, or under another heading"
        yield f"  {_short(one.block.text)}"
    else:
        yield f"{place}; {_signed_by(one.was)}, and it has changed since"
        yield f"  {changed(one.was.row.text, one.block.text)}"


def changed(before: str, after: str) -> str:
    """Return both texts as one: `[-words that went-]` and `{+words that came+}`."""
    old, new = before.split(), after.split()
    parts: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts += old[start:end]
            continue
        parts += [f"[-{' '.join(old[start:end])}-]"] * (end > start)
        parts += [f"{{+{' '.join(new[first:last])}+}}"] * (last > first)
    return " ".join(parts)


def summed(state: Standing) -> str:
    """Return the last line: how many blocks are signed, and by how many people each must be."""
    rule = f" by {state.people} people" if state.people > 1 else ""
    lost = f"; {counted(len(state.lost), 'signed block')} changed or gone" if state.lost else ""
    signed = len(state.blocks) - len(state.open)
    return f"{signed} of {counted(len(state.blocks), 'block')} signed{rule}, {len(state.open)} open{lost}"


def sheet_of(state: Standing, scopes: Collection[str], pages: Collection[str] = ()) -> list[Row]:
    """Return a row for every open block of these scopes, of these files only if any are named, and for what is gone."""
    rows = rows_of(state.blocks, {state.blocks[place].sha256 for place in state.open})
    rows += [Row(one.row.scope, one.row.name, "", REMOVED, one.row.sha256, one.row.text) for one in state.lost]
    return [one for one in rows if one.scope in scopes and (not pages or one.name in pages)]


def rows_of(blocks: Iterable[Block], chosen: Collection[str]) -> list[Row]:
    """Return rows for the blocks with these hashes, and the other blocks of their pages as context."""
    found = list(blocks)
    pages = {one.name for one in found if one.sha256 in chosen and one.name.endswith(".md")}
    return [
        Row(one.scope, one.name, str(one.line), one.kind if is_chosen else CONTEXT, one.sha256, one.text)
        for one in found
        if (is_chosen := one.sha256 in chosen) or one.name in pages
    ]


def _who(one: Signed) -> str:
    signature = one.signature
    return f"{signature.name}, {signature.role}, {signature.date}"


def _signed_by(was: Gone) -> str:
    return f"{was.signed.signature.name} signed on {was.signed.signature.date}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
