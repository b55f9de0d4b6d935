"""The table of responses is read as it was written, and hostile or broken tables end with one clear line."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.finding import FindingsError
from quizzes.responses import COLUMNS, Kind, Response, faults, read_table, write_table
from quizzes.responses.csv_read import LONGEST_LINE
from quizzes.responses.write import csv_bytes

ROOT = Path(__file__).parents[3]
ROW = Response(
    person="a1b2", attempt=2, test="post-test", version="B", kind=Kind.TEST, item="l01-q1", revision="3", variant="7",
    answered=True, response='["a", "b"]', choices="a b", mark=0.1 + 0.2, max=1.0, seconds=12.5,
    submitted=datetime(2026, 9, 21, 15, 13, tzinfo=UTC), group="ward", source="moodle",
)  # fmt: skip
OPEN = Response(person="a1b2", kind=Kind.TEST, item="l01-q2", answered=False, mark=0.0, max=1.0)
HEAD = "person,kind,item,answered,mark,max"
KINDS = pytest.mark.parametrize("suffix", [".csv", ".parquet"])


def told(path: Path) -> list[tuple[str, int, str]]:
    """Return code, line and message of what a table is refused for."""
    with pytest.raises(FindingsError) as error:
        read_table(path)
    return [(str(one.code), one.line, one.message) for one in error.value.findings]


def table(tmp_path: Path, text: str | bytes, name: str = "r.csv") -> Path:
    """Return a file."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@KINDS
def test_a_table_is_read_as_it_was_written(tmp_path: Path, suffix: str) -> None:
    """Every column, and none in every column that can be empty."""
    survey = Response(
        person="p", kind=Kind.SURVEY, item="s1", answered=True, response='"4"', choices="4", mark=None, max=0.0
    )
    path = tmp_path / f"r{suffix}"
    assert write_table(path, iter([ROW, OPEN, survey])) == 3
    found = read_table(path)
    assert found.rows == (ROW, OPEN, survey)
    assert found.findings == ()
    data = path.read_bytes()
    write_table(path, found.rows)
    assert path.read_bytes() == data


TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=9).filter(
    lambda text: text[0] not in "=@+-" and "@" not in text
)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(TEXT, TEXT, st.floats(0, 1), st.floats(0, 1e6), st.integers(700_000_000, 4_000_000_000)),
        max_size=4,
        unique_by=lambda one: one[0],
    )
)
def test_any_honest_row_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]) -> None:
    """Texts of all scripts, quotes and separators among them; floats and times to the last digit."""
    made = tuple(
        replace(ROW, person=person, group=group, mark=mark, seconds=seconds, submitted=datetime.fromtimestamp(at, UTC))
        for person, group, mark, seconds, at in rows
    )
    path = table(tmp_path_factory.mktemp("rows"), csv_bytes(made))
    assert read_table(path).rows == made


