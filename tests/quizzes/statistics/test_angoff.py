"""Cut scores by judges: the sheet, the figures worked out by hand, and sheets that cannot be used."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from quizzes.command import main

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
schema: quizbank/1
id: tea
title: Tea
items:
  - id: q1
    type: single
    stem: "=Which?"
    points: 2
    choices:
      - {id: a, text: "10{sup}`9`", correct: true, feedback: Yes.}
      - {id: b, text: B, feedback: No.}
  - {id: q2, type: short, stem: Name it., answers: [{text: tea}]}
  - {id: q3, type: likert, stem: Fine?, scale: [{id: a, text: A}, {id: b, text: B}]}
"""
HEAD = "judge,item,estimate\n"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Write a bank of two scored questions and an opinion."""
    path = tmp_path / "tea.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


def told(
    path: Path, text: str, capsys: pytest.CaptureFixture[str], bank: Path
) -> tuple[int, list[dict[str, str]], str]:
    """Return the status, the rows and the findings for a filled sheet."""
    path.write_text(text, encoding="utf-8-sig")
    status = main(["angoff", str(bank), "--sheet", str(path)])
    out, err = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(out))), err


def test_a_new_sheet_has_a_row_for_each_judge_and_scored_question(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Opinions are not judged; a stem that begins like a formula is none in a spreadsheet; raised words stay raised."""
    assert main(["angoff", str(bank), "--judges", "2"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["judge"], row["item"]) for row in rows] == [
        ("judge 1", "q1"), ("judge 1", "q2"), ("judge 2", "q1"), ("judge 2", "q2")
    ]  # fmt: skip
    assert (rows[0]["question"], rows[0]["key"]) == ("'=Which? | A. 10⁹ | B. B", "A. 10⁹")
    sheet = tmp_path / "sheet.csv"
    filled = [row | {"estimate": "50"} for row in rows]
    with sheet.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(filled)
    assert main(["angoff", str(bank), "--sheet", str(sheet), "--out", str(tmp_path / "cut.csv")]) == 0
    assert "cut score,,1.5,3,50,0,0" in (tmp_path / "cut.csv").read_text(encoding="utf-8")


def test_the_cut_score_is_the_mean_of_the_judges_sums(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two points and one: .8 * 2 + .5 = 2.1 and .6 * 2 + .7 = 1.9: mean 2.0 of 3, deviation .1414, error .1."""
    text = HEAD.replace(",", ";") + "A;q1;80 %\nA;q2;50,0\nB;q1;60\nB;q2;70\n"
    status, rows, err = told(tmp_path / "s.csv", text, capsys, bank)
    assert (status, err) == (0, "")
    assert [*rows[0].values()] == ["cut score", "", "2", "3", "66.67", "0.1414", "0.1"]
    assert [(row["name"], row["points"]) for row in rows[1:3]] == [("A", "2.1"), ("B", "1.9")]
    assert [(row["name"], row["percent"]) for row in rows[3:]] == [("q1", "70"), ("q2", "60")]


def test_nobody_and_everybody_are_estimates(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 and 100 in a hundred are sound, what is beyond them is none; one judge alone is told."""
    status, rows, err = told(tmp_path / "s.csv", f"{HEAD}A,q1,0\nA,q2,100\n", capsys, bank)
    assert (status, rows[0]["points"], rows[0]["percent"]) == (0, "1", "33.33")
    assert "S030 one judge alone: there is no spread" in err
    for beyond in ("-0.1", "100.1"):
        assert told(tmp_path / "s.csv", f"{HEAD}A,q1,{beyond}\n", capsys, bank)[0] == 1


def test_judges_who_differ_or_guess_lower_than_chance_are_told(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Warnings: the score stands, and the judges should talk."""
    text = HEAD + "A,q1,20\nA,q2,90\nB,q1,90\nB,q2,95\n"
    status, _rows, err = told(tmp_path / "s.csv", text, capsys, bank)
    assert status == 0
    assert "S030 q1: judges differ by a standard deviation of 49 percent points" in err
    assert "S030 q1: an estimate of 20 % is below what guessing gives (50 %)" in err


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("A,q1,80\nA,q2,60\nB,q1,70\n", "B has no estimate of q2"),
        ("A,q1,180\n", "'180' is no estimate"),
        ("A,q1,\n", "'' is no estimate"),
        ("A,q1,nan\n", "'nan' is no estimate"),
        ("A,q3,50\n", "there is no scored question 'q3'"),
        ("A,q1,50\nA,q1,60\n", "A judged it before"),
        (",q1,50\n", "the row names no judge"),
        ("", "the sheet has no estimates"),
    ],
)
def test_what_is_missing_or_wrong_is_never_guessed(
    rows: str, said: str, bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with its place, status 1, and no score."""
    status, made, err = told(tmp_path / "s.csv", HEAD + rows, capsys, bank)
    assert (status, made) == (1, [])
    assert said in err
    assert "Traceback" not in err
