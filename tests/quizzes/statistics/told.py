"""What statistics say of one table of responses, in every form, and at the edges of what they tell: `told/`.

    python -m tests.quizzes.statistics.told      # writes them anew; read the difference before you keep it

The figures themselves are held against plain Python and published values (`oracle.py`, `test_items.py`); here stands
what is made of them: which are told, in which words, with which gate, and where one stops being told.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from quizzes.load import load_bank
from quizzes.responses import Kind, Response
from quizzes.statistics import ChoiceFigures, ItemFigures, Statistics, open_engine, table_of
from quizzes.statistics.dif import mantel_haenszel, size_of
from quizzes.statistics.findings import findings_of, percent, signed, strangers
from quizzes.statistics.gates import gate
from quizzes.statistics.intervals import Interval, of_alpha, of_correlation, of_mean, wilson
from quizzes.statistics.rasch import rasch
from quizzes.statistics.report_of import FORMS, Wish, report_of
from quizzes.statistics.spread import spread_of
from quizzes.statistics.survey import held_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.load import BankFile

TOLD = Path(__file__).parent / "told"
NOISE = 1e-12
_LONG = re.compile(r"-?\d+\.\d{4,}(?:e-?\d+)?")
CHOICES = "\n".join(
    f"  - {{id: {name}, text: {name.upper()}, correct: {str(name == 'a').lower()}, feedback: Why.}}" for name in "abc"
)
BANK = f"""schema: quizbank/1
id: tea
title: Tea
items:
- id: q0
  type: single
  stem: Which leaf is oxidised?
  choices:
{CHOICES}
- id: q1
  type: single
  stem: Which is not?
  allow: {{S012: the leaf is taught last}}
  choices:
{CHOICES}
- {{id: q2, type: short, points: 2, stem: Name it., answers: [{{text: tea}}]}}
- id: s1
  type: likert
  stem: Fine?
  scale: [{{id: "no", text: Disagree}}, {{id: "yes", text: Agree}}]
"""
FIGURES = ItemFigures(
    test="t", item="q0", revision="1", n=412, unanswered=0, facility=0.6, facility_interval=wilson(0.6, 412), points=1,
    deviation=0.5, mark=0.6, right_or_wrong=True, discrimination=0.3, discrimination_interval=None, pairs=412,
    efficiency=0.4, upper_lower=0.3, missing="", seconds=None, of=400,
    choices=(ChoiceFigures("a", 240, 0.6, 0.3), ChoiceFigures("b", 99, 0.25, -0.2), ChoiceFigures("c", 61, 0.15, -0.2)),
)  # fmt: skip


def told() -> dict[str, str]:
    """Return the text of each file in `told/` by its name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tea.yaml"
        path.write_text(BANK, encoding="utf-8")
        bank = load_bank(path)
        found = {"edges.txt": "".join(f"{line}\n" for line in edges(bank))}
        return {name: text.replace(f"{folder}/", "") for name, text in (found | _reports(bank)).items()}


def _reports(bank: BankFile) -> dict[str, str]:
    table = table_of(open_engine(), rows())
    wish = Wish(rasch=True, groups=True, gain="pre:final", comments=True)
    report = report_of(table, [bank], Path("r.csv"), wish)
    made = {f"report.{form}": _short(how(report)) for form, how in FORMS.items()}
    made["report.html"] = re.sub(r"(?=<(?:h|p|tr|li|svg|table))", "\n", made["report.html"])
    return made | {"findings.txt": "".join(f"{one}\n" for one in report.findings)}


def _short(text: str) -> str:
    """Return a text with no more digits than engines agree on, and 0 for what only rounding has made."""
    return _LONG.sub(lambda found: f"{float(found[0]):.5g}" if abs(float(found[0])) > NOISE else "0", text)


def rows() -> list[Response]:
    """Return a pretest, a final test of drawn items taken once or twice, a test of one form, practice and a survey."""
    chance = random.Random(5)  # noqa: S311 - people, no secret
    return [one for number in range(110) for one in _person(number, chance)]


def _person(number: int, chance: random.Random) -> Iterator[Response]:
    able, common = chance.random(), {"person": f"p{number:03}", "group": "day" if number % 3 else "night"}
    for test, attempt, names in (
        ("pre", 1, ("q0", "q2")), ("final", 1, chance.sample(["q0", "q1", "o1", "o2", "o3", "o4"], 5)),
        ("final", 2, ("q0",) if number % 9 == 0 else ()), ("solo", 1, ("o1", "o2", "o3", "o4") if number < 40 else ()),
    ):  # fmt: skip
        for name in names:
            yield _answer(name, able + 0.2 * (test == "final"), chance, test=test, attempt=attempt, **common)
    yield _answer("q0", able, chance, kind=Kind.PRACTICE, **common)
    said = {"choices": "yes" if number % 4 else "no", "response": '"yes"'} if number % 10 else {"response": '"<b>Fine"'}
    yield Response(kind=Kind.SURVEY, item="s1", answered=True, mark=None, max=0.0, **(common | said))


def _answer(name: str, able: float, chance: random.Random, **more: Any) -> Response:
    right, left = chance.random() < (able if name != "q1" else 1 - able), name == "o4" and chance.random() < 0.3
    choice = None if name[0] == "o" or name == "q2" or left else "a" if right else chance.choice("bbbc")
    most = 2.0 if name == "q2" else 1.0
    mark = 0.0 if left else (most if right else 1.0 if name == "q2" and able > 0.3 else 0.0)
    told: dict[str, Any] = {"kind": Kind.TEST, "revision": "2" if name == "o1" else "1", "seconds": round(9 + 9 * able)}
    return Response(item=name, answered=not left, choices=choice, mark=mark, max=most, **(told | more))


