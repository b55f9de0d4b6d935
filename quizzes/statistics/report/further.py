"""What only some reports have: difficulties, groups, gains and surveys."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from quizzes.statistics.findings import percent, signed
from quizzes.statistics.survey import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizzes.statistics.report.told import Report


def further(report: Report) -> str:
    """Return the parts that this report has."""
    return "".join([*_rasch(report), *_groups(report), *_gains(report), *_surveys(report)])


def _rasch(report: Report) -> Iterator[str]:
    for test, items in report.difficulties.items():
        if not items:
            yield f"<h2>Difficulty in {escape(test)}</h2><p>No people connect all items by their answers.</p>"
            continue
        rows = (
            (
                one.item,
                one.people,
                signed(one.difficulty),
                f"{one.error:.2f}",
                f"{one.infit:.2f}",
                f"{one.outfit:.2f}",
                one.gate,
            )
            for one in items
        )
        yield f"<h2>Difficulty in {escape(test)}</h2><p>Rasch model by conditional maximum likelihood, in logits.</p>"
        yield _table("Difficulties", ("Item", "n", "Difficulty", "SE", "Infit", "Outfit", "Read"), rows)


def _groups(report: Report) -> Iterator[str]:
    if report.differences:
        rows = (
            (
                f"{one.item}@{one.revision}" if one.revision else one.item, one.test,
                f"{one.reference} ({one.people[0]})", f"{one.focal} ({one.people[1]})",
                "–" if one.delta is None else signed(one.delta), one.size or "–", one.gate,
            )
            for one in report.differences
        )  # fmt: skip
        yield "<h2>Groups</h2><p>Mantel–Haenszel delta: below 0 the item is harder for the second group than for people"
        yield " of the first who reached as much elsewhere. A negligible, B, C large.</p>"
        yield _table("Items by group", ("Item", "Test", "Group", "Against", "Delta", "Size", "Read"), rows)


def _gains(report: Report) -> Iterator[str]:
    for one in report.gains:
        told = "no variance" if one.interval is None else f"{signed(one.interval.low)} to {signed(one.interval.high)}"
        sizes = ", ".join(
            f"{name} {signed(value)}"
            for name, value in (("d_z", one.d_z), ("d_av", one.d_av), ("normalised gain", one.normalised))
            if value is not None
        )
        gate = f" ({one.gate})" if one.gate else ""
        yield (
            f"<h2>Gain from {escape(one.pre)} to {escape(one.post)}</h2><p>{one.people} people took both{gate}: from"
            f" {percent(one.before)} to {percent(one.after)}, difference {signed(one.difference)} ({told},"
            f" Student's t); {sizes}.</p>"
        )


def _surveys(report: Report) -> Iterator[str]:
    if report.opinions:
        rows = (
            (
                one.item, f"fewer than {LEAST}" if one.people is None else one.people,
                "; ".join(f"{name}: {'held back' if count is None else count}" for name, count in one.counts) or "–",
                one.written,
            )
            for one in report.opinions
        )  # fmt: skip
        yield f"<h2>Survey</h2><p>Cells of fewer than {LEAST} people are held back, and what would tell them.</p>"
        yield _table("Answers", ("Question", "People", "Choices", "Comments"), rows)
        for one in report.opinions:
            if one.comments:
                lines = "".join(f"<li>{escape(line)}</li>" for line in one.comments)
                yield f"<h3>Comments on {escape(one.item)}</h3><ul>{lines}</ul>"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(str(first))}</th>{"".join(f"<td>{escape(str(one))}</td>" for one in rest)}</tr>'
        for first, *rest in rows
    )
    region = f'<div class="wide" role="region" tabindex="0" aria-label="{caption}">'
    return (
        f"{region}<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
