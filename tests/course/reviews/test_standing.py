"""Signatures of blocks: an edit opens what it touches, nothing signed goes unseen, and nobody counts twice."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from course.checks import check
from course.material import read_material
from course.project import load_project
from course.reviews import content_hash, reviewed_hash, standing
from course.reviews.sheet import COLUMNS, Row, as_csv, load_sheet, rows_hash
from course.reviews.told import changed, sheet_of
from course.reviews.urgent import urgent
from quizzes.finding import FindingsError
from tests.conftest import run
from tests.course.reviews.test_reviews import CHANGED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECORD = """name: {name}
role: taster
credentials: tea master
date: 2026-11-{day}
scope: [content, items]
content_sha256: "{whole}"
blocks: {file}.blocks.csv
blocks_sha256: "{rows}"
"""
CARD = "handouts/h1-card.md"


def sign(tea: Path, name: str, day: int = 20, keep: Callable[[Row], bool] = lambda _: True) -> list[Row]:
    """Sign the open blocks as a person does after reading: sheet and record."""
    rows = [row for row in sheet_of(standing(load_project(tea)), ("content", "items")) if keep(row)]
    folder = tea / "reviews"
    folder.mkdir(exist_ok=True)
    file = f"{name.split(maxsplit=1)[0].lower()}-{day}"
    (folder / f"{file}.blocks.csv").write_bytes(as_csv(rows))
    record = RECORD.format(name=name, day=day, whole="0" * 64, file=file, rows=rows_hash(rows))
    (folder / f"{file}.yaml").write_text(record, encoding="utf-8")
    return rows


def edit(tea: Path, before: str, after: str, name: str = CARD) -> None:
    """Change a page."""
    path = tea / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def card(tea: Path, body: str = "Stir once.\n\nWait a minute.\n\nNever boil it.\n") -> None:
    """Write the card of the course anew."""
    (tea / CARD).write_text(f"# Card\n\n{body}", encoding="utf-8")


def opened(tea: Path) -> tuple[list[str], list[str]]:
    """Return the words of the open blocks, and of the signed ones that are gone."""
    state = standing(load_project(tea))
    return [state.blocks[place].text for place in state.open], [one.row.text for one in state.lost]


def codes(tea: Path) -> list[str]:
    """Return the codes of the findings about reviews."""
    return [finding.code for finding in check(load_project(tea)) if finding.code.startswith("R")]


def test_all_blocks_signed_is_a_course_reviewed(tea: Path) -> None:
    """The notice goes when nothing is open, and comes back with the next edit."""
    sign(tea, "Ana Tester")
    assert reviewed_hash(load_project(tea))
    assert codes(tea) == []
    edit(tea, "# ", "# Great ")
    assert not reviewed_hash(load_project(tea))
    assert codes(tea) == ["R001", "R004"]


def test_an_edit_opens_its_block_and_signing_that_closes_it(tea: Path) -> None:
    """Of a page with four blocks one is open; a second sheet has this one and what it came for."""
    card(tea)
    sign(tea, "Ana Tester")
    edit(tea, "a minute", "two minutes")
    assert opened(tea) == (["Wait two minutes."], ["Wait a minute."])
    kinds = [row.kind for row in sign(tea, "Ana Tester", 21)]
    assert kinds == ["context", "context", "paragraph", "context", "removed"]
    assert opened(tea) == ([], [])
    assert reviewed_hash(load_project(tea))


def test_a_signed_block_does_not_vanish_unseen(tea: Path) -> None:
    """A warning taken out leaves no block open, and yet the course is not as it was signed."""
    card(tea)
    sign(tea, "Ana Tester")
    edit(tea, "Never boil it.\n", "")
    assert opened(tea) == ([], ["Never boil it."])
    assert not reviewed_hash(load_project(tea))
    assert [row.kind for row in sign(tea, "Ana Tester", 21)] == ["removed"]
    assert reviewed_hash(load_project(tea))


def test_a_page_that_goes_is_seen(tea: Path) -> None:
    """Every block of it was signed and stands no more."""
    card(tea)
    sign(tea, "Ana Tester")
    (tea / CARD).unlink()
    assert opened(tea) == ([], ["# Card", "Stir once.", "Wait a minute.", "Never boil it."])


def test_a_step_that_moved_is_open_again(tea: Path) -> None:
    """The order of steps is read, too."""
    card(tea)
    sign(tea, "Ana Tester")
    card(tea, "Wait a minute.\n\nStir once.\n\nNever boil it.\n")
    (words,), gone = opened(tea)
    assert words in {"Stir once.", "Wait a minute."}
    assert gone == []


def test_blocks_of_two_sheets_do_not_change_places_unseen(tea: Path) -> None:
    """The second sheet knows among what the step stood that it is for."""
    card(tea)
    sign(tea, "Ana Tester")
    edit(tea, "a minute", "two minutes")
    sign(tea, "Ben Taster", 21)
    assert opened(tea) == ([], [])
    card(tea, "Wait two minutes.\n\nStir once.\n\nNever boil it.\n")
    assert opened(tea) == (["Wait two minutes."], [])
    sign(tea, "Ben Taster", 22)
    assert opened(tea) == ([], [])


@pytest.mark.parametrize("name", CHANGED)
def test_blocks_hold_no_longer_than_the_whole(tea: Path, name: str) -> None:
    """Whatever makes a signature of the whole stale opens a block as well, when it comes, changes and goes."""
    _, file, text = CHANGED[name]
    path = tea / file
    sign(tea, "Ana Tester")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert opened(tea)[0]
    sign(tea, "Ana Tester", 21)
    assert opened(tea) == ([], [])
    path.write_text(text + "9", encoding="utf-8")
    assert opened(tea)[0]
    path.unlink()
    assert opened(tea)[1]


def test_two_people_are_two(tea: Path) -> None:
    """With `people = 2` one signature opens nothing and closes nothing, nor does the same person again."""
    edit(tea, "[review]", "[review]\npeople = 2", "course.toml")
    sign(tea, "Ana Tester")
    assert not reviewed_hash(load_project(tea))
    sign(tea, "ANA  tester", 21)
    assert not reviewed_hash(load_project(tea))
    assert len(opened(tea)[0]) == len(standing(load_project(tea)).blocks)
    sign(tea, "Ben Taster", 22)
    assert reviewed_hash(load_project(tea))
    assert codes(tea) == []


def test_two_people_agree_that_a_block_is_gone(tea: Path) -> None:
    """One who lets a warning go is not enough either."""
    edit(tea, "[review]", "[review]\npeople = 2", "course.toml")
    card(tea)
    sign(tea, "Ana Tester")
    sign(tea, "Ben Taster", 21)
    edit(tea, "Never boil it.\n", "")
    sign(tea, "Ana Tester", 22)
    assert opened(tea) == ([], ["Never boil it."])
    sign(tea, "Ben Taster", 23)
    assert opened(tea) == ([], [])


def test_an_old_signature_of_the_whole_is_one_for_each_block(tea: Path) -> None:
    """It works as before, counts as one person, and agrees to what is gone."""
    card(tea)
    sign(tea, "Ana Tester", keep=lambda row: row.name == CARD)
    edit(tea, "Never boil it.\n", "")
    for scope in ("content", "items"):
        digest = content_hash(load_project(tea), scope)
        record = RECORD.format(name="Ben Taster", day=22, whole=digest, file="", rows="").split("blocks:")[0]
        record = record.replace("[content, items]", f"[{scope}]")
        (tea / "reviews" / f"{scope}.yaml").write_text(record, encoding="utf-8")
    assert opened(tea) == ([], [])
    assert reviewed_hash(load_project(tea))
    edit(tea, "[review]", "[review]\npeople = 2", "course.toml")
    assert not reviewed_hash(load_project(tea))


def test_a_sheet_of_a_part_is_for_that_part(tea: Path) -> None:
    """Even when its record names the hash of the whole as it stands."""
    sign(tea, "Ana Tester", keep=lambda row: row.name == CARD)
    record = tea / "reviews" / "ana-20.yaml"
    for scope in ("content", "items"):
        digest = content_hash(load_project(tea), scope)
        text = record.read_text(encoding="utf-8").replace("[content, items]", f"[{scope}]").replace("0" * 64, digest)
        record.write_text(text, encoding="utf-8")
        assert not reviewed_hash(load_project(tea))
    state = standing(load_project(tea))
    assert {state.blocks[place].name for place in range(len(state.blocks)) if not state.is_open(place)} <= {CARD}


def test_a_sheet_that_was_changed_is_not_signed(tea: Path) -> None:
    """A row that is added after signing makes the record one for another sheet, with file, line and the hash."""
    rows = sign(tea, "Ana Tester", keep=lambda row: row.name == CARD)
    sheet = tea / "reviews" / "ana-20.blocks.csv"
    more = [*rows, *sheet_of(standing(load_project(tea)), ("items",))]
    sheet.write_bytes(as_csv(more))
    (found,) = [one for one in check(load_project(tea)) if one.code == "R002"]
    assert (found.path.name, found.line) == ("ana-20.yaml", 8)
    assert found.message == f"Ana Tester signed another sheet than ana-20.blocks.csv; its hash is now {rows_hash(more)}"
    assert len(opened(tea)[0]) == len(standing(load_project(tea)).blocks)
    done = run("review", "status", tea)
    assert (done.exit_code, "R002" in done.output) == (1, True)


def test_a_spreadsheet_may_save_the_sheet(tea: Path) -> None:
    """Other quotes, line ends and a byte order mark are no change; no cell is a formula."""
    card(tea, "- Stir\n- =1+1\n\n=SUM(A1)\n\n'=x\n")
    sign(tea, "Ana Tester")
    sheet = tea / "reviews" / "ana-20.blocks.csv"
    cells = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8"))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in cells for cell in row)
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(cells)
    sheet.write_text(file.getvalue(), encoding="utf-8-sig", newline="")
    assert opened(tea) == ([], [])
    assert "=SUM(A1)" in {row.text for row in load_sheet(sheet, ("content", "items"))}


HEAD = ",".join(COLUMNS)
BAD = {
    "no CSV": (f'{HEAD}\n"open\n', 1, "not readable as CSV"),
    "no columns": ("a;b\n1;2\n", 1, "the sheet has no column scope, file, line, kind, sha256, text"),
    "nothing": ("", 1, "the sheet has no column"),
    "no hash": (f"{HEAD}\ncontent,a.md,1,row,123,x\n", 2, "'123' is no hash of a block"),
    "short rows": (f"{HEAD}\n\ncontent\n", 3, "'' is no hash of a block"),
    "a scope that was not signed": (f"{HEAD}\nclinical,a.md,1,row,{'0' * 64},x\n", 2, "'clinical' is no scope"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_sheet_that_is_none_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    """One sentence each, and no row of it counts."""
    text, line, said = BAD[name]
    path = tmp_path / "ana.blocks.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as told:
        load_sheet(path, ("content", "items"))
    assert told.value.findings[0].line == line
    assert told.value.findings[0].message.startswith(said)


@pytest.mark.parametrize("name", ["../ana.blocks.csv", "ana.csv", "/etc/passwd", "gone.blocks.csv", "a\\b.blocks.csv"])
def test_a_record_names_a_sheet_beside_it(tea: Path, name: str) -> None:
    """Nothing else is read, and a sheet that is not there is told."""
    sign(tea, "Ana Tester")
    edit(tea, "blocks: ana-20.blocks.csv", f"blocks: {name}", "reviews/ana-20.yaml")
    assert codes(tea) == ["R001", "R003"]


def test_the_most_dangerous_and_least_certain_come_first(tea: Path) -> None:
    """A wrong statement, then a danger word that went with a warning, then what nobody has read in its source."""
    edit(tea, "[review]", '[review]\ndanger = ["never boil", "minute", "caffeine is"]', "course.toml")
    card(tea, "Never boil it a minute; caffeine is strong.\n\nStir.\n")
    sign(tea, "Ana Tester", keep=lambda row: row.name == CARD)
    card(tea, "Stir.\n")
    project = load_project(tea)
    found = urgent(standing(project), read_material(project))
    assert [(one.score, one.reasons) for one in found[:3]] == [
        (6, ("verdict wrong",)),
        (3, ("never boil", "minute", "caffeine is")),
        (2, ("fact unverified",)),
    ]


def test_what_changed_is_shown_in_its_sentence() -> None:
    """Words that went and words that came stand in brackets, where they stood."""
    assert changed("Take 5 mg a day.", "Take 50 mg a day, once.") == "Take [-5-] {+50+} mg a [-day.-] {+day, once.+}"


def test_status_tells_pages_people_and_changes(tea: Path) -> None:
    """The command names for each file how many blocks are signed by whom, and shows an edit."""
    card(tea)
    sign(tea, "Ana Tester", keep=lambda row: row.name == CARD)
    edit(tea, "a minute", "two\n\u202eminutes")
    done = run("review", "status", tea)
    assert done.exit_code == 0, done.output
    assert (
        f"{CARD} (content): 3 of 4 blocks signed, 1 signed block changed or gone (3 by Ana Tester, taster, 2026-11-20)"
        in done.output
    )
    assert "Wait [-a minute.-] {+two \\u202eminutes.+}" in done.output
    assert "\u202e" not in done.output


def test_sign_sheet_signs_nothing_and_overwrites_nothing(tea: Path) -> None:
    """It writes one file and prints the hashes; name, role and date are a person's."""
    done = run("review", "sign-sheet", "ana", tea, "--scope", "items")
    assert done.exit_code == 0, done.output
    assert [path.name for path in (tea / "reviews").iterdir()] == ["ana.blocks.csv"]
    assert "name:" not in done.output
    assert 'blocks_sha256: "' in done.output
    assert {row.scope for row in load_sheet(tea / "reviews" / "ana.blocks.csv", ("items",))} == {"items"}
    part = run("review", "sign-sheet", "card", tea, "--page", CARD)
    assert "scope: [content]\n" in part.output
    (tea / "reviews" / "card.blocks.csv").unlink()
    for arguments in (["ana", tea], ["../ana", tea], ["ben", tea, "--page", "lessons/none.md"]):
        again = run("review", "sign-sheet", *arguments)
        assert (again.exit_code, "C085" in again.output) == (1, True)
    assert [path.name for path in (tea / "reviews").iterdir()] == ["ana.blocks.csv"]
