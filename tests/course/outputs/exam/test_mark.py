"""`course mark`: sheets filled and scanned by us are read back; what is doubtful waits for a person."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import page
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pydantic import TypeAdapter

from course.outputs.marking.collect import collect
from course.outputs.marking.decisions import Decision, carry_out
from course.outputs.marking.filled import filled_answer, is_filled, sheet_of
from course.outputs.marking.mark import read_files
from course.outputs.marking.readside import ReadSide, read_sides
from course.outputs.marking.record import ExamRecord, Question, read_record
from course.outputs.marking.scans import Side, sides_in
from course.outputs.marking.sheets import Answer, Place, essay_points, response_of
from course.outputs.marking.typed import sheets_in_table
from quizzes.finding import Finding, FindingsError
from quizzes.grade import grade
from quizzes.key import right_parts
from quizzes.model.essay import EssayItem
from quizzes.responses import read_table
from tests.benchmarks.pencils import Pen, Told, fill, spoil
from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Printed

pytestmark = pytest.mark.xdist_group("exam")
_SCALE = 8.0
"""Pixels of a millimetre: 203 dpi."""


@dataclass
class Filled:
    """The exam, its printed sides as pictures in colours, and scans of filled ones with what was filled in."""

    out: Path
    exam: ExamRecord
    pages: dict[str, Any]

    def scan(self, version: str, seed: int, doubts: float = 0.0) -> tuple[Any, Told]:
        """Return a bad scan of a filled sheet."""
        random = np.random.default_rng(seed)
        side = self.exam.sides[f"CW1.{self.exam.code}.{version}.A.1"]
        page = self.pages[version].copy()
        told = fill(page, side, _SCALE, random, doubts)
        return spoil(page, _SCALE, random)[0], told


@pytest.fixture(scope="module")
def filled(printed: Printed) -> Filled:
    """Give the printed exam as something to fill in."""
    exam, pages = read_record(printed.out), {}
    sheets = json.loads(exam.path.read_text(encoding="utf-8"))["sheets"]
    for version in "AB":
        name = f"posttest-{version.lower()}"
        with pypdfium2.PdfDocument(printed.out / "paper" / f"{name}.pdf") as document:
            page = document[sheets[name]["sides"][0]["page"] - 1].render(scale=_SCALE * 25.4 / 72).to_numpy()
        pages[version] = np.ascontiguousarray(page[..., :3])
    return Filled(printed.out, exam, pages)


def read_one(side: Side, exam: ExamRecord) -> ReadSide | Finding:
    """Return what the one sheet in a picture says."""
    (read,) = read_sides(side, exam)
    return read


def bent(page: Any, down: float) -> Any:
    """Return a leaf whose middle is bent down by so many millimetres, as a photo of a curled one shows it."""
    y, x = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    moved = y - np.float32(down * _SCALE) * np.sin(np.pi * x / page.shape[1]).astype(np.float32)
    return cv2.remap(page, x, moved, cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def save(path: Path, *pictures: Any) -> Path:
    """Save pictures as one file."""
    first, *others = [Image.fromarray(picture) for picture in pictures]
    first.save(path, **({"save_all": True, "append_images": others} if others else {}))
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """Return the lines of a table."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("seed", range(4))
def test_bad_scans_are_read_as_they_were_filled(filled: Filled, seed: int) -> None:
    """Number and rows are those of the person, or a doubt; what was made doubtful is never read."""
    gray, told = filled.scan("A", seed, doubts=0.1)
    read = read_one(Side(filled.out, "x", 1, gray), filled.exam)
    assert isinstance(read, ReadSide)
    assert read.code.version == "A"
    assert "?" in read.number or read.number == told.number
    for reading in read.readings:
        label = reading.row.label
        if not reading.row.by_hand:
            assert reading.doubt or label not in told.doubtful, label
            assert reading.doubt or sorted(reading.taken) == sorted(told.taken[label]), label
    sent = [one.row.label for one in read.readings if one.doubt and one.doubt != "hand"]
    assert set(sent) - told.doubtful == set()


