"""First aid, danger signs, taper pace and bridge supply are said in one way, and a difference anywhere is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import course
from course.checks import check_material
from course.checks.language import _grade
from course.checks.registry import CHECKS
from course.checks.wording import load_wording
from course.material import Material
from course.project import Project, load_project
from tests.conftest import copy_klonopin

ROOT = Path(course.__file__).parent / "klonopin"
MESSAGES = load_wording(ROOT / "wording.yaml").wording.messages
PLACES = [(message.id, place) for message in MESSAGES for place in message.places]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Copy the course once; each test puts back what it breaks."""
    return load_project(copy_klonopin(tmp_path_factory.mktemp("wording")))


def test_the_messages_that_matter_are_there() -> None:
    """Steps of the overdose response, danger signs, pace, smallest step, bridge supply."""
    wanted = {"overdose-steps", "danger-signs", "danger-signs-for-patients", "taper-pace", "bridge-supply"}
    assert wanted <= {message.id for message in MESSAGES}


@pytest.mark.parametrize(("name", "place"), PLACES, ids=[f"{name}-{place}" for name, place in PLACES])
def test_one_place_that_differs_is_found(klonopin: Material, copied: Project, name: str, place: str) -> None:
    """Each place by itself: a message loses a word there, and the check names the file."""
    message = next(one for one in MESSAGES if one.id == name)
    folder, _, rest = place.partition("/")
    path = copied.quizzes / rest if folder == "quizzes" else copied.root / place
    text = path.read_text(encoding="utf-8")
    word = max(re.findall(r"[\w–%]+", message.says[0]), key=len)
    try:
        path.write_text(re.sub(re.escape(word), "otherwise", text, flags=re.IGNORECASE), encoding="utf-8")
        found = list(CHECKS["T402"].run(Material(copied, klonopin.today)))
    finally:
        path.write_text(text, encoding="utf-8")
    assert (path, name) in {(one.path, one.subject) for one in found}


def test_nothing_ruled_out_is_said(klonopin: Material) -> None:
    """No page, question, figure or session says what harmed in the first edition."""
    assert [str(one) for one in check_material(klonopin) if one.code == "T403"] == []


def test_patients_read_at_grade_six(klonopin: Material) -> None:
    """The check refuses grade 9; the sheets of this course stay at 6."""
    sheets = [page for page in klonopin.handouts if page.meta.get("audience") == "patient"]
    assert len(sheets) == 3
    assert [page.name for page in sheets if _grade(page) > 6] == []


def test_the_worked_taper_is_nobodys_plan(klonopin: Material) -> None:
    """The table is the arithmetic that it says it is, ends at nothing, and says whose plan it is not."""
    text = (klonopin.project.root / "appendix" / "doses.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([\d.]+) \| ([\d.]+|–) \| ([\d.]+) \|$", text, re.MULTILINE)
    doses = [float(row[1]) for row in rows]
    assert doses[:-1] == [round(0.9**step, 2) for step in range(len(doses) - 1)]
    assert doses[-1] == 0
    assert [int(row[0]) for row in rows] == list(range(0, 2 * len(rows), 2))
    assert all(abs(float(row[3]) - 10 * float(row[1])) < 1e-9 for row in rows)
    assert "It is nobody's plan." in text