def edges(bank: BankFile) -> Iterator[str]:
    """Yield what is told at each edge, on both sides of it."""
    yield from (f"gate {n}: {gate(n).value!r}" for n in (0, 1, 29, 30, 31, 99, 100, 101))
    shares = (0, 0.0049, 0.005, 0.0051, 0.0149, 0.5, 0.994, 0.9949, 0.995, 0.996, 1)
    yield from (f"percent {one}: {percent(one)}" for one in shares)
    yield from (f"signed {one}: {signed(one)}" for one in (-1.0, -0.206, -0.004, 0.0, 0.004, 0.996, 1.0))
    yield from _intervals()
    for scores in ({1.0: 1}, {0.0: 1, 1.0: 1}, {0.0: 2, 0.5: 1}, {0.1: 1, 0.2: 1, 0.9: 2}, {0.3: 3, 0.7: 4}, {0.25: 9}):
        yield _short(f"spread {scores}: {spread_of(scores)}")
    for counts in ({"a": 4}, {"a": 5}, {"a": 0, "b": 5}, {"a": 4, "b": 5, "c": 6}, {"a": 4, "b": 3, "c": 6}):
        yield f"held back {counts}: {held_back(counts)}"
    yield from _sizes()
    yield from _stands_out(bank)
    for given in ((("a", "b"), ("b", "c")), (("a", "b"), ("a", "b"), ("a", "b"))):
        people = [dict.fromkeys(names, 0) | {names[one]: 1} for names in given for one in (0, 0, 1)]
        yield _short(f"rasch {people}: {rasch(people)}")


def _intervals() -> Iterator[str]:
    made: dict[str, Any] = {f"wilson {share} {n}": wilson(share, n) for share in (0, 0.5, 1) for n in (1, 2, 100)}
    made |= {f"mean {n}": of_mean(0.5, 0.2, n) for n in (2, 3, 100)}
    made |= {f"correlation {r} {n}": of_correlation(r, n) for r in (-1, -0.5, 0, 0.9, 1) for n in (3, 4, 50)}
    made |= {f"alpha {alpha} {n} {k}": of_alpha(alpha, n, k) for alpha in (-0.2, 0.8) for n, k in ((2, 2), (30, 10))}
    yield from (_short(f"{name}: {one}") for name, one in made.items())


def _sizes() -> Iterator[str]:
    ends = (-2.6, -1.6, -1.5, -1.01, -1.0, -0.5, 0.0, 0.5, 1.0, 1.01, 1.5, 1.6, 2.6)
    for low in ends:
        sizes = [size_of(Interval(low, high, "")) or "-" for high in ends if high > low]
        yield f"size from {low}: {' '.join(sizes)}"
    for cells in (
        [(0, 1, 1, 0)],
        [(1, 0, 0, 1)],
        [(5, 1, 2, 4), (3, 3, 1, 5)],
        [(1, 1, 0, 0)],
        [(2, 1, 1, 2), (0, 0, 1, 1)],
    ):
        yield _short(f"odds {cells}: {mantel_haenszel(cells)}")


def _stands_out(bank: BankFile) -> Iterator[str]:
    changes: list[dict[str, Any]] = [{"n": n, "discrimination": -0.1} for n in (29, 30, 99, 100)]
    changes += [{"facility": one} for one in (0.0, 0.29, 0.3, 0.31, 0.95, 0.951, 1.0)]
    changes += [{"unanswered": one, "n": 500} for one in (100, 101, 500)]
    changes += [{"discrimination": one} for one in (-1.0, -0.01, 0.0, 0.05, 0.1, 0.11, None)]
    changes += [{"item": name, "discrimination": -0.2} for name in ("q1", "q2", "s1", "gone")]
    changes += [
        {"choices": _taken(a, b, c)} for a, b, c in ((100, 100, 200), (101, 100, 199), (200, 180, 20), (200, 181, 19))
    ]
    changes += [{"choices": _taken(300, 80, 20, r)} for r in (0.1, 0.11, 0.5, None)]
    changes += [{"choices": _taken(300, 81, 19, 0.5)}, {"choices": ()}, {"of": 0}]
    for change in changes:
        of = Statistics(Kind.TEST, (replace(FIGURES, **change),))
        said = [
            f"{one.line} {one.level} {one.code} {one.message} {one.hint}".strip() for one in findings_of(of, [bank])
        ]
        yield f"{_plain(change)}: {'; '.join(said)}"
    for names in (["q0"], ["x"], [f"x{n}" for n in range(5)], [f"x{n}" for n in range(6)]):
        of = Statistics(Kind.TEST, tuple(replace(FIGURES, item=name, revision="7") for name in names))
        yield f"strangers {len(names)}: {'; '.join(map(str, strangers(of, [bank], Path('r.csv'))))}"


def _taken(a: int, b: int, c: int, r: float | None = -0.2) -> tuple[ChoiceFigures, ...]:
    of = zip("abc", (a, b, c), (0.3, -0.2, r), strict=True)
    return tuple(ChoiceFigures(name, count, count / 400, r) for name, count, r in of)


def _plain(change: dict[str, Any]) -> str:
    told = {
        name: [(c.choice, c.taken, c.correlation) for c in one] if name == "choices" else one
        for name, one in change.items()
    }
    return json.dumps(told)


if __name__ == "__main__":
    for name, text in told().items():
        (TOLD / name).write_text(text, encoding="utf-8")