def test_whoever_fills_the_number_may_cross_the_answers(filled: Filled) -> None:
    """Crosses in all rows are answers although the digits are filled; one cross among fillings is none."""
    side = filled.exam.sides[f"CW1.{filled.exam.code}.A.A.1"]
    page = filled.pages["A"].copy()
    pen = Pen(page, side.bubble, _SCALE, np.random.default_rng(1))
    pen.colour = (40, 40, 40)
    for column in side.digits:
        pen.filled(column[4])
    rows = [row for row in side.rows if row.marks]
    told = {row.label: [mark.name for mark in row.marks[: 2 if row.several else 1]] for row in rows}
    for row in rows:
        for mark in row.marks[: 2 if row.several else 1]:
            pen.cross(mark, 0.95)
    read = read_one(Side(filled.out, "x", 1, page[..., 0].copy()), filled.exam)
    assert isinstance(read, ReadSide)
    assert read.number == "444444"
    assert {one.row.label: list(one.taken) for one in read.readings if one.row.marks} == told
    for row in rows[1:]:
        for mark in row.marks[: 2 if row.several else 1]:
            pen.filled(mark)
    read = read_one(Side(filled.out, "x", 1, page[..., 0].copy()), filled.exam)
    assert isinstance(read, ReadSide)
    assert next(one for one in read.readings if one.row == rows[0]).doubt == "sign"


@pytest.mark.parametrize("down", [1.0, -3.0])
def test_bent_paper_is_read_where_its_rows_lie(filled: Filled, down: float) -> None:
    """The code and the rows of a curled leaf are not at their places: what is read is right, and most is read."""
    side = filled.exam.sides[f"CW1.{filled.exam.code}.A.A.1"]
    page = filled.pages["A"].copy()
    told = fill(page, side, _SCALE, np.random.default_rng(11), 0.0)
    gray = cv2.cvtColor(bent(page, down), cv2.COLOR_BGR2GRAY)
    read = read_one(Side(filled.out, "x", 1, gray), filled.exam)
    assert isinstance(read, ReadSide)
    assert read.number == told.number
    marked = [one for one in read.readings if not one.row.by_hand]
    assert all(one.doubt or sorted(one.taken) == sorted(told.taken[one.row.label]) for one in marked)
    assert sum(one.doubt is not None for one in marked) <= 1


def test_every_sheet_of_a_picture_is_read(filled: Filled, tmp_path: Path) -> None:
    """Two sheets side by side, one upside down, are two sheets with names of their own; a third is of another exam."""
    (one, first), (other, second) = filled.scan("A", 13), filled.scan("B", 12)
    high = max(one.shape[0], other.shape[0]) + 40
    pair = [
        np.pad(part, ((0, high - part.shape[0]), (20, 20)), constant_values=250) for part in (one, other[::-1, ::-1])
    ]
    read = read_sides(Side(tmp_path / "a3.png", "d", 1, np.ascontiguousarray(np.hstack(pair))), filled.exam)
    sheets = {each.number: each for each in read if isinstance(each, ReadSide)}
    assert set(sheets) == {first.number, second.number}
    assert {each.name for each in sheets.values()} == {"d#1", "d#1.2"}
    for told in (first, second):
        marked = [each for each in sheets[told.number].readings if not each.row.by_hand and not each.doubt]
        assert marked
        assert all(sorted(each.taken) == sorted(told.taken[each.row.label]) for each in marked)