def test_columns_may_come_in_any_order_and_strange_ones_are_named(tmp_path: Path) -> None:
    """A byte-order mark and TRUE of a spreadsheet are read; what is not known is said, not kept in silence."""
    text = "\ufeffmax,item,kind,person,answered,mark,Name\n1,q1,test,p1,TRUE,,Zora\n\n"
    found = read_table(table(tmp_path, text))
    assert found.rows == (Response(person="p1", kind=Kind.TEST, item="q1", answered=True, mark=None, max=1.0),)
    (finding,) = found.findings
    assert (finding.code, finding.level.value) == ("S005", "warning")
    assert "'Name'" in finding.message


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("", "S002", 1, "no column person, kind, item, answered, mark, max"),
        ("a,b\n", "S002", 1, "no column person"),
        (f"{HEAD},person\n", "S002", 1, "the column person comes twice"),
        (f"{HEAD}," + ",".join(map(str, range(100_000))), "S002", 1, "100,006 columns; at most 200"),
        (",".join(map(str, range(1_000_000))), "S002", 1, f"a line of more than {LONGEST_LINE:,} signs"),
        (f"{HEAD}\np,test,q,true,1,{'9' * 200_000}\n", "S002", 2, "field larger than field limit"),
        (b"person,kind\n\xff\xfe\n", "S002", 1, "not UTF-8: byte 0xff"),
        (f"{HEAD}\np,test,q,true,1\n", "S003", 2, "5 cells, and the table has 6 columns"),
        (f"{HEAD}\n\x00,test,q,true,1,1\n", "S003", 2, "control character U+0000"),
        (f"{HEAD}\n=cmd|'/c calc'!A1,test,q,true,1,1\n", "S003", 2, "begins like a formula"),
        (f"{HEAD}\np,test,q,maybe,1,1\n", "S003", 2, "'maybe' is no true or false"),
        (f"{HEAD}\np,test,q,true,one,1\n", "S003", 2, "'one' is no number"),
        (f"{HEAD}\np,test,q,true,nan,1\n", "S003", 2, "nan of 1 points"),
        (f"{HEAD}\np,test,q,true,1,inf\n", "S003", 2, "inf is no number of points"),
        (f"{HEAD}\np,test,q,true,2,1\n", "S003", 2, "2 of 1 points"),
        (f"{HEAD}\np,test,q,false,1,1\n", "S003", 2, "1 points for an item that was left open"),
        (f"{HEAD}\np,exam,q,true,1,1\n", "S003", 2, "'exam' is none of test, practice, survey"),
        (f"{HEAD}\nzora@example.org,test,q,true,1,1\n", "S003", 2, "looks like an address"),
        (f"{HEAD}\n,test,q,true,1,1\n", "S003", 2, "is empty"),
        (f"{HEAD}\np,test,q,true,1,\n", "S003", 2, "'' is no number"),
        (f"{HEAD},attempt\np,test,q,true,1,1,0\n", "S003", 2, "0 is not among 1"),
        (f"{HEAD},attempt\np,test,q,true,1,1,{'9' * 5000}\n", "S003", 2, "is no whole number"),
        (f"{HEAD},submitted\np,test,q,true,1,1,21/09/2026\n", "S003", 2, "'21/09/2026' is no time (ISO 8601)"),
        (f"{HEAD},submitted\np,test,q,true,1,1,1970-01-01\n", "S003", 2, "1970-01-01 is no time of an attempt"),
        (f"{HEAD},submitted\np,test,q,true,1,1,0001-01-01T00:00+14:00\n", "S003", 2, "is no time (ISO 8601)"),
        (f"{HEAD},seconds\np,test,q,true,1,1,-5\n", "S003", 2, "-5 is no time"),
        (f"{HEAD},response\np,test,q,true,1,1,{'[' * 50_000}\n", "S003", 2, "is not JSON"),
        (f"{HEAD},response\np,test,q,false,0,1,3\n", "S003", 2, "false, though the row has a response"),
        (f"{HEAD}\np,test,q,true,1,1\np,test,q,true,0,1\n", "S004", 3, "has this item in line 2 already"),
    ],
    ids=count(),
)  # fmt: skip
def test_what_is_no_table_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, code: str, line: int, said: str
) -> None:
    """One finding: code, line and what is wrong."""
    ((own, place, message), *more) = told(table(tmp_path, text))
    assert (own, place, more) == (code, line, [])
    assert said in message


@pytest.mark.parametrize(
    ("row", "subject"),
    [
        ("p,test,q,true,2,1", "mark"), ("p,exam,q,true,1,1", "kind"), ("p,test,q,maybe,1,1", "answered"),
        (",test,q,true,1,1", "person"), ("p,test,q,true,1,x", "max"), ("p,test,q,true,1,1\np,test,q,true,1,1", "q"),
    ],
)  # fmt: skip
def test_a_finding_names_the_column_or_the_item(tmp_path: Path, row: str, subject: str) -> None:
    """Who reads the line knows where to look."""
    with pytest.raises(FindingsError) as error:
        read_table(table(tmp_path, f"{HEAD}\n{row}\n"))
    assert [one.subject for one in error.value.findings] == [subject]


