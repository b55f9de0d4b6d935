"""What an import took and what not, in words: matched by what, not matched and why; nothing about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from quizzes.finding import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizzes.responses.columns import Response
    from quizzes.responses.readers.take import Tally

_HOW = {"id": "by id", "stem": "by text", "map": "by the mapping file"}
_MOST = 200
T = TypeVar("T")


def report_of(tallies: Sequence[Tally], rows: Sequence[Response], compared: Sequence[str]) -> str:
    """Return the report."""
    people = len({row.person for row in rows})
    items = len({row.item for row in rows})
    head = f"{counted(len(rows), 'row')}, {counted(people, 'person', 'people')}, {counted(items, 'item')}"
    parts = [head, *(_of_file(tally) for tally in tallies)]
    if compared:
        parts.append("\n".join(["Compared with the statistics of the platform:", *(f"  {one}" for one in compared)]))
    return "\n\n".join(parts) + "\n"


def _of_file(tally: Tally) -> str:
    lines = [f"{tally.path.name}, read as {tally.format}: {counted(tally.rows, 'row')}"]
    lines += [f"  {counted(count, 'answer')} matched {_HOW[how]}" for how, count in sorted(tally.matched.items())]
    lines += [f"  {count:,} left out: {why}" for why, count in sorted(tally.skipped.items())]
    lines += [
        f"  {counted(count, 'answer')} not matched: {name}: {why}" for (name, why), count in _most(tally.unmatched)
    ]
    lines += [
        f"  {counted(count, 'answer')} of {item} without a sure reading: answered, not what"
        for item, count in _most(tally.unclear)
    ]
    lines += [f"  {counted(count, 'answer')} of {item} with other marks there" for item, count in _most(tally.judged)]
    return "\n".join(lines)


def _most(counts: Mapping[T, int]) -> list[tuple[T, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))[:_MOST]
