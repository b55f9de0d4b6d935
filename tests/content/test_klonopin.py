"""The course that ships: nothing in it is wrong, and the checks would see it if something were."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

import course
from course.charts import load_figure
from course.charts.draw import draw
from course.checks import check, check_material
from course.evidence import Verdict, check_coverage, load_document, load_register
from course.material import Material, read_material
from course.project import Project, load_project
from quizzes.finding import Finding, Level
from tests.conftest import copy_klonopin

ROOT = Path(course.__file__).parent / "klonopin"
FIGURES = sorted((ROOT / "figures").glob("*.yaml"))


@cache
def material() -> Material:
    """Read the course once."""
    return read_material(load_project(ROOT))


def copied(tmp_path: Path) -> Project:
    """Copy the course and its banks to where they can be broken."""
    return load_project(copy_klonopin(tmp_path))


def found(project: Project, code: str) -> list[tuple[str, int]]:
    """Return file and line of the findings with a code."""
    return [(finding.path.name, finding.line) for finding in check(project) if finding.code == code]


def test_no_finding_is_an_error() -> None:
    """Every error of the course fails here, with file and line."""
    wrong = [str(one) for one in check_material(material()) if one.level is Level.ERROR]
    assert wrong == []


def test_the_register_is_the_whole_document() -> None:
    """66 statements and 7 headings cover the document without a gap."""
    project = load_project(ROOT)
    register = load_register(project.register)
    assert len(register.statements) == 66
    assert len(register.claims) == 73
    assert check_coverage(load_document(project.document), register) == []


def test_every_statement_is_answered_by_a_lesson() -> None:
    """Taught, corrected or rejected where it belongs; none is open."""
    register = material().register
    assert register is not None
    answered = {name for page in material().lessons for name, _ in page.claims()}
    assert {claim.id for claim in register.statements} - answered == set()
    assert [claim.id for claim in register.statements if claim.verdict is Verdict.OPEN or not claim.answer] == []


def test_statements_that_are_not_supported_have_their_box() -> None:
    """A correction is a box that a reader recognizes, never only a mark."""
    register = material().register
    assert register is not None
    boxes = {one.argument for page in material().lessons for one in page.directives if one.name == "claim"}
    rejected = {claim.id for claim in register.statements if claim.verdict in {Verdict.WRONG, Verdict.OUTDATED}}
    assert rejected - boxes == set()


def test_no_signature_is_invented() -> None:
    """Nobody has reviewed the course, and the check says so."""
    assert not (ROOT / "reviews").exists()
    assert [one.code for one in check_material(material()) if one.code.startswith("R")] == ["R001"]


def test_at_least_twelve_figures_are_drawn_and_shown() -> None:
    """Every figure that a page shows exists, and there are twelve at least."""
    shown = {one.argument for page in material().pages for one in page.directives if one.name == "chart"}
    assert len(shown) >= 12
    assert shown <= {path.stem for path in FIGURES}


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_each_figure_names_its_sources(path: Path) -> None:
    """The picture can be drawn, and its works are in the bibliography."""
    file = load_figure(path)
    assert draw(file.figure).startswith(b"<svg")
    assert file.figure.source
    assert set(file.figure.source) <= set(material().works or {})


PLANTED = [
    ("T201", "lessons/07-withdrawal.md", "\n\nSome 40 people in 100 have this.\n"),
    ("T202", "lessons/02-uses.md", "\n\nXanax is a tablet.\n"),
    ("T203", "handouts/h3-words-that-help.md", "\n\nThe addict left.\n"),
    ("T204", "handouts/h6p-diary.md", "\n\nTake .5 mg {cite:p}`asam_pocket_2025`.\n"),
    ("T205", "lessons/08-tapering.md", "\n\nShe was weened off.\n"),
    ("T206", "lessons/04-dependence.md", "\n\nIt has been associated with an increased risk of suicidal thinking.\n"),
    ("T209", "index.md", "\n\nThis course is accredited by a board.\n"),
    ("E012", "lessons/05-combinations.md", "\n\nSo it is. {claim}`S99`\n"),
    ("E017", "lessons/09-treatment.md", "\n\nSo it is {cite:p}`nobody_1900`.\n"),
]


@pytest.mark.parametrize(("code", "file", "text"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_sentence_is_found(tmp_path: Path, code: str, file: str, text: str) -> None:
    """The real pages do not hide a fault from the check: it is found on the line where it was planted."""
    project = copied(tmp_path)
    page = project.root / file
    old = page.read_text(encoding="utf-8")
    page.write_text(old + text, encoding="utf-8")
    assert (page.name, old.count("\n") + 3) in found(project, code)


def test_a_claim_without_lesson_is_found(tmp_path: Path) -> None:
    """Taking the box of a statement away fails at its row of the register."""
    project = copied(tmp_path)
    for page in project.lessons():
        page.write_text(page.read_text(encoding="utf-8").replace("S49", "S02"), encoding="utf-8")
    with project.register.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert any(row[0] == "S49" for row in rows)
    line = load_register(project.register).by_id["S49"].line
    assert found(project, "E011") == [("claims.csv", line)]


def test_a_reference_nobody_cites_is_found(tmp_path: Path) -> None:
    """A work that is only listed is a finding at its line."""
    project = copied(tmp_path)
    assert project.bibliography
    text = project.bibliography.read_text(encoding="utf-8")
    project.bibliography.write_text(text + "\n@misc{nobody_1900, title = {None}, year = {1900}}\n", encoding="utf-8")
    assert ("references.bib", text.count("\n") + 2) in found(project, "E018")


def test_a_key_on_a_fact_that_was_not_read_is_found(tmp_path: Path) -> None:
    """A fact that loses its status takes the questions that rest on it along."""
    project = copied(tmp_path)
    assert project.facts
    item = next(item for file in material().banks for item in file.bank.items if item.facts)
    text = project.facts.read_text(encoding="utf-8")
    lines = [
        line.replace(",read,", ",second-hand,") if line.startswith(f"{item.facts[0]},") else line
        for line in text.split("\n")
    ]
    project.facts.write_text("\n".join(lines), encoding="utf-8")
    wrong = [one for one in check(project) if one.code == "Q150" and one.subject == item.id]
    assert [one.level for one in wrong] == [Level.ERROR]
    assert wrong[0].line > 1


def test_a_hard_handout_for_patients_is_found(tmp_path: Path) -> None:
    """Patients read at grade 8 or below."""
    project = copied(tmp_path)
    page = project.root / "handouts" / "h6p-diary.md"
    hard = (
        "Notwithstanding extraordinary circumstances, particularly disadvantageous institutional considerations apply. "
    )
    page.write_text(page.read_text(encoding="utf-8") + "\n\n" + hard * 40 + "\n", encoding="utf-8")
    assert [name for name, _ in found(project, "T208")] == ["h6p-diary.md"]


def test_an_expired_review_is_found(tmp_path: Path) -> None:
    """A stale date of the activity is an error at its line of course.toml."""
    project = copied(tmp_path)
    text = project.settings.read_text(encoding="utf-8")
    addition = "expires = 2020-01-01\n"
    text = (
        text.replace("[activity]\n", f"[activity]\n{addition}")
        if "[activity]" in text
        else f"{text}\n[activity]\n{addition}"
    )
    lines = [line for line in text.split("\n") if not (line.startswith("expires") and "2020" not in line)]
    project.settings.write_text("\n".join(lines), encoding="utf-8")
    wrong: list[Finding] = [one for one in check(load_project(project.root)) if one.code == "C102"]
    assert [(one.path.name, one.line) for one in wrong] == [("course.toml", lines.index("expires = 2020-01-01") + 1)]
