"""The audit matrix says of each requirement whether it is met, and never so of what nobody confirmed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

import course
from course.checks import all_checks
from course.cli import main
from course.credit import requirements
from course.outputs.audit import Matrix, activity_of, as_html, as_json, as_markdown, audit
from course.outputs.audit.words import words_of_lessons, words_on
from course.project import load_project
from quizzes.finding import FindingsError
from tests.conftest import REPOSITORY, copy_tea
from tests.course.outputs.audit.told import TOLD, told

DAY = dt.date(2026, 11, 22)
RECORD = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8")
PAGE = """<html><body><nav>Not counted</nav><article class="bd-article"><div class="course-notice">not counted</div>
<h1>Tea<a class="headerlink">#</a></h1><p>A well-known 2.5 mg leaf, isn't it<sup>[3]</sup>?</p>
<div class="quiz"><p>not counted</p></div><svg><text>not counted</text></svg><aside class="footnote">not counted</aside>
<figure><figcaption>Two words</figcaption><details class="course-figure-words"><p>not counted</p></details></figure>
<details class="sd-dropdown"><summary>Open me</summary><p>here</p></details>
<p hidden>not counted</p></article></body></html>"""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the course on tea with a complete record; no test writes there."""
    folder = copy_tea(tmp_path_factory.mktemp("audit"))
    with (folder / "course.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + RECORD)
    return folder


@pytest.fixture(scope="module")
def matrix(tea: Path) -> Matrix:
    """Return its matrix."""
    return audit(load_project(tea), today=DAY)


def with_record(tmp_path: Path, old: str, new: str) -> Matrix:
    """Return the matrix of the course with a changed record."""
    assert old in RECORD
    folder = copy_tea(tmp_path)
    with (folder / "course.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + RECORD.replace(old, new, 1))
    return audit(load_project(folder), today=DAY)


def test_a_complete_record_meets_what_fields_can_show(matrix: Matrix) -> None:
    """Nothing is unmet; dates, people and numbers are met, and judgments are left to people."""
    status = {row.requirement.id: row.status for row in matrix.rows}
    assert [name for name, one in status.items() if one == "not met"] == []
    assert {status[name] for name in ("A10", "A12", "A18", "A22", "A73", "A122", "A123")} == {"met"}
    assert {status[name] for name in ("A7", "A63", "A64", "A65")} == {"needs a human"}


def test_the_matrix_says_what_a_person_has_read(matrix: Matrix) -> None:
    """Word by word, as Markdown and as a page; `python -m tests.told audit` writes them anew."""
    for name, text in told(matrix).items():
        assert text.splitlines() == (TOLD / name).read_text(encoding="utf-8").splitlines(), name


def test_what_nobody_confirmed_is_never_met(matrix: Matrix) -> None:
    """Nor is what only a person can judge; each says why."""
    for row in matrix.rows:
        if row.requirement.read == "not confirmed" or row.requirement.by != "check":
            assert row.status == "needs a human", row.requirement.id
            assert row.why, row.requirement.id


def test_only_requirements_of_the_record_are_asked(matrix: Matrix) -> None:
    """Those of accreditors that the record does not name are left out; one that has ended is not named."""
    asked = {row.requirement.id for row in matrix.rows}
    assert {"A1", "A18", "A106"} <= asked
    assert asked.isdisjoint({"A32", "A81", "A86", "A88", "A128"})


def test_a_fault_is_not_met_and_says_so(tmp_path: Path) -> None:
    """The reason is the finding of `course check`."""
    found = with_record(tmp_path, "minutes_claimed = 30", "minutes_claimed = 43")
    (row,) = [row for row in found.rows if row.requirement.id == "A123"]
    assert (row.status, row.why) == (
        "not met",
        ("claimed 43 minutes, the formula gives 42.25; credit may not be above it",),
    )


def test_a_placeholder_is_never_met(tmp_path: Path) -> None:
    """What waits for the provider needs a human."""
    found = with_record(tmp_path, '"Write to the school."', '"PLACEHOLDER how to complain"')
    (row,) = [row for row in found.rows if row.requirement.id == "A125"]
    assert (row.status, row.why) == ("needs a human", ("still waits for the provider: provider.complaints",))


def test_evidence_has_its_place_and_hash(matrix: Matrix, tea: Path) -> None:
    """A key with the line of its table, a file with the hash of its bytes."""
    rows = {row.requirement.id: row for row in matrix.rows}
    (start,) = rows["A69"].evidence
    assert (start.link, start.sha256) == ("index.md", hashlib.sha256((tea / "index.md").read_bytes()).hexdigest())
    (dates,) = rows["A22"].evidence
    line = int(dates.link.partition("#L")[2])
    assert (tea / "course.toml").read_text(encoding="utf-8").splitlines()[line - 1] == "[activity.dates]"
    assert re.fullmatch(r"[0-9a-f]{64}", dates.sha256)


def test_every_requirement_that_a_check_shows_is_looked_at_by_one() -> None:
    """A requirement without a check would seem met whatever the record says."""
    folder = Path(course.__file__).parent / "checks"
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    looked_at = set(re.findall(r'"(A\d+)"', sources))
    looked_at |= {one.id for one in requirements() if any(name.startswith("check:") for name in one.evidence)}
    assert [one.id for one in requirements() if one.by == "check" and one.id not in looked_at] == []
    rules = (REPOSITORY / "docs" / "reference" / "lint-rules.md").read_text(encoding="utf-8")
    known = {*all_checks(), *re.findall(r"rule-([qb]\d+)", rules), *re.findall(r"\[([QB]\d+)\]", rules)}
    named = {name.removeprefix("check:") for one in requirements() for name in one.evidence if "check:" in name}
    assert named <= known


def test_every_requirement_has_an_answer() -> None:
    """A1 to A132 without a gap: a number that is missing would be asked of nobody."""
    assert [one.id for one in requirements()] == [f"A{number}" for number in range(1, 133)]


def test_a_check_of_the_content_can_make_a_requirement_unmet(tmp_path: Path) -> None:
    """A dose with a trailing zero in a lesson: A45 is not met, and says where it was found."""
    folder = copy_tea(tmp_path)
    with (folder / "course.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + RECORD)
    lesson = folder / "lessons" / "01-leaf.md"
    lesson.write_text(
        lesson.read_text(encoding="utf-8") + "\nA cup has 1.0 mg {cite:p}`leaf_2020`.\n", encoding="utf-8"
    )
    rows = {row.requirement.id: row for row in audit(load_project(folder), today=DAY).rows}
    assert (rows["A45"].status, "1.0 mg" in rows["A45"].why[0]) == ("not met", True)
    assert rows["A44"].status == "met"


def test_requirements_of_a_registry_are_asked_where_it_is_named(tmp_path: Path) -> None:
    """Without numbers of CE Broker nothing is asked about its columns."""
    bare = re.sub(r"\[registry\.cebroker\].*?\n\n", "", RECORD, flags=re.DOTALL)
    folder = copy_tea(tmp_path)
    with (folder / "course.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + bare)
    asked = {row.requirement.id for row in audit(load_project(folder), today=DAY).rows}
    assert not asked & {"A92", "A93", "A94", "A95", "A96"}


def test_how_each_was_read_is_said() -> None:
    """In one of five words."""
    assert {one.read for one in requirements()} <= {"read", "older", "second-hand", "not confirmed", "project"}


def test_words_are_counted_by_the_rule(tmp_path: Path) -> None:
    """Heading 1, text 7, mark of a source 1, caption 2, opened box 3."""
    page = tmp_path / "lessons" / "a.html"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    assert words_on(page) == 14
    assert words_of_lessons(tmp_path, ["a"]) == 14
    assert words_of_lessons(tmp_path, ["a", "b"]) is None


def test_typed_words_must_be_the_counted_ones(tea: Path, tmp_path: Path) -> None:
    """5,000 in the record, 28 on two built pages."""
    (tmp_path / "lessons").mkdir()
    for name in ("01-leaf", "02-kinds"):
        (tmp_path / "lessons" / f"{name}.html").write_text(PAGE, encoding="utf-8")
    found = audit(load_project(tea), site=tmp_path, today=DAY)
    (row,) = [row for row in found.rows if row.requirement.id == "A123"]
    assert (found.words, row.status, row.why) == (28, "not met", ("the built pages have 28 words, and words is 5000",))


def test_a_course_without_a_provider_has_nothing_to_audit() -> None:
    """The shipped course is silent about credit; the command says so in one line."""
    done = CliRunner().invoke(main, ["ce-matrix", "klonopin"])
    assert done.exit_code == 1
    assert "C218 course.toml names no provider and no accreditation" in done.stderr
    with pytest.raises(FindingsError):
        audit(load_project(REPOSITORY / "course" / "klonopin"))


def test_all_forms_say_the_same(matrix: Matrix) -> None:
    """JSON, Markdown and the page have every requirement with its status, its day and its evidence."""
    data = json.loads(as_json(matrix))
    assert [row["id"] for row in data["requirements"]] == [row.requirement.id for row in matrix.rows]
    assert sum(data["counts"].values()) == len(matrix.rows)
    rows = [line for line in as_markdown(matrix).splitlines() if re.match(r"\| A\d", line)]
    assert len(rows) == len(matrix.rows)
    page = html.fromstring(as_html(matrix, "../tea/"))
    shown = [(one.get("id"), one.findtext(".//span")) for one in page.iter("section")]
    assert shown == [(row.requirement.id, row.status) for row in matrix.rows]
    assert "2026-11-29" in page.text_content()
    assert page.xpath("//a[@href='../tea/index.md']")


def test_texts_of_the_record_are_words_in_the_page(tmp_path: Path) -> None:
    """No title of a course is alive."""
    found = with_record(tmp_path, '"Tea, in two cups"', '"<script>alert(1)</script> | tea"')
    assert "<script>" not in as_html(found)
    assert "<script>" not in as_markdown(found)


def test_the_command_writes_five_files(tea: Path, tmp_path: Path) -> None:
    """Exit status 1 when something is not met: today the record has expired or is in order, the files are the same."""
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["ce-matrix", str(tea), "--out", str(out)])
    assert done.exit_code in {0, 1}
    assert sorted(path.name for path in out.iterdir()) == [
        "activity.json", "matrix.html", "matrix.json", "matrix.md", "matrix.pdf",
    ]  # fmt: skip
    assert re.search(r"\d+ met, \d+ not met, \d+ needs a human", done.stderr)


def test_the_activity_as_a_file_keeps_amounts_back(tea: Path) -> None:
    """What registries ask is there, with days as text; the amount of support and what is empty are not."""
    data = activity_of(load_project(tea))
    assert data["gives_credit"] is False
    assert data["activity"]["dates"]["expires"] == "2027-11-09"
    assert data["activity"]["reporting"]["provider_activity_id"] == "TEA-1"
    assert [one["value"] for one in data["accreditation"]["acpe"]["uan"]][1] == "0129-0000-26-001-H01-T"
    assert data["support"] == [
        {
            "company": "Cup Company",
            "form": "in_kind",
            "agreement_signed_on": "2026-10-01",
            "parties": ["The Tea School", "Cup Company"],
        }
    ]
