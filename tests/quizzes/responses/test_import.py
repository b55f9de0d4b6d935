"""An import ends whole or not at all: hostile files, other courses, clocks that lie, a store that stops answering."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from quizzes.command import main
from quizzes.finding import FindingsError
from quizzes.load import load_bank
from quizzes.responses import read_table
from quizzes.responses.readers.catalog import catalog_of
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.importing import Options, import_responses
from quizzes.responses.readers.lrs import fetch_statements
from quizzes.responses.readers.registry import GROUP, formats
from quizzes.responses.readers.stems import only, orders
from tests.quizzes.responses.platforms import EVERY, HEAD, TIMES, WHO, catalog, dice, moodle, statement
from tests.quizzes.responses.test_readers import ITEMS, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASKED, SAID = moodle(ITEMS["multiple-all"], ["a", "c"], dice(1))
SLOT = ["Question 1", "Response 1", "Right answer 1"]


def sound(path: Path, *rows: list[str], times: list[str] = TIMES) -> Path:
    return table(path, [[*HEAD, *SLOT], [*WHO, *times, "100.00", ASKED, SAID, "x"], *rows])


def refusals(path: Path, **how: Any) -> list[tuple[str, str]]:
    with pytest.raises(FindingsError) as error:
        import_responses([path], catalog(), Options(**how))
    return [(str(one.code), one.message) for one in error.value.findings]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "its format is not known by what it holds"),
        (b"\x00\x01\x02", "this is no text"),
        (b"PK\x03\x04bomb", "this is an archive or a workbook"),
        (b"\x1f\x8bbomb", "this is an archive or a workbook"),
        (b'[[{"lastname": "Zora", "grade10', "this is no whole JSON: the file is damaged or cut short"),
        (b"[[" * 100_000, "this JSON is nested too deeply"),
        (b'[[{"a": ' + b"9" * 5_000 + b"}]]", "this is no whole JSON: the file is damaged or cut short"),
        (b"username,block_key,state\n" + b"x," * 100_000, "100,001 columns"),
        (b"username,block_key,state\n" + b"x" * 300_000, "this is no row of a table"),
        (b'{"format": "course-progress", "version": 9}', "this is no progress file of a course"),
        (b'{"format": "course-progress", "version": 1, "course": "other"}', "is of the course 'other', not of 'c'"),
        (b'{"actor": {}, "verb": {}}\n{"actor', "this is no whole JSON"),
    ],
    ids=range(12),
)
def test_a_file_that_is_none_ends_with_one_line(content: bytes, why: str, tmp_path: Path) -> None:
    """Archives are not opened, depth and width have an end."""
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    ((_, message),) = refusals(path, course="c")
    assert why in message


def test_a_file_of_another_course_is_refused_and_an_unknown_question_is_listed(tmp_path: Path) -> None:
    """Nothing is taken for the nearest question."""
    other = table(
        tmp_path / "o.csv", [[*HEAD, *SLOT], [*WHO, *TIMES, "0", "Which are prime numbers?: 2; 9; 7", "2", "x"]]
    )
    ((code, message),) = refusals(other)
    assert (code, "no item reads like this" in message) == ("S102", True)
    more = sound(tmp_path / "m.csv", [*WHO, "x", *TIMES[1:], "0", "Which are prime? Select 3.: 2; 9; 7", "2", "x"])
    made = import_responses([more], catalog(), Options())
    assert "1 answer not matched: Which are prime? Select 3.: no item reads like this" in made.report


def test_a_mapping_by_hand_answers_for_what_is_not_known(tmp_path: Path) -> None:
    """By text or by column; an item that there is not is told with its line."""
    other = table(tmp_path / "o.csv", [[*HEAD, *SLOT], [*WHO, *TIMES, "0", "Old words", SAID, "x"]])
    chart = tmp_path / "map.csv"
    chart.write_text("question;item\nOld  words;multiple-all\n", encoding="utf-8")
    (row,) = import_responses([other], catalog_of([load_bank(EVERY)], (), chart), Options()).rows
    assert (row.item, row.mark) == ("multiple-all", 1.0)
    chart.write_text("question,item\nOld words,=cmd\n", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"map\.csv:2: S110 there is no item '=cmd'"):
        catalog_of([load_bank(EVERY)], (), chart)


def test_an_older_edition_is_known_by_its_index_and_not_graded_here(tmp_path: Path) -> None:
    """A question that has changed is another question: its row bears the old revision."""
    told = {
        "id": "multiple-all",
        "revision": 0,
        "type": "multiple",
        "stem": "Which are odd?",
        "choices": ["1", "3", "4"],
    }
    index = tmp_path / "x.index.json"
    index.write_text(json.dumps({"bank": "every", "edition": "1", "items": [told]}), encoding="utf-8")
    old = table(tmp_path / "o.csv", [[*HEAD, *SLOT], [*WHO, *TIMES, "0", "Which are odd?: 4; 3; 1", "3; 1", "x"]])
    made = import_responses([old], catalog_of([load_bank(EVERY)], [index]), Options())
    assert [(row.item, row.revision, row.response, row.mark) for row in made.rows] == [
        ("multiple-all", "0", None, None)
    ]
    assert [str(one.code) for one in made.findings] == ["S105", "S111"]
    index.write_text("{}", encoding="utf-8")
    with pytest.raises(FindingsError, match="this is no index of an export"):
        catalog_of([load_bank(EVERY)], [index])


@pytest.mark.parametrize(
    ("times", "why"),
    [
        (["Finished", "21 September 2026  3:13 PM", "21 September 2025  3:14 PM", "x"], "ends before it begins"),
        (["Finished", "1 January 1970  3:13 PM", "1 January 1970  3:14 PM", "x"], "was handed in before 1990"),
        (["Finished", "1 January 2200  3:13 PM", "1 January 2200  3:14 PM", "x"], "was handed in in the future"),
    ],
)
def test_nonsense_of_clocks_is_told_and_the_answer_kept(times: list[str], why: str, tmp_path: Path) -> None:
    """Without a time."""
    made = import_responses([sound(tmp_path / "m.csv", times=times)], catalog(), Options())
    assert [(row.mark, row.submitted) for row in made.rows] == [(1.0, None)]
    assert why in next(one.message for one in made.findings if one.code == "S106")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("21 September 2026  3:13 PM", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("Montag, 21. September 2026, 15:13", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("21 septembre 2026, 15:13", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("lunes, 21 de septiembre de 2026, 15:13", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("21.09.2026 15:13", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("2026-09-21 15:13:00 UTC", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("2026-09-21T17:13:00+02:00", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("12 January 2026 12:05 AM", datetime(2026, 1, 12, 0, 5, tzinfo=UTC)),
        ("09/21/2026 15:13", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("21. syyskuuta 2026, 15.13", datetime(2026, 9, 21, 15, 13, tzinfo=UTC)),
        ("09/10/2026", None),
        ("31 February 2026", None),
        ("-", None),
    ],
)
def test_times_of_many_languages_and_none_that_may_be_two(text: str, found: datetime | None) -> None:
    """Day and month of 09/10 stay unknown."""
    assert time_in(text) == found


def test_what_can_be_read_in_two_ways_is_left_open() -> None:
    """Choices that hold the sign between them; a thousand equal ones do not keep us busy."""
    texts = ["a", "b", "a;b"]
    with pytest.raises(LookupError, match="more than one way"):
        only(frozenset(one) for one in orders("a;b", texts, ";"))
    assert only(orders("b;a;b", texts, ";")) == (1, 2)
    with pytest.raises(LookupError, match="none of the answers"):
        only(orders("c", texts, ";"))
    with pytest.raises(OverflowError):
        list(orders(";".join("a" * 20), ["a"] * 20, ";"))


def test_nothing_about_a_person_comes_through(tmp_path: Path) -> None:
    """Names, addresses, what was typed; with a salt the same person is known again, without one nobody is."""
    asked, _ = moodle(ITEMS["worded"], "x", dice(1))
    path = table(tmp_path / "m.csv", [[*HEAD, *SLOT], [*WHO, *TIMES, "0", asked, "call Zora 555-1234", "x"]])
    to, salt = tmp_path / "r.csv", tmp_path / "salt"
    arguments = ["responses", "import", str(path), "--bank", str(EVERY), "--to", str(to), "--salt", str(salt)]
    assert main(arguments) == 0
    (first,) = read_table(to).rows
    assert main(arguments) == 0
    assert read_table(to).rows[0].person == first.person
    assert salt.stat().st_mode & 0o077 == 0
    assert (first.answered, first.response, first.mark) == (True, None, 0.0)
    written = to.read_text(encoding="utf-8") + (tmp_path / "r.csv.import.txt").read_text(encoding="utf-8")
    assert not [word for word in ("Zora", "555", "example.com", "Example") if word in written]
    salt.write_text("short", encoding="utf-8")
    assert main(arguments) == 1
    assert main([*arguments[:-2], "--comments"]) == 0
    assert "555" in to.read_text(encoding="utf-8")
    assert read_table(to).rows[0].person != first.person


def test_nothing_is_written_where_something_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of somebody is not written over, a dry run writes nothing, a wrong name of a format is a wrong use."""
    path, to = sound(tmp_path / "m.csv"), tmp_path / "mine.csv"
    to.write_text("mine", encoding="utf-8")
    base = ["responses", "import", str(path), "--bank", str(EVERY), "--to"]
    assert main([*base, str(to)]) == 1
    assert "it is not written over" in capsys.readouterr().err
    assert to.read_text(encoding="utf-8") == "mine"
    assert main([*base, str(tmp_path / "new.csv"), "--dry-run"]) == 0
    assert "would be written" in capsys.readouterr().out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["m.csv", "mine.csv"]
    with pytest.raises(SystemExit, match="2"):
        main([*base, str(tmp_path / "new.csv"), "--from", "nonsense"])
    assert main([*base[:2], "--bank", str(EVERY), "--to", str(tmp_path / "new.csv")]) == 1
    assert main([*base, str(tmp_path / "new.xlsx")]) == 1


