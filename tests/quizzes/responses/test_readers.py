"""What platforms export becomes rows: each answer as it was, none guessed, nobody named."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.finding import FindingsError
from quizzes.grade import grade
from quizzes.load import load_bank
from quizzes.responses import Kind
from quizzes.responses.readers import nops
from quizzes.responses.readers.catalog import catalog_of
from quizzes.responses.readers.claim import Form
from quizzes.responses.readers.coded import target
from quizzes.responses.readers.context import Context
from quizzes.responses.readers.importing import Imported, Options, import_responses
from tests.quizzes.responses.platforms import (
    EVERY,
    HEAD,
    TIMES,
    WHO,
    answers,
    canvas,
    case_of,
    catalog,
    coded,
    dice,
    moodle,
    olx,
    plain,
    statement,
)

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = {name: item for name, item in catalog().items.items() if item.scored and not item.variants}


def table(path: Path, rows: list[list[str]], *, between: str = ",", encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=between).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def taken(path: Path, **how: Any) -> Imported:
    made = import_responses([path], catalog(), Options(comments=True, **how))
    assert "zora" not in f"{made.rows}{made.report}{made.findings}".casefold()
    return made


def codes(made: Imported) -> list[str]:
    return [str(one.code) for one in made.findings if one.code != "S111"]


def moodle_rows(seed: int) -> tuple[list[list[str]], dict[str, Any]]:
    random = dice(seed)
    given = {name: answers(item, random) for name, item in ITEMS.items()}
    cells = [moodle(ITEMS[name], response, random) for name, response in given.items()]
    numbered = [f"{word} {n}" for n in range(1, len(cells) + 1) for word in ("Question", "Response", "Right answer")]
    row = [*WHO, *TIMES, "50.00", *(cell for asked, said in cells for cell in (asked, said, "?"))]
    return [[*HEAD, *numbered], row], given


@pytest.mark.parametrize("seed", range(6))
def test_a_report_of_moodle_gives_back_what_was_answered(seed: int, tmp_path: Path) -> None:
    """Every type and every sign, choices in any order; a reading that is not the only one is left open, never wrong."""
    rows, given = moodle_rows(seed)
    made = taken(table(tmp_path / "m.csv", rows))
    found = {row.item: row for row in made.rows}
    assert found.keys() == given.keys()
    for name, row in found.items():
        if row.response is not None:
            assert json.loads(row.response) == given[name], name
            assert row.mark == pytest.approx(grade(ITEMS[name], given[name]).points), name
    open_ones = {name for name, row in found.items() if row.response is None}
    assert open_ones <= {"matched", "matched-partly", "tagged", "arrowed", "printed"}, open_ones
    assert {row.person for row in made.rows} == {made.rows[0].person}
    assert made.rows[0].submitted is not None


@pytest.mark.parametrize(("between", "encoding"), [(";", "utf-8"), ("\t", "utf-16"), (",", "utf-8-sig")])
def test_any_separator_and_encoding_is_read(between: str, encoding: str, tmp_path: Path) -> None:
    """A platform in another language writes what spreadsheets there open."""
    rows, _ = moodle_rows(1)
    made = taken(table(tmp_path / "m.csv", rows, between=between, encoding=encoding))
    assert len(made.rows) == len(ITEMS)


def test_words_of_another_language_are_known_by_their_places(tmp_path: Path) -> None:
    """Names of columns, a month, a comma for the point, `Wahr` beside a right answer in the same words."""
    head = [
        "Nachname",
        "Vorname",
        "Status",
        "Begonnen",
        "Beendet",
        "Dauer",
        "Bewertung/10,00",
        "Frage 1",
        "Antwort 1",
        "Richtige Antwort 1",
    ]
    stem = ITEMS["judged"].stem
    row = [
        "Example",
        "Zora",
        "Beendet",
        "21. März 2026, 15:13",
        "21. März 2026, 15:14",
        "1 Min",
        "10,00",
        stem,
        "Wahr",
        "Wahr",
    ]
    (one,) = taken(table(tmp_path / "m.csv", [head, row], between=";")).rows
    assert (one.item, one.response, one.mark) == ("judged", '"false"', 1.0)
    assert f"{one.submitted:%d.%m.%Y %H:%M}" == "21.03.2026 15:14"


def test_what_was_not_drawn_has_no_row_and_what_was_left_open_has_one(tmp_path: Path) -> None:
    """A dash is an answer of nothing; an attempt in progress and a person without one are none."""
    random = dice(3)
    asked, said = moodle(ITEMS["multiple-all"], ["a"], random)
    rows = [
        [*HEAD, "Question 1", "Response 1", "Right answer 1"],
        [*WHO, *TIMES, "0.00", asked, "-", "x"],
        ["Example", "Ada", "a@example.com", "In progress", TIMES[1], "-", "-", "-", asked, said, "x"],
        ["Example", "Bo", "b@example.com", "-", "-", "-", "-", "-", "", "", ""],
        [
            *WHO,
            "Finished",
            "22 September 2026  3:13 PM",
            "22 September 2026  3:14 PM",
            "1 min",
            "0.00",
            asked,
            said,
            "x",
        ],
    ]
    made = taken(table(tmp_path / "m.csv", rows))
    assert [(row.attempt, row.answered, row.mark) for row in made.rows] == [(1, False, 0.0), (2, True, 0.0)]
    assert codes(made) == ["S108"]


def test_marks_of_a_second_file_are_kept_and_a_difference_is_told(tmp_path: Path) -> None:
    """The platform may have other rules; who joins both files sees where."""
    random = dice(3)
    asked, said = moodle(ITEMS["multiple-all"], ["a"], random)
    one = table(
        tmp_path / "r.csv", [[*HEAD, "Question 1", "Response 1", "Right 1"], [*WHO, *TIMES, "50.00", asked, said, "x"]]
    )
    other = table(
        tmp_path / "g.csv",
        [[*HEAD, "Q. 1 /8.00"], [*WHO, *TIMES, "50.00", "4.00"], ["Overall average", *[""] * 7, "4.00"]],
    )
    made = import_responses([one, other], catalog(), Options())
    assert [(row.mark, row.max) for row in made.rows] == [(4.0, 8.0)]
    assert [one.message for one in made.findings if one.code == "S107"] == [
        "1 answer with other marks there than the rules of the bank give; theirs are kept"
    ]
    alone = import_responses([one], catalog(), Options())
    assert [one.message for one in alone.findings if one.code == "S107"] == [
        "the attempt has 50.0% there, and 0.0% by the rules and points of the bank"
    ]


def test_the_student_analysis_of_canvas(tmp_path: Path) -> None:
    """Points stand behind each answer, headed by what was possible; an empty pair was not drawn."""
    random = dice(5)
    wanted = {name: answers(item, random) for name, item in ITEMS.items() if item.type not in ("order", "match")}
    head = ["name", "id", "sis_id", "root_account", "section", "section_id", "section_sis_id", "submitted", "attempt"]
    row = ["Zora Example", "77", "s", "r", "A", "1", "x", "2026-09-21 15:14:00 UTC", "2"]
    for place, (name, response) in enumerate(wanted.items()):
        item = ITEMS[name]
        stem = (
            moodle(item, response, random)[0] if item.type == "cloze" else plain(f"{case_of(item)} {item.stem}".strip())
        )
        head += [f"{place + 10}: {stem}", f"{item.points:.1f}"]
        row += [canvas(item, response), f"{grade(item, response).points}"]
    blank = ["Bo", "78", *[""] * 5, "2026-09-21 15:14:00 UTC", "1", *[""] * (2 * len(wanted)), "0", "0", "0"]
    rows = [[*head, "n correct", "n incorrect", "score"], [*row, "1", "2", "3"], blank]
    made = taken(table(tmp_path / "c.csv", rows))
    found = {row.item: row for row in made.rows}
    assert len({row.person for row in made.rows}) == 1
    assert found.keys() == wanted.keys()
    for name, one in found.items():
        assert one.attempt == 2
        if one.response is not None:
            assert json.loads(one.response) == wanted[name], name
    assert "S107" not in codes(made)


def test_an_analysis_of_canvas_without_attempts(tmp_path: Path) -> None:
    """A quiz that may be taken once has no column for attempts; an anonymous one names nobody and is refused."""
    item = ITEMS["case-item"]
    stem = plain(f"{case_of(item)} {item.stem}".strip())
    head = ["name", "id", "section", "section_id", "submitted", f"10: {stem}", "1.0"]
    row = ["Zora Example", "77", "A", "1", "2026-09-21 15:14:00 UTC", canvas(item, "a"), "0.0"]
    ends = ["n correct", "n incorrect", "score"], ["0", "1", "0"]
    made = taken(table(tmp_path / "c.csv", [[*head, *ends[0]], [*row, *ends[1]]]))
    assert [(one.item, one.attempt, one.choices) for one in made.rows] == [("case-item", 1, "a")]
    with pytest.raises(FindingsError, match="anonymous"):
        taken(table(tmp_path / "d.csv", [[*head[2:], *ends[0]], [*row[2:], *ends[1]]]))


def test_results_of_r_exams_as_its_program_writes_them(tmp_path: Path) -> None:
    """Names of the list of participants, partial and negative points, what people mark, keys without a box."""
    parts = [f"{word}.{number}" for number in (1, 2, 3) for word in ("answer", "solution", "check", "points")]
    lines = [
        ";".join(["Matrikelnr;Name;Account;exam;scrambling;scan;points;mark", *parts]),
        "0123456;Zora Example;zora;26120100001;00;a.png;3;2;01100;01110;0.5;1;00000;00000;0.75;1.5;00000;00000;1;1",
        "0123457;Bo;bo;26120100002;00;b.png;-0.5;5;10001;01110;-0.25;-0.5;00000;00000;0;0;10000;00000;0;0",
        "0123458;Cy;cy;26120100003;00;c.png;0;5;00000;01110;0;0;00000;00000;0.25;0.5;00000;00000;1;1",
    ]
    path = tmp_path / "nops_eval.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    claims = list(nops.read(path, Context({})))
    assert nops.looks(path.read_text(encoding="utf-8"))
    told = [(one.person[-1], one.place[-1], one.mark, one.max, one.given.form is Form.NOTHING) for one in claims]
    assert told == [
        ("6", "1", 1.0, 2.0, False), ("6", "2", 1.5, 2.0, False), ("6", "3", 1.0, 1.0, False),
        ("7", "1", -0.5, 2.0, False), ("7", "2", 0.0, 2.0, False), ("7", "3", 0.0, 1.0, False),
        ("8", "1", None, 2.0, True), ("8", "2", 0.5, 2.0, False), ("8", "3", 1.0, 1.0, False),
    ]  # fmt: skip


def test_states_of_open_edx(tmp_path: Path) -> None:
    """Choices are places in the order of the bank, the name of a block is the id."""
    random = dice(7)
    wanted = {name: answers(item, random) for name, item in ITEMS.items() if item.type != "order"}
    rows = [["username", "title", "location", "block_key", "state"]]
    rows += [
        ["zora", "x", "y", f"block-v1:O+C+R+type@problem+block@{name}", olx(ITEMS[name], response)]
        for name, response in wanted.items()
    ]
    rows += [
        ["zora", "x", "y", "block-v1:O+C+R+type@problem+block@gone", "{}"],
        ["zora", "x", "y", "block@judged", "{bad"],
    ]
    made = taken(table(tmp_path / "o.csv", rows))
    assert {row.item: json.loads(row.response or "null") for row in made.rows} == wanted
    assert sorted(codes(made)) == ["S101", "S103"]


def test_statements_of_our_packages(tmp_path: Path) -> None:
    """Ids without a dash, pairs by the hash of their text; a statement that comes twice is one answer."""
    one = ITEMS["matched"]
    pairs = "[,]".join(f"{coded(pair.id)}[.]{target(pair.response)}" for pair in one.pairs)  # type: ignore[union-attr]
    said = [
        statement(ITEMS["multiple-all"], "[,]".join(coded(name) for name in ITEMS["multiple-all"].key)),  # type: ignore[union-attr]
        statement(one, pairs, result={"response": pairs, "duration": "PT1M2.5S", "score": {"raw": 1, "max": 1}}),
        statement(ITEMS["judged"], "true", object={"id": "urn:x-other/item/judged"}),
        statement(ITEMS["judged"], "", context={}),
        {"verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}, "object": {}, "actor": {}},
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in [*said, said[0]]), encoding="utf-8")
    made = taken(path, iri="urn:x-course")
    found = {row.item: row for row in made.rows}
    assert found["multiple-all"].mark == found["multiple-all"].max
    assert json.loads(found["matched"].response or "") == {pair.id: pair.response for pair in one.pairs}  # type: ignore[union-attr]
    assert (found["matched"].seconds, found["matched"].test, found["matched"].attempt) == (62.5, "post-test", 1)
    assert not found["judged"].answered
    assert codes(made) == ["S102"]
    whole = tmp_path / "list.json"
    whole.write_text(json.dumps({"statements": said, "more": ""}), encoding="utf-8")
    assert [row.item for row in taken(whole, iri="urn:x-course").rows] == list(found)


def test_tries_in_practice_are_counted_for_each_question(tmp_path: Path) -> None:
    """The first answer to the third question is a first one, whatever was tried before."""
    about = {"urn:x-course/about": {"revision": 1, "mode": "formative"}}
    said = [
        statement(ITEMS[name], "false", id=str(n), context={}, timestamp=f"2026-09-21T15:0{n}:00Z",
                  object={"id": f"urn:x-course/item/{name}", "definition": {"extensions": about}})
        for n, name in enumerate(("judged", "judged", "costly-judged"))
    ]  # fmt: skip
    path = tmp_path / "x.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    assert [(row.item, row.attempt, row.kind) for row in taken(path).rows] == [
        ("judged", 1, Kind.PRACTICE), ("judged", 2, Kind.PRACTICE), ("costly-judged", 1, Kind.PRACTICE)
    ]  # fmt: skip


def test_interactions_of_scorm_in_moodle(tmp_path: Path) -> None:
    """The question is the id of the interaction; of several answers to it the last counts."""
    head = ["Name", "Email address", "Attempt", "Started on", "Last accessed on", "Score", "My course"]
    head += [f"{word} {n}" for n in (1, 2, 3) for word in ("Question", "Response", "Right answer", "Result")]
    key = "[,]".join(coded(name) for name in ITEMS["multiple-all"].key)  # type: ignore[union-attr]
    row = [
        "Zora",
        "zora@example.com",
        "1",
        "Monday, 21 September 2026, 3:13 PM",
        "Monday, 21 September 2026, 3:20 PM",
        "90",
        "x",
    ]
    row += ["multiple_all", "b", key, "incorrect", "judged", "f", "f", "correct", "multiple_all", key, key, "correct"]
    found = {row.item: row for row in taken(table(tmp_path / "s.csv", [head, row])).rows}
    assert (found["multiple-all"].mark, found["judged"].mark) == (1.0, 1.0)
    assert f"{found['judged'].submitted:%H:%M}" == "15:20"


def test_results_of_r_exams_are_judgments_and_need_a_map(tmp_path: Path) -> None:
    """Which box was which choice is not in the file: the points are."""
    head = [
        "registration",
        "name",
        "id",
        "exam",
        "answer.1",
        "solution.1",
        "check.1",
        "points.1",
        "answer.2",
        "solution.2",
        "check.2",
        "points.2",
    ]
    rows = [head, ["123", "Zora", "z", "26092100001", "01000", "01000", "1", "1,5", "00000", "10000", "0", "0"],
            ["124", "Bo", "b", "26092100002", "00010", "01000", "-1", "0", "10000", "10000", "1", "1,5"]]  # fmt: skip
    path = table(tmp_path / "n.csv", rows, between=";")
    chart = tmp_path / "map.csv"
    chart.write_text("question,item\nanswer.1,judged\nanswer.2,-\n", encoding="utf-8")
    made = import_responses([path], catalog_of([load_bank(EVERY)], (), chart), Options())
    assert [(row.item, row.mark, row.version) for row in made.rows] == [
        ("judged", 1.5, "26092100001"),
        ("judged", 0.0, "26092100002"),
    ]
    assert "2 left out: left out by the mapping file" in made.report


def test_progress_of_our_pages_and_typed_tables(tmp_path: Path) -> None:
    """Tests that were sent, practice at the first try; letters of a mixed item need a version."""
    key = ITEMS["multiple-all"].key  # type: ignore[union-attr]
    revision = str(ITEMS["multiple-all"].revision)
    entries = {
        "course/1/c/setting/name": {"value": "Zora Example"},
        "course/1/c/answer/1/multiple-all": {"response": list(key), "revision": revision},
        "course/1/c/answer/2/judged": {"response": "true", "revision": "1"},
        "course/1/c/result/1": {"at": 1_790_000_000_000},
        "quizzes/1/c:page/b/judged": {"response": "true", "revision": "77", "tries": 1},
        "quizzes/1/c:page/b/worded": {"response": "ice", "revision": "1", "tries": 2},
    }
    path = tmp_path / "zora.json"
    kept = {name: json.dumps(value) for name, value in entries.items()}
    path.write_text(
        json.dumps({"format": "course-progress", "version": 1, "course": "c", "entries": kept}), encoding="utf-8"
    )
    made = import_responses([path], catalog(), Options(course="c"))
    assert [(row.item, row.kind, row.revision, row.mark) for row in made.rows] == [
        ("multiple-all", Kind.TEST, revision, 1.0), ("judged", Kind.PRACTICE, "77", None)
    ]  # fmt: skip
    assert codes(made) == ["S108", "S105"]
    lines = ["person,item,response,version", "p1,judged,true,", "p1,multiple-all,A C,-", "p2,multiple-all,A C,"]
    typed = table(tmp_path / "t.csv", [line.split(",") for line in [*lines, "p2,worded,right,"]])
    rows = import_responses([typed], catalog(), Options()).rows
    assert [(row.item, row.answered, row.mark) for row in rows] == [
        ("judged", True, 0.0), ("multiple-all", True, 1.0), ("multiple-all", True, None), ("worded", True, 1.0)
    ]  # fmt: skip
