"""What stands out is found at its line, and reports say each figure with how far it may be read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from quizzes.command import main
from quizzes.finding import FindingsError
from quizzes.lint import check as lint
from quizzes.load import load_bank
from quizzes.responses import Kind, Response, write_table
from quizzes.responses.valid import MOST_ATTEMPTS
from quizzes.statistics import ChoiceFigures, ItemFigures, ScoreFigures, Statistics, open_engine, statistics_of
from quizzes.statistics.findings import findings_of, percent, signed
from quizzes.statistics.guess import guess_of
from quizzes.statistics.intervals import Interval, of_alpha, of_correlation, wilson
from quizzes.statistics.load import load_tables
from quizzes.statistics.spread import spread_of

if TYPE_CHECKING:
    from pathlib import Path

    from quizzes.load import BankFile

BANK = """schema: quizbank/1
id: tea
title: Tea
use: practice
items:
- id: q1
  type: single
  objective: ["1.1"]
  stem: Which leaf is oxidised?
  choices:
  - {id: a, text: Black, correct: true, feedback: Yes.}
  - {id: b, text: Green, feedback: No.}
  - {id: c, text: White, feedback: No.}
"""
GOOD = ItemFigures(
    test="t", item="q1", revision="1", n=412, unanswered=0, facility=0.6, facility_interval=wilson(0.6, 412), points=1,
    deviation=0.5, mark=0.6, right_or_wrong=True, discrimination=0.3, discrimination_interval=None, pairs=412,
    efficiency=0.4, upper_lower=0.3, missing="", seconds=None, of=412,
    choices=(ChoiceFigures("a", 247, 0.6, 0.3), ChoiceFigures("b", 100, 0.24, -0.2), ChoiceFigures("c", 65, 0.1, -0.2)),
)  # fmt: skip


@pytest.fixture
def bank(tmp_path: Path) -> BankFile:
    """Return a bank of one item."""
    path = tmp_path / "tea.yaml"
    path.write_text(BANK, encoding="utf-8")
    return load_bank(path)


def chosen(a: int, b: int, c: int) -> dict[str, Any]:
    """Return the choices of 412 people."""
    return {"choices": tuple(ChoiceFigures(n, x, x / 412, -0.1) for n, x in zip("abc", (a, b, c), strict=True) if x)}


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        ({}, 0, []),
        ({"discrimination": -0.2149}, 6, ["S012 q1: discriminates negatively (−0.21, n = 412): look at the key first"]),
        ({"discrimination": 0.05, "n": 99}, 6, ["S013 q1: hardly discriminates (0.05, n = 99, with caution)"]),
        ({"discrimination": -0.9, "n": 29, "of": 29}, 0, []),
        ({"discrimination": None}, 0, []),
        ({"facility": 0.29}, 6, ["S010 q1: 29 % of its points are reached (n = 412): too hard, or a wrong key"]),
        ({"facility": 0.999}, 6, ["S011 q1: > 99 % of its points are reached (n = 412)"]),
        ({"unanswered": 103}, 6, ["S014 q1: 25 % leave it open (n = 412)"]),
        (chosen(300, 108, 4), 13, ["S020 q1: distractor c was chosen by 1 % (n = 412)"]),
        (chosen(300, 112, 0), 13, ["S020 q1: distractor c was chosen by 0 % (n = 412)"]),
        (chosen(100, 212, 100), 12, ["S021 q1: key chosen less often than b (n = 412): look at the key"]),
        (
            {"choices": (*GOOD.choices[:2], replace(GOOD.choices[2], correlation=0.2))},
            13,
            ["S022 q1: who takes c knows more than the others (0.20, n = 412)"],
        ),
        ({"revision": "9"}, 0, []),
    ],
)
def test_what_stands_out_is_found_at_its_line(bank: BankFile, change: Any, line: int, said: list[str]) -> None:
    """Each threshold, the gates, and another revision of which nothing is said."""
    found = findings_of(Statistics(Kind.TEST, (replace(GOOD, **change),)), [bank])
    assert [str(one).partition(": ")[2] for one in found] == said
    assert [(one.line, one.level.value) for one in found] == [(line, "warning")] * len(said)


def test_a_waiver_makes_a_remark_and_the_lint_leaves_it_alone(tmp_path: Path) -> None:
    """Whether a waiver keeps something back is known with the responses only."""
    path = tmp_path / "tea.yaml"
    path.write_text(f"{BANK}  allow: {{S012: the leaf is taught last}}\n", encoding="utf-8")
    bank = load_bank(path)
    (found,) = findings_of(Statistics(Kind.TEST, (replace(GOOD, discrimination=-0.2),)), [bank])
    assert (found.level.value, found.hint) == ("info", "waived: the leaf is taught last")
    from quizzes.lint.context import Context

    assert not [one for one in lint([bank], Context()) if one.code in {"Q190", "Q191"}]


def test_guesses_are_those_of_the_choices(bank: BankFile) -> None:
    """One of three."""
    assert guess_of(bank.bank.items[0]) == 1 / 3


def test_intervals_equal_published_ones() -> None:
    """Wilson: 15 of 148 is 0.0624 to 0.1605 (Newcombe, Stat Med 17:857, 1998, table I). Fisher: r .5, n 28."""
    low_high = wilson(15 / 148, 148)
    assert (low_high.low, low_high.high) == (pytest.approx(0.0624, abs=1e-4), pytest.approx(0.1605, abs=1e-4))
    fisher = of_correlation(0.5, 28)
    assert fisher is not None
    assert (fisher.low, fisher.high) == (pytest.approx(0.156, abs=1e-3), pytest.approx(0.736, abs=1e-3))
    assert of_correlation(0.5, 3) is None
    feldt = of_alpha(0.8, 30, 10)
    assert feldt.low < 0.8 < feldt.high
    assert feldt.method == "Feldt"


def test_moments_equal_those_of_another_library() -> None:
    """SciPy's unbiased skewness and kurtosis; one person and equal scores have none."""
    from scipy import stats

    scores = [0.1, 0.1, 0.2, 0.4, 0.9]
    spread = spread_of({0.1: 2, 0.2: 1, 0.4: 1, 0.9: 1})
    assert spread.skewness == pytest.approx(stats.skew(scores, bias=False))
    assert spread.kurtosis == pytest.approx(stats.kurtosis(scores, bias=False))
    assert (spread.median, spread.tenths) == (0.2, (0, 2, 1, 0, 1, 0, 0, 0, 0, 1))
    alone = spread_of({1.0: 1})
    assert (alone.deviation, alone.skewness, alone.kurtosis) == (None, None, None)
    assert spread_of({0.5: 9}).skewness is None


