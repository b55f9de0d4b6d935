"""Figures as one page of HTML that works from disk: tables first, and drawings that say the same without color."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from quizzes.finding import Level
from quizzes.responses import Kind
from quizzes.statistics.findings import percent, signed
from quizzes.statistics.gates import ENOUGH, SURE
from quizzes.statistics.guess import guess_of
from quizzes.statistics.report.drawing import bars, span
from quizzes.statistics.report.further import further

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.statistics.report.told import Report
    from quizzes.statistics.results import FormFigures, ItemFigures, ScoreFigures, Statistics

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1d2530;background:#fff;max-width:75rem;margin:0 auto;padding:1rem}
h1,h2,h3{line-height:1.25}.wide{overflow-x:auto}.wide:focus-visible{outline:3px solid #1d4f91}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #8a96a3;padding:.3rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}thead th{border-bottom:2px solid #1d2530}
th[scope=row]{white-space:nowrap}td:nth-last-child(2){min-width:14rem}svg{display:block}.gate{font-style:italic}
@media print{body{max-width:none;font-size:10pt}.wide{overflow:visible}}
"""
HEADS = (
    "Item", "n", "Facility", "95 %", "Left open", "By guessing", "Discrimination", "95 %", "Efficiency", "27 %",
    "Choices", "Read",
)  # fmt: skip
ABOUT = (
    "Facility is the mean share of the points of an item; what was drawn and left open counts as nothing reached, what"
    " was not drawn does not count. Discrimination is the correlation with the share of points reached of the other"
    " items that the person drew. Efficiency is the covariance of the two as a share of the largest possible. 27 % is"
    " the facility of the upper group less that of the lower. An asterisk marks the key; behind each choice stand the"
    " share of people who took it and its correlation with the rest. Other revisions are other items."
)


def as_page(report: Report, title: str = "Statistics of responses") -> str:
    """Return the page."""
    body = "".join(part for one in report.statistics if one.items for part in _kind(one, report))
    body += further(report)
    none = "" if body else "<p>There are no marked responses.</p>"
    gates = f"<p>Below {ENOUGH} people a figure is not interpretable, below {SURE} it is read with caution.</p>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head><body><main>'
        f"<h1>{escape(title)}</h1><p>{ABOUT}</p>{gates}{none}{_findings(report)}{body}</main></body></html>\n"
    )


def _findings(report: Report) -> str:
    told = [one for one in report.findings if one.level is not Level.INFO]
    if not told:
        return ""
    lines = "".join(f"<li>{escape(one.code)} {escape(one.subject)}: {escape(one.message)}</li>" for one in told)
    return f"<h2>What to look at</h2><ul>{lines}</ul>"


def _kind(statistics: Statistics, report: Report) -> Iterator[str]:
    if statistics.kind is Kind.PRACTICE:
        yield "<h2>Practice</h2><p>Learners saw feedback; never compare these figures with those of tests.</p>"
    practice = statistics.kind is Kind.PRACTICE
    for test in statistics.tests:
        name = test.test or ("practice" if practice else "a test without a name")
        if not practice:
            yield f"<h2>Test {escape(test.test or 'without a name')}</h2>"
            yield from _scores(test)
        items = [one for one in statistics.items if one.test == test.test]
        rows = "".join(_item(one, report) for one in items)
        heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
        yield _wide(f"Items of {name}", f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>")


def _scores(test: ScoreFigures) -> Iterator[str]:
    drawn = f"all {test.items} items" if test.fixed else f"{_range(*test.drawn)} of {test.items} items, drawn"
    gate = f' <span class="gate">({test.gate})</span>' if test.gate else ""
    yield f"<p>{test.people} people{gate}; {drawn}. Scores as shares of the points that each could reach:</p>"
    told = {
        "mean": percent(test.mean), "median": percent(test.median),
        "standard deviation": _or_none(test.deviation, percent),
        "skewness": _or_none(test.skewness, signed), "kurtosis": _or_none(test.kurtosis, signed),
    }  # fmt: skip
    yield "<ul>" + "".join(f"<li>{name}: {value}</li>" for name, value in told.items()) + "</ul>"
    yield bars(test.tenths, f"People by score, in tenths: {', '.join(map(str, test.tenths))}")
    if not test.fixed:
        yield "<p>The items were drawn: there is no alpha of the pool, only of each form that several people had.</p>"
    yield from map(_form, test.forms)
    if test.other_forms:
        yield f"<p>{test.other_forms} other forms were drawn by a single person or by fewer people than these.</p>"


def _form(form: FormFigures) -> str:
    gate = f", {form.gate}" if form.gate else ""
    people = f"Form {form.number} ({form.items} items, {form.points:g} points, {form.people} people{gate}): "
    if form.alpha is None:
        return f"<p>{people}no {form.alpha_name}: {form.missing}.</p>"
    low, high = form.alpha_interval.low, form.alpha_interval.high  # type: ignore[union-attr]
    better = sorted(name for name, one in form.deleted.items() if one is not None and one > form.alpha)
    without = f" Alpha rises without {', '.join(map(escape, better))}." if better else ""
    interval = f"{signed(low)} to {signed(high)}, {form.alpha_interval.method}"  # type: ignore[union-attr]
    return (
        f"<p>{people}{form.alpha_name} {signed(form.alpha)} ({interval}); mean {form.mean:.2f}, standard deviation"
        f" {form.deviation:.2f}, standard error of measurement {form.sem:.2f} points.{without}</p>"
    )


def _item(one: ItemFigures, report: Report) -> str:
    item, key = report.items.get(one.item), report.key_of(one)
    guess = guess_of(item) if item else None
    interval, other = one.facility_interval, one.discrimination_interval
    revision = f" <small>revision {escape(one.revision)}</small>" if one.revision else ""
    choices = "; ".join(
        f"{escape(each.choice)}{'*' if each.choice in key else ''} {percent(each.share)}"
        f" ({_or_none(each.correlation, signed)})"
        for each in one.choices
    )
    cells = [
        str(one.n), percent(one.facility) + span(one.facility, interval.low, interval.high),
        f"{percent(interval.low)} to {percent(interval.high)}<br><small>{escape(interval.method)}</small>",
        str(one.unanswered), _or_none(guess, percent),
        escape(one.missing) if one.discrimination is None else signed(one.discrimination),
        f"{signed(other.low)} to {signed(other.high)}<br><small>{escape(other.method)}</small>" if other else "–",
        _or_none(one.efficiency, signed), _or_none(one.upper_lower, signed),
    ]  # fmt: skip
    numbers = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    head = f'<th scope="row">{escape(one.item)}{revision}</th>'
    return f'<tr>{head}{numbers}<td>{choices or "–"}</td><td class="gate">{one.gate.value}</td></tr>'


def _wide(caption: str, table: str) -> str:
    """Return a table that is moved sidewise by itself, by keyboard too."""
    name = escape(caption)
    region = f'<div class="wide" role="region" tabindex="0" aria-label="{name}">'
    return f"{region}<table><caption>{name}</caption>{table}</table></div>"


def _range(least: int, largest: int) -> str:
    return str(least) if least == largest else f"{least} to {largest}"


def _or_none(value: float | None, say: object) -> str:
    return "–" if value is None else say(value)  # type: ignore[operator]
