"""A deck of Anki: cards that are known again, updated by a later time, and shown with their reasons and pictures."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quizzes.formats.convert import write_foreign
from quizzes.formats.registry import OWN
from quizzes.load import load_bank
from tests.conftest import ROOTS, run

BANKS = Path(__file__).parents[2] / "data" / "banks"


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the bank of every field, and a time of its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764500000")
    return Path(shutil.copytree(BANKS, tmp_path / "banks")) / "every.yaml"


def deck(bank: Path) -> tuple[zipfile.ZipFile, list[dict[str, Any]]]:
    """Return the archive, and its notes."""
    archive = zipfile.ZipFile(io.BytesIO(write_foreign(load_bank(bank), OWN["anki"])[0]))
    path = bank.with_name("collection.anki2")
    path.write_bytes(archive.read("collection.anki2"))
    connection = sqlite3.connect(path)
    try:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("select n.*, c.due from notes n join cards c on c.nid = n.id order by c.due")
        return archive, [dict(row) for row in rows]
    finally:
        connection.close()


def test_each_item_is_a_card_with_question_key_and_reasons(bank: Path) -> None:
    """Letters name the choices on both sides; opinions are no cards."""
    _, notes = deck(bank)
    cards = {note["sfld"]: note["flds"].split("\x1f") for note in notes}
    assert "liked" not in cards
    front, back, reasons, name = cards["multiple-all"]
    assert front == (
        '<p>Which are prime? Select 2.</p><ol type="A"><li><p>2</p></li><li><p>9</p></li><li><p>7</p></li></ol>'
    )
    assert re.findall(r"<li>(.*?)</li>", back) == ["A. 2", "C. 7"]
    assert re.findall(r"<li>(.*?)</li>", reasons) == ["A. It is.", "C. It is too.", "B. Three times three."]
    assert name == "multiple-all"
    assert cards["case-item"][0].startswith("<p>A lamp does not light.</p>")
    assert "<p>2*3</p>" in cards["worded-exactly"][1] or "2*3" in cards["worded-exactly"][1]
    assert "50 m" in cards["measured"][1]
    assert cards["ordered"][0].index("Dog") < cards["ordered"][0].index("Mouse")
    assert cards["ordered"][1].index("Mouse") < cards["ordered"][1].index("Dog")


def test_a_card_is_known_again_and_a_later_time_updates_it(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other words, and an item before it, leave its sign and number as they were; the time is the release's."""
    before = {note["sfld"]: (note["guid"], note["id"], note["mod"]) for note in deck(bank)[1]}
    text = bank.read_text(encoding="utf-8").replace("What is looked at first?", "What comes first?")
    bank.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764600000")
    after = {note["sfld"]: (note["guid"], note["id"], note["mod"]) for note in deck(bank)[1]}
    assert {name: one[:2] for name, one in after.items()} == {name: one[:2] for name, one in before.items()}
    assert {one[2] for one in before.values()} == {1764500000}
    assert {one[2] for one in after.values()} == {1764600000}
    assert len({one[0] for one in after.values()}) == len({one[1] for one in after.values()}) == len(after)


def test_banks_of_one_name_in_two_courses_do_not_meet(bank: Path) -> None:
    """Equal ids of two decks would make one card of two questions."""
    other = Path(shutil.copytree(bank.parent, bank.parents[1] / "another")) / bank.name
    assert {note["guid"] for note in deck(bank)[1]}.isdisjoint(note["guid"] for note in deck(other)[1])


def test_pictures_come_along_under_names_of_their_own(bank: Path) -> None:
    """All pictures of a learner lie in one folder of Anki."""
    archive, notes = deck(bank)
    media = json.loads(archive.read("media"))
    shown = set(re.findall(r'<img src="([^"]+)"', "".join(note["flds"] for note in notes)))
    assert shown == set(media.values())
    assert all(re.fullmatch(r"[0-9a-f]{8}-red-dot\.png", name) for name in shown)
    assert archive.read(next(iter(media))) == (BANKS / "red-dot.png").read_bytes()


def test_the_same_bank_gives_the_same_bytes(bank: Path) -> None:
    """Nothing of the day of the export."""
    assert write_foreign(load_bank(bank), OWN["anki"]) == write_foreign(load_bank(bank), OWN["anki"])


def test_the_private_pool_never_goes_into_a_deck(tmp_path: Path) -> None:
    """A deck is for who learns, and shows every key."""
    course = Path(shutil.copytree(ROOTS / "test-course", tmp_path / "course"))
    (tmp_path / "pool").mkdir()
    item = "- {id: s-1, type: numeric, stem: How many?, answer: {value: 1}}"
    text = f"schema: quizbank/1\nid: secret\ntitle: Secret\nitems:\n{item}\n"
    (tmp_path / "pool" / "secret.yaml").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    done = run("items", "export", course, "--to", "anki,gift", "--out", out, "--overlay", tmp_path / "pool", "-q")
    assert done.exit_code == 0, done.output
    assert (out / "gift" / "secret.gift").is_file()
    assert [path.name for path in (out / "anki").iterdir() if "secret" in path.name] == []
    assert list((out / "anki").glob("*.apkg"))