def test_a_file_of_another_kind_is_not_told_row_by_row(tmp_path: Path) -> None:
    """Twenty findings, and how many more."""
    found = told(table(tmp_path, f"{HEAD}\n" + "p,test,q,maybe,1,1\n" * 100))
    assert len(found) == 21
    assert found[-1][2] == "and 80 more such findings"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    """No traceback."""
    assert told(tmp_path / "none.csv")[0][2] == "cannot be read: No such file or directory"
    assert told(tmp_path)[0][2] == "cannot be read: Is a directory"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 99 + b"PAR1", b"PK\3\4 not a table"])
def test_what_is_no_parquet_is_told(tmp_path: Path, data: bytes) -> None:
    """Truncated and foreign files."""
    ((code, line, message),) = told(table(tmp_path, data, "r.parquet"))
    assert (code, line) == ("S002", 1)
    assert message.startswith("this is no Parquet file: ")


def test_a_truncated_parquet_is_told(tmp_path: Path) -> None:
    """The end of the file says where its columns are."""
    path = tmp_path / "r.parquet"
    write_table(path, [ROW])
    path.write_bytes(path.read_bytes()[:-40])
    assert told(path)[0][0] == "S002"


def test_parquet_of_others_is_taken_where_its_types_fit(tmp_path: Path) -> None:
    """Other widths of numbers and dictionaries are the same values; a list is not a text, and null is not a person."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    good = {
        "person": pa.array(["p1", "p2"]).dictionary_encode(), "kind": ["test", "test"], "item": ["q", "q"],
        "answered": [True, False], "mark": pa.array([1, 0], pa.int8()), "max": pa.array([1, 1], pa.float32()),
        "attempt": pa.array([1, None], pa.int32()), "submitted": pa.array([0, None], pa.timestamp("ms")),
    }  # fmt: skip
    path = tmp_path / "r.parquet"
    pq.write_table(pa.table(good | {"submitted": pa.array([1_790_000_000_000, None], pa.timestamp("ms"))}), path)
    first, second = read_table(path).rows
    assert (first.mark, first.max, first.attempt, second.attempt) == (1.0, 1.0, 1, 1)
    assert first.submitted == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
    pq.write_table(pa.table(good | {"item": [["q"], ["q"]]}), path)
    assert "the column item holds list" in told(path)[0][2]
    pq.write_table(pa.table(good | {"person": ["p1", None]}), path)
    assert told(path)[-1][:2] == ("S003", 2)


@KINDS
def test_nothing_is_written_of_rows_that_no_table_may_hold(tmp_path: Path, suffix: str) -> None:
    """What lay there before stays, and no half file lies beside it."""
    path = tmp_path / f"r{suffix}"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(FindingsError, match="looks like an address") as error:
        write_table(path, [ROW, replace(ROW, person="zora@example.org")])
    assert error.value.findings[0].line == 2
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == "before"


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CSV goes without it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FindingsError, match=r"S006 .*pyarrow.*coursewright\[stats\]"):
        write_table(tmp_path / "r.parquet", [ROW])
    write_table(tmp_path / "r.csv", [ROW])
    assert read_table(tmp_path / "r.csv").rows == (ROW,)


def test_an_honest_row_has_no_fault() -> None:
    """Nor has one that was left open."""
    assert [*faults(ROW), *faults(OPEN)] == []


def test_the_page_has_every_column() -> None:
    """One definition: the page lists name, type and meaning of each column in its order."""
    page = (ROOT / "docs" / "reference" / "responses.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{one.name}` | {one.told} | {one.about} |" for one in COLUMNS]
    assert [one.name for one in COLUMNS] == [one.name for one in fields(Response)]