def test_a_share_is_never_rounded_to_nothing_or_all() -> None:
    """What one in a thousand did is not 0 %."""
    assert [percent(one) for one in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]
    assert [signed(one) for one in (-0.006, -0.004, 0.0, 0.005001)] == ["\u22120.01", "0.00", "0.00", "0.01"]


def table(path: Path, people: int = 40) -> Path:
    """Write a table in which all choose `a`, and the better people `b`."""
    rows = [
        Response(person=f"p{p}", kind=Kind.TEST, test="t", item=item, revision="1", answered=True,
                 choices=("a" if p % 2 else "b") if item == "q1" else None, mark=float(right), max=1.0)
        for p in range(people)
        for item, right in [("q1", p % 2), *((f"o{n}", p % 2 == 0 or n == 0) for n in range(3))]
    ]  # fmt: skip
    write_table(path, rows)
    return path


def test_the_command_writes_the_same_figures_in_every_form(
    bank: BankFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page, a table and JSON; warnings name file and line, and the status is 0."""
    source = table(tmp_path / "r.parquet")
    base = ["stats", str(source), "--bank", str(bank.path)]
    assert main(base) == 0
    out, err = capsys.readouterr()
    row = next(one for one in csv.DictReader(io.StringIO(out)) if one["item"] == "q1")
    assert (row["n"], row["gate"], row["facility"], row["guess"]) == ("40", "with caution", "0.5", str(1 / 3))
    assert float(row["discrimination"]) == pytest.approx(-1)
    assert f"{bank.path}:6: S012 q1: discriminates negatively" in err
    assert "S007 no bank has the items o0, o1, o2" in err
    assert main([*base, "--format", "json", "--out", str(tmp_path / "s.json")]) == 0
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    first = next(one for one in told["statistics"][0]["items"] if one["item"] == "q1")
    assert (first["gate"], first["facility"]) == ("with caution", 0.5)
    assert main([*base, "--format", "html", "--out", str(tmp_path / "s.html")]) == 0
    page = BeautifulSoup((tmp_path / "s.html").read_text(encoding="utf-8"), "html.parser")
    (cells,) = [one for one in page.find_all("tr") if one.th and one.th.get_text().startswith("q1")]
    assert "with caution" in cells.get_text()
    assert all(one.get("aria-label") or one.get("aria-hidden") for one in page.find_all("svg"))
    assert "no variance" in page.get_text()
    assert not page.find_all(["script", "link", "img"])


def test_words_of_a_table_are_text_in_the_page(tmp_path: Path) -> None:
    """Names of items and tests come from strangers."""
    rows = [Response(person="p", kind=Kind.TEST, test="<script>x", item="<b>q", answered=True, mark=1.0, max=1.0)]
    write_table(tmp_path / "r.csv", rows)
    assert main(["stats", str(tmp_path / "r.csv"), "--format", "html", "--out", str(tmp_path / "s.html")]) == 0
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>q" not in page


def test_an_engine_that_there_is_not_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, no traceback, nothing written."""
    assert (
        main(["stats", str(table(tmp_path / "r.csv", 2)), "--engine", "oracle://x", "--out", str(tmp_path / "s")]) == 1
    )
    assert "there is no engine 'oracle'; there are duckdb, spark, clickhouse" in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


PLANTED = {
    "person": ["", "a@b", "x" * 300, "=1+1", "a\nb"], "kind": ["exam"], "item": [""], "attempt": [0],
    "mark": [2.0, float("nan")], "max": [float("inf"), -1.0], "seconds": [-1.0], "source": ["@x"],
}  # fmt: skip


SOUND = {
    "attempt": [1, MOST_ATTEMPTS], "mark": [0.0, 0.5, -1.0], "max": [1.0, 1.5], "seconds": [0.0],
    "submitted": [datetime(1990, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)],
}  # fmt: skip


def test_a_parquet_file_is_judged_by_the_engine_as_by_rows(tmp_path: Path) -> None:
    """Each planted fault is told with its row; a sound file passes, and lacking columns have their defaults."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    engine, path = open_engine(), tmp_path / "r.parquet"
    good = pq.read_table(table(path, 4))
    for name, values in PLANTED.items():
        for value in values:
            column = [*good[name].to_pylist()]
            column[2] = value
            place = good.schema.get_field_index(name)
            wrong = good.set_column(place, good.schema.field(name), pa.array(column, good.schema.field(name).type))
            pq.write_table(wrong, path)
            with pytest.raises(FindingsError) as error:
                load_tables(engine, [path], [])
            assert (error.value.findings[0].code, error.value.findings[0].line) == ("S003", 3), (name, value)
    for name, value in ((name, value) for name, values in SOUND.items() for value in values):
        column = [*good[name].to_pylist()]
        column[2] = value
        field = good.schema.field(name)
        place = good.schema.get_field_index(name)
        pq.write_table(good.set_column(place, field, pa.array(column, field.type)), path)
        load_tables(engine, [path], [])
    pq.write_table(good.select(["person", "kind", "item", "answered", "mark", "max"]), path)
    assert {one.n for one in statistics_of(load_tables(engine, [path], [])).items} == {4}
    again = tmp_path / "again.parquet"
    again.write_bytes(path.read_bytes())
    with pytest.raises(FindingsError, match=r"S004 .*in two of the files"):
        load_tables(engine, [path, again], [])


def test_tables_of_both_kinds_are_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and Parquet, with and without the columns that may be missing, in one call."""
    rows = [
        Response(person=f"p{n}", kind=Kind.TEST, test="t", item="q1", answered=True, mark=1.0, max=1.0)
        for n in range(4)
    ]
    write_table(tmp_path / "a.csv", rows[:2])
    write_table(tmp_path / "b.parquet", rows[2:3])
    (tmp_path / "c.csv").write_text("person,kind,item,answered,mark,max\nz,test,q1,true,0,1\n", encoding="utf-8")
    write_table(tmp_path / "d.parquet", rows[3:])
    assert main(["stats", *(str(path) for path in sorted(tmp_path.iterdir())), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["statistics"][0]["items"]
    assert sorted((one["test"], one["n"]) for one in told) == [("", 1), ("t", 4)]


def test_a_form_without_variance_and_practice_are_told_apart() -> None:
    """The page says why there is no figure, and that practice had feedback."""
    from quizzes.statistics.report import Report, as_page
    from quizzes.statistics.results import FormFigures

    form = FormFigures(1, 3, 40, 3.0, 3.0, 0.0, None, "KR-20", None, None, {}, "no variance")
    test = ScoreFigures("t", 40, 5, (3, 3), 1.0, 1.0, 0.0, None, None, (0,) * 9 + (40,), (form,), 2)
    kinds = (Statistics(Kind.TEST, (GOOD,), (test,)), Statistics(Kind.PRACTICE, (replace(GOOD, test=""),), ()))
    page = as_page(Report(kinds))
    assert "no KR-20: no variance" in page
    assert "there is no alpha of the pool" in page
    assert "2 other forms" in page
    alone = as_page(Report((Statistics(Kind.PRACTICE, (replace(GOOD, test=""),), (replace(test, test=""),)),)))
    assert "never compare these figures" in alone
    assert Interval(0, 1, "x").method == "x"
