"""After a change of some pages, looking at these alone finds what looking at the whole course finds there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from course import checks
from course.checks import all_checks, check, recheck
from course.project import load_project
from course.sphinxext import consistency
from quizzes.finding import Finding, Level

from .test_checks import CARD, KINDS, LEAF, PLANTED, broken

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [row for row in PLANTED if row[1].endswith(".md") and all_checks().get(row[0]) and all_checks()[row[0]].local]


@pytest.mark.parametrize("row", PAGES, ids=[f"{row[0]}-{row[1]}" for row in PAGES])
def test_a_page_that_changed_is_found_wrong_and_right_again(row: tuple[str, str, str, str, int], tea: Path) -> None:
    """A fault that is planted, and one that is repaired, are told as a check of everything tells them."""
    code, file, old, new, _ = row
    project = load_project(tea)
    sound = check(project)
    text = (tea / file).read_text(encoding="utf-8")
    wrong = recheck(project, sound, {project.root / broken(tea, file, old, new).joinpath(file).relative_to(tea)})
    assert of(wrong, code, file) == of(check(project), code, file) != []
    (tea / file).write_text(text, encoding="utf-8")
    assert recheck(project, wrong, {project.root / file}) == sound


def of(found: list[Finding], code: str, file: str) -> list[Finding]:
    """Return the findings of a code in a file."""
    return [one for one in found if one.code == code and one.path.name == file.rpartition("/")[2]]


def test_a_bank_that_changed_is_linted_again_and_the_others_are_not_forgotten(tea: Path) -> None:
    """Rules about one item are asked of the changed bank; what is known of other files stays."""
    project = load_project(tea)
    bank = project.quizzes / "l02.yaml"
    before = check(project)
    other = Finding(project.root / LEAF, 1, "T201", "was known")
    stale = Finding(bank, 1, "Q101", "was known")
    whole = Finding(bank, 1, "B201", "was known")
    bank.write_text(bank.read_text(encoding="utf-8").replace("use: practice", "use: practice\ncolour: red"), "utf-8")
    found = recheck(project, [*before, other, stale, whole], {bank})
    assert {other, whole} <= set(found)
    assert stale not in found
    assert [one.code for one in found if one.path == bank and one.code.startswith("L")] == ["L014"]
    assert found == sorted(found)


ASKED = """

````{quiz-item} Of leaves
:label: of-leaves

Which leaf is not brewed in hot water here?

- [ ] Green tea
  > No: this leaf is brewed in water that is hot but not boiling.
- [ ] Black tea
  > No: this leaf is brewed in water that has just boiled once.
- [x] A bay leaf
  > Yes: this leaf seasons soup and is no part of any tea.
````
"""


def test_a_question_written_in_a_page_is_linted_with_the_course(tea: Path) -> None:
    """Its findings stand at the line of the page, from a whole check and from a look at the page alone."""
    project = load_project(tea)
    page, sound = project.root / LEAF, check(project)
    count = len(page.read_text(encoding="utf-8").splitlines())
    grow_by(page, ASKED)
    for found in (check(project), recheck(project, sound, {page})):
        assert [(one.code, one.line > count) for one in found if one.path == page and one.code[:2] == "Q1"] == [
            ("Q111E", True)
        ]


def grow_by(page: Path, text: str) -> None:
    """Write a text behind that of a page."""
    page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_page_may_allow_a_finding_that_is_looked_for_again(tea: Path) -> None:
    """The waiver of the changed page is read with it."""
    project = load_project(broken(tea, CARD, "Wait.", "Wait for the the leaf."))
    path = project.root / CARD
    known = check(project)
    text = path.read_text(encoding="utf-8")
    head = "---\nallow:\n  T205: quoted as it stands\n"
    path.write_text(text.replace("---\n", head, 1) if text.startswith("---\n") else f"{head}---\n\n{text}", "utf-8")
    (found,) = of(recheck(project, known, {path}), "T205", CARD)
    assert found.level is Level.INFO
    assert "quoted as it stands" in found.hint


class Recorder:
    """Stands for the checks and notes which was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        monkeypatch.setattr(checks, "check", self._all)
        monkeypatch.setattr(checks, "recheck", self._some)

    def _all(self, _project: Any) -> list[Finding]:
        self.asked.append("all")
        return []

    def _some(self, _project: Any, _known: Any, changed: set[Path]) -> list[Finding]:
        self.asked.append(" ".join(sorted(path.name for path in changed)))
        return []


def grow(path: Path) -> None:
    """Add a line to a file."""
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ([KINDS], "02-kinds.md"),
        ([KINDS, "quizzes/l02.yaml"], "02-kinds.md l02.yaml"),
        (["course.toml"], "all"),
        ([KINDS, "evidence/claims.csv"], "all"),
        (["gone"], "all"),
        ([], ""),
    ],
)
def test_only_pages_and_banks_are_looked_at_alone(
    files: list[str], asked: str, tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other parts depend on, and a page that is gone, need the whole course; no change needs nothing."""
    monkeypatch.setattr(consistency, "LARGE", 0)
    project, store = load_project(tea), tmp_path / "course-check.json"
    recorder = Recorder(monkeypatch)
    consistency.findings_of(project, store.parent)
    consistency.findings_of(project, store.parent)
    assert recorder.asked == ["all"]
    for file in files:
        if file == "gone":
            (tea / CARD).unlink()
        else:
            grow(tea / file)
    consistency.findings_of(project, store.parent)
    assert recorder.asked[1:] == ([asked] if asked else [])


def test_a_small_course_is_always_looked_at_as_a_whole(
    tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to two hundred files nothing is saved by guessing."""
    project, store = load_project(tea), tmp_path / "course-check.json"
    recorder = Recorder(monkeypatch)
    for _ in range(2):
        grow(tea / KINDS)
        consistency.findings_of(project, store.parent)
    assert recorder.asked == ["all", "all"]


def test_editions_with_trees_of_their_own_share_what_was_found(
    tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found in the same files is not looked for again; in other files it is."""
    recorder, folders = Recorder(monkeypatch), [tmp_path / name for name in ("doctrees", "doctrees-instructor")]
    for folder in folders:
        folder.mkdir()
        consistency.findings_of(load_project(tea), folder)
    assert recorder.asked == ["all"]
    assert [(folder / consistency.STORE).is_file() for folder in folders] == [True, True]
    grow(tea / KINDS)
    consistency.findings_of(load_project(tea), folders[1])
    assert recorder.asked == ["all", "all"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"state": {}, "findings": [{"path": "a"}]}'])
def test_a_store_that_cannot_be_read_is_made_anew(
    content: str, tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is believed that is not whole."""
    store = tmp_path / "course-check.json"
    store.write_text(content, encoding="utf-8")
    recorder = Recorder(monkeypatch)
    consistency.findings_of(load_project(tea), store.parent)
    assert recorder.asked == ["all"]
    assert json.loads(store.read_text(encoding="utf-8"))["findings"] == []
