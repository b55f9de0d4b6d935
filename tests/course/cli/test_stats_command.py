"""What learners answered becomes warnings at the lines of questions, and a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzes.responses import Kind, Response, write_table
from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


def answers(path: Path) -> Path:
    """Write what 40 people answered: those who know more miss `l01-q1`, and all take its first wrong choice."""
    rows = [
        Response(person=f"p{p}", kind=Kind.TEST, test="post-test", item=item, answered=True, mark=float(right), max=1.0)
        for p in range(40)
        for item, right in [("l01-q1", p % 2), *((name, (p + 1) % 2) for name in ("l01-q2", "l02-q1", "l02-q2"))]
    ]
    write_table(path, rows)
    return path


def test_a_question_that_fails_its_learners_is_a_warning_at_its_line(tea: Path, tmp_path: Path) -> None:
    """In lines and in SARIF; it fails nothing, and a waiver with its reason makes a remark of it."""
    bank = tea / "quizzes" / "l01.yaml"
    line = next(n for n, text in enumerate(bank.read_text(encoding="utf-8").splitlines(), 1) if "l01-q1" in text)
    told = ("check", tea, "--no-build", "--responses", answers(tmp_path / "r.csv"))
    done = run(*told)
    assert done.exit_code == 0, done.output
    said = f"l01.yaml:{line}: S012 warning: l01-q1: discriminates negatively (−1.00, n = 40, with caution)"
    assert said in done.output
    log = json.loads(run(*told, "--format", "sarif").stdout)
    (result,) = [one for one in log["runs"][0]["results"] if one["ruleId"] == "S012"]
    assert (result["level"], result["locations"][0]["physicalLocation"]["region"]["startLine"]) == ("warning", line)
    text = bank.read_text(encoding="utf-8")
    place = text.index("stem:", text.index("l01-q1"))
    bank.write_text(f"{text[:place]}allow: {{S012: taught last}}\n    {text[place:]}", encoding="utf-8")
    after = run(*told)
    assert "S012" not in after.output, after.output
    assert "1 waived" in after.output


def test_a_report_is_written_whole_or_not_at_all(tea: Path, tmp_path: Path) -> None:
    """Typed tables and tables of responses together; a broken file leaves what was there."""
    typed, out = tmp_path / "typed.csv", tmp_path / "s.html"
    typed.write_text("person,item,response\nZora Example,l01-q1,a\n", encoding="utf-8")
    done = run("stats", answers(tmp_path / "r.csv"), typed, "--course", tea, "--out", out)
    assert done.exit_code == 0, done.output
    page = out.read_text(encoding="utf-8")
    assert "Test post-test" in page
    assert "Test typed" in page
    assert "Zora" not in page
    (tmp_path / "r.csv").write_text("person,kind,item,answered,mark,max\np,exam,q,true,1,1\n", encoding="utf-8")
    broken = run("stats", tmp_path / "r.csv", "--course", tea, "--out", out)
    assert (broken.exit_code, out.read_text(encoding="utf-8")) == (1, page)
    assert "r.csv:2: S003 kind: 'exam' is none of" in broken.output