def test_the_same_answers_once_more_are_one_row_and_others_are_told(tmp_path: Path) -> None:
    """Two exports overlap; an attempt has one answer to a question."""
    one, two = sound(tmp_path / "a.csv"), sound(tmp_path / "b.csv")
    made = import_responses([one, two], catalog(), Options())
    assert len(made.rows) == 1
    assert "1 left out: the same answers once more" in made.report
    third = table(tmp_path / "c.csv", [[*HEAD, *SLOT], [*WHO, *TIMES, "0", ASKED, "-", "x"]])
    made = import_responses([one, third], catalog(), Options())
    assert [str(one.code) for one in made.findings if one.code != "S107"] == ["S109", "S111"]
    assert made.rows[0].answered


class _Store(BaseHTTPRequestHandler):
    """A record store of three pages, which fails at the second as often as it is told."""

    fails = 0
    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        type(self).seen.append(self.path)
        page = int(self.path.rpartition("page=")[2] or 1) if "page=" in self.path else 1
        if page == 2 and type(self).fails:
            type(self).fails -= 1
            self.send_error(503)
            return
        item = ITEMS["judged"]
        one = statement(item, "false", id=f"s-{page}", actor={"mbox": f"mailto:p{page}@example.com"})
        more = f"/xapi/statements?page={page + 1}" if page < 3 else ""
        body = json.dumps({"statements": [one], "more": more}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def store() -> Iterator[str]:
    _Store.seen, _Store.fails = [], 0
    server = HTTPServer(("127.0.0.1", 0), _Store)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/xapi"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_record_store_is_read_page_by_page_and_resumed(store: str, tmp_path: Path) -> None:
    """What came before the failure is not asked again, and no file with people stays."""
    _Store.fails = 1
    to = tmp_path / "r.csv"
    arguments = ["responses", "import", "--lrs", store, "--bank", str(EVERY), "--to", str(to)]
    assert main(arguments) == 1
    assert not to.exists()
    assert main(arguments) == 0
    assert [path.partition("?")[2][:6] for path in _Store.seen] == ["verb=h", "page=2", "page=2", "page=3"]
    assert len(read_table(to).rows) == 3
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.csv", "r.csv.import.txt"]


def test_a_store_that_is_none_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another scheme, nobody there, a page on another host: the key goes nowhere else."""
    with pytest.raises(FindingsError, match="begins with https"):
        fetch_statements("file:///etc/passwd", tmp_path / "k")
    with pytest.raises(FindingsError, match="S113 the record store does not answer"):
        fetch_statements("http://127.0.0.1:1/xapi", tmp_path / "k")
    monkeypatch.setattr(
        "quizzes.responses.readers.lrs._page", lambda *_: {"statements": [], "more": "https://evil.example/x"}
    )
    with pytest.raises(FindingsError, match="a page on another host"):
        fetch_statements("http://127.0.0.1:1/xapi", tmp_path / "k")


def test_a_format_of_another_package_is_used_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is broken costs itself."""
    from importlib.metadata import EntryPoint

    entries = [
        EntryPoint("mine", "json:dumps", GROUP),
        EntryPoint("gone", "no_such:x", GROUP),
        EntryPoint("xapi", "json:x", GROUP),
    ]
    monkeypatch.setattr("quizzes.responses.readers.registry.entry_points", lambda **_: entries)
    known, told = formats()
    assert {one.subject for one in told} == {"mine", "gone", "xapi"}
    assert "moodle" in known