def test_a_heap_of_scans_becomes_results(filled: Filled, tmp_path: Path) -> None:
    """TIFF, PDF and PNG in any order: results, responses and slips; a decision fills what was open and is told."""
    scans = [filled.scan(version, seed) for version, seed in (("A", 11), ("B", 12), ("A", 13))]
    blank = np.full((800, 600), 250, dtype=np.uint8)
    files = [
        save(tmp_path / "a.tiff", scans[0][0], np.rot90(scans[1][0], 2)),
        save(tmp_path / "b.pdf", blank, scans[2][0]),
        save(tmp_path / "c.png", scans[0][0]),
    ]
    out = tmp_path / "marks"
    done = run("mark", *files, "--exam", filled.out, "--out", out)
    assert done.exit_code == 0, done.output
    assert "3 people, 4 sides read, 1 blank ones left out" in done.output
    assert "A004" in done.output
    assert "with the same answers" in done.output
    results = rows(out / "results.csv")
    assert {one["person"] for one in results} == {told.number for _, told in scans}
    table = read_table(out / "responses.csv")
    assert not table.findings
    for _, told in scans:
        slip = (out / "sheets" / f"{told.number}.pdf").read_bytes()
        failed = [one for profile in ("ua1", "2a") for one in page.validate_pdf_bytes(slip, profile=profile).failures]
        assert failed == []
        own = {row.item: row for row in table.rows if row.person == told.number}
        assert all(row.source == "paper" and row.mark is not None for row in own.values())
        assert {"public-one", "public-true", "public-match"} <= set(own)
    shown = (out / "review.html").read_text(encoding="utf-8")
    assert "http" not in shown.replace("http-equiv", "")
    told = json.loads(shown.split("const data = ")[1].split(";\nconst")[0])
    asks = [ask for ask in told["asks"] if ask["number"] == scans[0][1].number]
    assert {ask["kind"] for ask in asks} == {"text"}
    when = "2026-01-02T03:04:05.000Z"
    made = [{"side": ask["side"], "what": ask["what"], "value": "8642 seconds", "when": when} for ask in asks]
    decided = tmp_path / "decisions.json"
    decided.write_text(
        json.dumps({"format": told["format"], "exam": told["exam"], "decisions": made}), encoding="utf-8"
    )
    again = [tmp_path / "one", tmp_path / "two"]
    for folder in again:
        done = run("mark", *files, "--exam", filled.out, "--out", folder, "--decisions", decided)
        assert done.exit_code == 0, done.output
    assert [p.read_bytes() for p in sorted(again[0].rglob("*.*"))] == [
        p.read_bytes() for p in sorted(again[1].rglob("*.*"))
    ]
    result = next(one for one in rows(again[0] / "results.csv") if one["person"] == scans[0][1].number)
    assert result["open"] == "0"
    assert result["public-number"] == "1"
    audit = rows(again[0] / "audit.csv")
    assert len(audit) == len(made)
    assert {(one["when"], one["before"], one["after"]) for one in audit} == {(when, "(hand)", "8642 seconds")}


def test_a_number_that_was_not_given_out_is_asked_about(filled: Filled, tmp_path: Path) -> None:
    """The person decides; until then the sheet has no result."""
    gray, told = filled.scan("A", 11)
    scan, numbers = save(tmp_path / "a.png", gray), tmp_path / "numbers.txt"
    numbers.write_text("number\n000001\n", encoding="utf-8")
    done = run("mark", scan, "--exam", filled.out, "--numbers", numbers, "--out", tmp_path / "o")
    assert f"the number {told.number} is none of those that were given out" in done.output
    assert rows(tmp_path / "o" / "results.csv") == []


def test_a_side_that_is_there_twice_with_other_answers_counts_for_nobody(filled: Filled, tmp_path: Path) -> None:
    """Two sheets with one number: neither counts until a person says which."""
    read = [read_one(Side(tmp_path / "a", f"s{seed}", 1, filled.scan("A", seed)[0]), filled.exam) for seed in (11, 13)]
    sides = [replace(one, number="123456") for one in read if isinstance(one, ReadSide)]
    made = collect(sides, [], filled.exam, None)
    assert made.sheets == []
    assert [ask.what for ask in made.asks] == ["counts", "counts"]
    chosen = carry_out(sides, [Decision("s13#1", "counts", "no", "2026-01-02T03:04Z")], filled.exam, None)
    assert [sheet.person for sheet in collect(chosen.sides, [], filled.exam, None).sheets] == ["123456"]
    moved = carry_out(sides, [Decision("s13#1", "number", "000002", "2026-01-02T03:04Z")], filled.exam, None)
    assert [sheet.person for sheet in collect(moved.sides, [], filled.exam, None).sheets] == ["000002", "123456"]
    assert [(one.before, one.after) for one in moved.changes] == [("123456", "000002")]


