"""Say what of a document its draft keeps, changes and drops: in the terminal, as a page, and as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from course.evidence.losses import COLUMNS, DROPPED, HELD
from course.ingest.literal import literal, one_line
from course.ingest.tree import Code, Image, Listing, Math, Note, Table, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.ingest.division import Division
    from course.ingest.losses import Loss

_SHOWN = 300
_MOST = 200
_KINDS = {Table: "table", Math: "formula", Image: "picture", Note: "note", Listing: "block of code", Code: "code"}


def kept(division: Division) -> Counter[str]:
    """Count what the draft keeps, by kind."""
    count = Counter({"heading": len(division.headings), "statement": len(division.statements)})
    for lesson in division.lessons:
        for node in walk(lesson.blocks()):
            if type(node) in _KINDS and not isinstance(node, Code):
                count[_KINDS[type(node)]] += 1
    return +count


def counted_losses(losses: Iterable[Loss]) -> Iterator[tuple[str, int, str]]:
    """Yield kind, number and outcome of losses, what was dropped first."""
    count = Counter((loss.outcome, str(loss.kind)) for loss in losses)
    for (outcome, kind), number in sorted(count.items(), key=lambda one: (one[0][0] != DROPPED, one[0][1], one[0][0])):
        yield kind, number, outcome


def told(division: Division) -> Iterator[str]:
    """Yield the lines with which `course new` ends: what was kept, changed and dropped."""
    numbers = ", ".join(f"{number:,} {kind}{'' if number == 1 else 's'}" for kind, number in kept(division).items())
    yield f"kept: {numbers}"
    lines: dict[str, list[str]] = {"dropped": [], "changed": []}
    for kind, number, outcome in counted_losses(division.losses):
        lines["dropped" if outcome == DROPPED else "changed"].append(
            f"{number:,} {kind}" + ("" if outcome == DROPPED else f" ({outcome})")
        )
    for name in ("changed", "dropped"):
        yield f"{name}: {', '.join(lines[name]) or 'nothing'}"


def write_losses(division: Division) -> str:
    """Return losses.csv: a row for each loss, in the order in which they were met."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    width = max(2, len(str(len(division.losses))))
    for number, loss in enumerate(division.losses, 1):
        row = (f"L{number:0{width}}", loss.place, loss.kind, one_line(loss.words), loss.outcome, "")
        writer.writerow(row)
    return text.getvalue()


def write_page(division: Division) -> str:
    """Return the rows of the page about the document: numbers, then what was dropped with its place and words."""
    rows = [f"| kept | {kind} | {number:,} |" for kind, number in kept(division).items()]
    for kind, number, outcome in counted_losses(division.losses):
        rows.append(f"| {'dropped' if outcome == DROPPED else literal(outcome)} | {literal(kind)} | {number:,} |")
    table = "\n".join(["| what happened | to what | how often |", "|---|---|---|", *rows])
    dropped = [loss for loss in division.losses if loss.is_dropped]
    if not dropped:
        return f"{table}\n\nNothing was dropped."
    first = sorted(dropped, key=lambda loss: loss.kind not in HELD)[:_MOST]
    entries = "\n".join(_entry(loss) for loss in first)
    more = f"\n\nAnd {len(dropped) - _MOST:,} more." if len(dropped) > _MOST else ""
    return f"{table}\n\n## Dropped\n\n{entries}{more}"


def _entry(loss: Loss) -> str:
    words = one_line(loss.words)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
    return f"- {literal(str(loss.place))}, {literal(loss.kind)}: {literal(shown)}"
