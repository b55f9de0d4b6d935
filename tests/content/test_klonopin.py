"""The course that ships: nothing in it is wrong, and the checks would see it if something were."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import course
from course.charts import load_figure
from course.charts.draw import draw
from course.charts.model import GridFigure, LineFigure
from course.checks import check, check_material
from course.evidence import Verdict, check_coverage, load_document, load_register
from course.material import Material, read_material
from course.project import load_project
from course.reviews import unread
from course.reviews.unread import NAME as LIST
from quizzes.finding import Finding, Level
from tests.conftest import copy_klonopin

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizzes.model import Item

ROOT = Path(course.__file__).parent / "klonopin"
FIGURES = sorted((ROOT / "figures").glob("*.yaml"))


@cache
def material() -> Material:
    """Read the course once."""
    return read_material(load_project(ROOT))


def resting_on_a_fact() -> Item:
    """Return an item of the course that names a fact."""
    return next(item for file in material().banks for item in file.bank.items if item.facts)


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


def test_the_list_of_what_nobody_has_read_is_the_register() -> None:
    """The one list for the clinician who signs; `course check course/klonopin --unread` makes it anew."""
    assert (ROOT / "evidence" / LIST).read_text(encoding="utf-8") == unread(material())


def test_at_least_twelve_figures_are_drawn_and_shown() -> None:
    """Every figure that a page shows exists, and there are twelve at least."""
    shown = {one.argument for page in material().pages for one in page.directives if one.name == "chart"}
    assert len(shown) >= 12
    assert shown <= {path.stem for path in FIGURES}


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_each_figure_names_its_sources(path: Path) -> None:
    """The picture can be drawn, unless it is set as a table, and its works are in the bibliography."""
    file = load_figure(path)
    assert isinstance(file.figure, GridFigure) or draw(file.figure).startswith(b"<svg")
    assert file.figure.source
    assert set(file.figure.source) <= set(material().works or {})


def test_each_curve_falls_by_the_half_life_in_its_name() -> None:
    """Percent left = 100 x 0.5^(hours / half-life), to a tenth."""
    (path,) = (one for one in FIGURES if one.stem == "plasma-level-after-last-dose")
    figure = load_figure(path).figure
    assert isinstance(figure, LineFigure)
    curves = figure.series
    hours = [int(re.findall(r"\d+", curve.name)[0]) for curve in curves]
    assert hours == [12, 19, 32, 60]
    for half_life, curve in zip(hours, curves, strict=True):
        assert [left for _, left in curve.points] == [
            round(100 * 0.5 ** (days * 24 / half_life), 1) for days, _ in curve.points
        ]


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
    ("E038", "lessons/06-noticing.md", "\n\nThere are eleven criteria {cite:p}`pmc7993020_table`.\n"),
]


HARD = "Notwithstanding extraordinary circumstances, particularly disadvantageous institutional considerations apply. "


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    """Plant every fault into one copy of the course, each in a place of its own, and give the findings by code."""
    project = load_project(copy_klonopin(tmp_path_factory.mktemp("planted")))
    assert project.bibliography
    assert project.facts
    for page in project.lessons():  # the box of a statement is gone
        if "S49" in page.read_text(encoding="utf-8"):
            edit(page, lambda text: text.replace("S49", "S02"))
    for _, file, sentence in PLANTED:
        with (project.root / file).open("a", encoding="utf-8") as lesson:
            lesson.write(sentence)
    edit(project.bibliography, lambda text: text + "\n@misc{unread_1900, title = {None}, year = {1900}}\n")
    fact = resting_on_a_fact().facts[0]
    edit(project.facts, lambda text: re.sub(rf"(?m)^({fact},.*),read,", r"\1,second-hand,", text))
    edit(project.root / "handouts" / "h5p-danger-signs-patient.md", lambda text: f"{text}\n\n{HARD * 40}\n")
    edit(project.settings, expire)
    by_code: dict[str, list[Finding]] = {}
    for finding in check(load_project(project.root)):
        by_code.setdefault(finding.code, []).append(finding)
    return by_code


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a file, and hold that it is another one."""
    old = path.read_text(encoding="utf-8")
    assert change(old) != old
    path.write_text(change(old), encoding="utf-8")


def expire(settings: str) -> str:
    """Let the date of the activity have passed."""
    rest = re.sub(r"(?m)^expires.*\n", "", settings)
    head = "" if "[activity]\n" in rest else "\n[activity]\n"
    return (rest + head).replace("[activity]\n", "[activity]\nexpires = 2020-01-01\n")


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    """Return file and line of findings."""
    return [(finding.path.name, finding.line) for finding in findings]


@pytest.mark.parametrize(("code", "file", "text"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_sentence_is_found(code: str, file: str, text: str, found: dict[str, list[Finding]]) -> None:
    """The real pages do not hide a fault from the check: it is found on the line where it was planted."""
    page = ROOT / file
    assert (page.name, page.read_text(encoding="utf-8").count("\n") + 3) in places(found[code])


def test_a_claim_without_lesson_is_found(found: dict[str, list[Finding]]) -> None:
    """Taking the box of a statement away fails at its row of the register."""
    line = load_register(load_project(ROOT).register).by_id["S49"].line
    assert places(found["E011"]) == [("claims.csv", line)]


def test_a_reference_nobody_cites_is_found(found: dict[str, list[Finding]]) -> None:
    """A work that is only listed is a finding at its line."""
    works = load_project(ROOT).bibliography
    assert works
    assert ("references.bib", works.read_text(encoding="utf-8").count("\n") + 2) in places(found["E018"])


def test_a_key_on_a_fact_that_was_not_read_is_found(found: dict[str, list[Finding]]) -> None:
    """A fact that loses its status takes the questions that rest on it along."""
    wrong = [one for one in found["Q150"] if one.subject == resting_on_a_fact().id]
    assert [one.level for one in wrong] == [Level.ERROR]
    assert wrong[0].line > 1


def test_a_hard_handout_for_patients_is_found(found: dict[str, list[Finding]]) -> None:
    """Patients read at grade 8 or below."""
    assert [name for name, _ in places(found["T208"])] == ["h5p-danger-signs-patient.md"]


def test_an_expired_review_is_found(found: dict[str, list[Finding]]) -> None:
    """A stale date of the activity is an error at its line of course.toml."""
    settings = expire(load_project(ROOT).settings.read_text(encoding="utf-8"))
    line = settings[: settings.index("expires = 2020-01-01")].count("\n") + 1
    assert places(found["C102"]) == [("course.toml", line)]