def test_what_is_no_sheet_of_this_exam_is_named(filled: Filled, tmp_path: Path) -> None:
    """A photo of something else, a page of another exam, a sheet whose squares are cut off."""
    random = np.random.default_rng(1)
    noise = random.integers(0, 255, (900, 700)).astype(np.uint8)
    found = read_one(Side(tmp_path / "n.png", "x", 3, noise), filled.exam)
    assert isinstance(found, Finding)
    assert "side 3 is no answer sheet that can be read" in found.message
    gray = filled.pages["A"][..., 0]
    sides = [replace(side, code=side.code._replace(exam="ZZZZZZZZ")) for side in filled.exam.sides.values()]
    other = replace(filled.exam, code="ZZZZZZZZ", sides={side.code.text(): side for side in sides})
    found = read_one(Side(tmp_path / "n.png", "x", 1, gray), other)
    assert isinstance(found, Finding)
    assert f"is of the exam {filled.exam.code}, not of ZZZZZZZZ" in found.message
    cut = gray[: -int(20 * _SCALE)]
    found = read_one(Side(tmp_path / "n.png", "x", 1, cut), filled.exam)
    assert isinstance(found, Finding)
    assert "squares" in found.message


def test_damaged_and_huge_files_are_one_finding_each(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Truncated PDF and TIFF, a text called PNG, a picture of too many pixels; the others are marked all the same."""
    gray, _ = filled.scan("A", 11)
    good = save(tmp_path / "good.png", gray)
    bad = []
    for name in ("a.pdf", "a.tiff"):
        whole = save(tmp_path / name, gray)
        whole.write_bytes(whole.read_bytes()[:2000])
        bad.append(whole)
    text = tmp_path / "t.png"
    text.write_text("no picture", encoding="utf-8")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(save(tmp_path / "open.pdf", gray)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    done = run("mark", good, *bad, text, locked, "--exam", filled.out, "--out", tmp_path / "o")
    assert done.exit_code == 1
    assert done.output.count("A002") == 4
    assert len(rows(tmp_path / "o" / "results.csv")) == 1
    monkeypatch.setattr("course.outputs.marking.scans.MOST_PIXELS", 1000)
    (finding,) = sides_in(good)
    assert isinstance(finding, Finding)
    assert "pixels is no scan of a page" in finding.message
    (finding,) = sides_in(save(tmp_path / "p.pdf", gray))
    assert isinstance(finding, Finding)


def test_a_book_among_the_scans_is_told_in_few_lines(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many sides that are no sheets are counted, and after many in a row the file is left; what came before counts."""
    gray, told = filled.scan("A", 11)
    book = np.full((200, 160), 250, dtype=np.uint8)
    book[40:160:8, 30:130] = 20
    monkeypatch.setattr("course.outputs.marking.mark.MOST_STRANGE", 40)
    given = read_files([save(tmp_path / "b.tiff", gray, *[book] * 60, gray)], filled.exam, lambda _: None)
    assert [side.number for side in given.sides] == [told.number]
    assert given.findings[0].line == 41
    assert "40 sides in a row are no answer sheets" in given.findings[0].message
    assert len(given.findings) == 31
    assert given.findings[-1].message == "11 more sides are left out, the last one is 41"


@pytest.mark.parametrize("text", [None, "{", "[]", '{"items": [], "versions": {}}', '{"format": 3}'])
def test_without_a_record_of_this_form_nothing_is_marked(tmp_path: Path, text: str | None) -> None:
    """No draw.json, a broken one, one of an older or a later form: one line each, and no folder."""
    (tmp_path / "key").mkdir()
    if text is not None:
        (tmp_path / "key" / "draw.json").write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        read_record(tmp_path)
    (finding,) = caught.value.findings
    assert finding.code == "A001"


def test_the_right_answers_get_all_points(filled: Filled) -> None:
    """What a record says of a question grades its own key as right, whatever its type."""
    for version, questions in filled.exam.versions.items():
        for question in questions:
            answers, labels = {}, {}
            for number, part in enumerate(right_parts(question.item), start=1):
                kind = question.item.type
                parts = {"match": [p.id for p in getattr(question.item, "pairs", ())], "cloze": [part.name]}
                name = parts[kind][number - 1] if kind in parts else str(number) if kind == "order" else ""
                label = f"{question.number}.{number}" if name else str(question.number)
                labels[name] = label
                before = answers.get(label, Answer())
                text = part.text if kind in ("numeric", "short", "cloze") else None
                answers[label] = Answer((*before.taken, part.name), text)
            assert grade(question.item, response_of(question, answers, labels)).correct, (version, question.item.id)


def test_a_typed_table_is_read_by_number_or_by_item(filled: Filled, tmp_path: Path) -> None:
    """A line a person or a line an answer, letters of the version; what cannot be is named with its line."""
    question = next(q for q in filled.exam.versions["B"] if q.item.id == "public-two")
    found: list[Finding] = []
    table = tmp_path / "t.csv"
    table.write_text(f"\ufeffperson;version;{question.number}\n007;b;A C\n", encoding="utf-8")
    (sheet,) = sheets_in_table(table, filled.exam, found)
    assert not found
    assert sheet.answers[str(question.number)].taken == (question.order[0], question.order[2])
    table.write_text("person,version,item,response\n007,B,public-two,A\n008,B,public-true,False\n", encoding="utf-8")
    assert [one.person for one in sheets_in_table(table, filled.exam, found)] == ["007", "008"]
    assert not found
    table.write_text(
        "person,version,item,response\n=1+1,B,1,A\n1,Z,1,A\n1,B,public-two,Q\n1,B,99,A\n1,B,public-match,A\n",
        encoding="utf-8",
    )
    assert sheets_in_table(table, filled.exam, found) == []
    assert [one.line for one in found] == [2, 3, 4, 5, 6]
    assert {one.code for one in found} == {"A005"}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("person,version,1,2\n007,B,A,B,C\n", 2, "the row has 5 cells, and the head 4"),
        ("person,version,1,2\n007,B,A\n", 2, "the row has 3 cells, and the head 4"),
        ("person,version,1,1\n007,B,A,B\n", 1, "more than one column is called '1'"),
        ("person,version,,1\n007,B,A,B\n", 1, "a column has no name"),
        ("person,version,item\n007,B,1\n", 1, "no column response"),
        ('person,version,item,response\n007,B,public-number,"8,642"\n', 2, "means two numbers"),
        ("person,version,item,response\n007,B,public-number,01. Feb\n", 2, "looks like a date"),
        ("person,version,item,response\n007,B,public-number,1-Feb\n", 2, "looks like a date"),
        ("person,version,item,response\n4.711E+03,B,public-one,A\n", 2, "is no number of a person"),
        ("person," + ",".join(map(str, range(100_000))) + "\n", 1, "100001 columns"),
    ],
)
def test_a_table_in_which_answers_may_stand_wrong_is_not_marked(
    filled: Filled, tmp_path: Path, text: str, line: int, told: str
) -> None:
    """Rows of another length, columns twice, what a spreadsheet made of numbers: named with its line, nothing taken."""
    table, found = tmp_path / "t.csv", list[Finding]()
    table.write_text(text, encoding="utf-8")
    assert sheets_in_table(table, filled.exam, found) == []
    (finding,) = found
    assert (finding.line, finding.code) == (line, "A005")
    assert told in finding.message


def test_what_a_spreadsheet_leaves_at_the_end_of_rows_is_nothing(filled: Filled, tmp_path: Path) -> None:
    """Empty columns behind the last one, and units that are no dates; a table of another exam names twenty cells."""
    table, found = tmp_path / "t.csv", list[Finding]()
    table.write_text("person;version;public-one;public-number;;\n007;B;A;90 min;;\n008;B;A;;;\n", encoding="utf-8")
    assert [sheet.person for sheet in sheets_in_table(table, filled.exam, found)] == ["007", "008"]
    assert not found
    table.write_text("person,version,item,response\n" + "007,B,strange,A\n" * 500, encoding="utf-8")
    assert sheets_in_table(table, filled.exam, found) == []
    assert len(found) == 21
    assert found[-1].message == "480 more cells are wrong"


def test_numbers_without_their_first_zeros_are_no_other_person(filled: Filled, tmp_path: Path) -> None:
    """`4711` beside `004711` is left out; of numbers that were given out the likely one is named."""
    found: list[Finding] = []
    table = tmp_path / "t.csv"
    table.write_text("person,version,1\n4711,B,A\n004711,B,A\n", encoding="utf-8")
    sheets = sheets_in_table(table, filled.exam, found)
    made = collect([], sheets, filled.exam, None)
    assert [sheet.person for sheet in made.sheets] == ["004711"]
    assert [one.hint for one in made.findings] == ["is it 004711? A spreadsheet drops zeros at the beginning"]
    made = collect([], sheets[:1], filled.exam, {"004711"})
    assert (made.sheets, [one.hint[:12] for one in made.findings]) == ([], ["is it 004711"])


def test_sheets_with_writing_are_never_taken_for_one(filled: Filled, tmp_path: Path) -> None:
    """What is written by hand was not compared: two scans with one number and the same marks wait for a person."""
    gray = filled.scan("A", 11)[0]
    one, other = (
        read_one(Side(tmp_path / "a", name, 1, picture), filled.exam)
        for name, picture in (("s", gray), ("t", np.clip(gray.astype(int) - 2, 0, 255).astype(np.uint8)))
    )
    assert isinstance(one, ReadSide)
    assert isinstance(other, ReadSide)
    assert one.as_read == other.as_read
    assert collect([one, other], [], filled.exam, None).sheets == []
    assert len(collect([one, replace(one, name="u#1")], [], filled.exam, None).sheets) == 1


def test_points_of_an_essay_are_those_of_who_judged_it() -> None:
    """A number from 0 to the points of the question, with the decimal sign of the course; nothing else."""
    given = ["0", "2", "1.5", "2.5", "-1", "nan", "1e0", "1_0", "1,5", "", "good"]
    assert [essay_points(text, 2, ".") for text in given] == [0, 2, 1.5, *[None] * 8]
    assert essay_points("1,5", 2, ",") == 1.5


def test_an_essay_typed_into_a_paper_is_judged_by_a_person(tmp_path: Path) -> None:
    """Whoever writes `2` for an answer has not given themselves two points."""
    told = {"id": "long", "type": "essay", "bloom": "apply", "points": 2, "stem": "Why?", "model_answer": "Because."}
    told |= {"rubric": [{"id": "why", "text": "A reason.", "points": 2}], "rationale": "A reason is one."}
    question = Question(7, TypeAdapter(EssayItem).validate_python(told), (), "")
    found: list[Finding] = []
    answer = filled_answer(tmp_path / "f.pdf", Place("7", question, ""), ["2"], ".", found)
    assert (answer.text, answer.doubt, found) == ("2", "hand", [])


def test_decisions_of_another_exam_are_refused(filled: Filled, tmp_path: Path) -> None:
    """Nothing is written then."""
    scan = save(tmp_path / "a.png", filled.scan("A", 11)[0])
    for text in ("{}", '{"format": "course-mark-decisions", "exam": "OTHER", "decisions": []}'):
        (tmp_path / "d.json").write_text(text, encoding="utf-8")
        done = run("mark", scan, "--exam", filled.out, "--out", tmp_path / "o", "--decisions", tmp_path / "d.json")
        assert done.exit_code == 1
        assert "A005" in done.output
        assert not (tmp_path / "o").exists()


def test_a_filled_paper_gives_its_fields(filled: Filled, tmp_path: Path) -> None:
    """Radio buttons, ticks and lists by the names of our fields; the file says of which version it is."""
    path = tmp_path / "filled.pdf"
    one, two = (next(q for q in filled.exam.versions["A"] if q.item.id == f"public-{name}") for name in ("one", "two"))
    document = pikepdf.new()
    values = {
        "number": "000123",
        f"question-{one.number}": pikepdf.Name("/B"),
        f"question-{two.number}-A": pikepdf.Name("/A"),
    }
    short, number = (
        next(q.number for q in filled.exam.versions["A"] if q.item.id == f"public-{name}")
        for name in ("short", "number")
    )
    values |= {f"question-{short}": "Off", f"question-{number}": "8,642"}
    values[f"question-{two.number}-C"] = pikepdf.Name("/Off")
    fields = [pikepdf.Dictionary(T=pikepdf.String(name), V=value) for name, value in values.items()]
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
    document.docinfo["/Keywords"] = f"CW1.{filled.exam.code}.A.F.0"
    document.save(path)
    found: list[Finding] = []
    assert is_filled(path)
    sheet = sheet_of(path, filled.exam, found)
    assert sheet is not None
    assert (sheet.person, sheet.version) == ("000123", "A")
    assert sheet.answers[str(short)].text == "Off"
    assert (sheet.answers[str(number)].doubt, ["means two numbers" in one.message for one in found]) == (
        "typed",
        [True],
    )
    assert sheet.answers[str(one.number)].taken == (one.order[1],)
    assert sheet.answers[str(two.number)].taken == (two.order[0],)
