"""What a loss report says is what arrives: each export is read back and compared with its report, cell by cell."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from course.cli import main
from course.ingest.fragment import html_to_markdown
from quizzes.formats.building import FEEDBACK
from quizzes.formats.carry import Word, cells_of, is_left_out
from quizzes.formats.convert import Taken, take_foreign, write_foreign
from quizzes.formats.plain_text import to_plain
from quizzes.formats.registry import OWN
from quizzes.formats.rich_text import lost_link, to_html
from quizzes.formats.spread import spread
from quizzes.formats.used import used
from quizzes.load import load_bank
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from quizzes.load import BankFile
    from quizzes.model.types import Item

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"
ROOTS = Path(__file__).parents[2] / "roots"
WRITTEN = [name for name, one in OWN.items() if one.write and one.carries and one.read and not one.learners]


def there_and_back(name: str, folder: Path, bank: Path = EVERY) -> Taken:
    how = OWN[name]
    path = folder / f"back{how.suffix}"
    path.write_bytes(write_foreign(load_bank(bank), how)[0])
    return take_foreign(path, how, None, html_to_markdown)


@cache
def every() -> BankFile:
    """Return the bank as formats write it: the variants of an item are items."""
    return spread(load_bank(EVERY))[0]


def _name(address: str) -> str:
    return re.sub(r"-[0-9a-f]{8}(?=\.)", "", address.rpartition("/")[2])


def meant(value: Any) -> Any:
    """Return what a reader sees: one text may be spelt in several ways, a gap and a picture have other names."""
    if isinstance(value, str):
        shown = to_html(GAP_MARK.sub("[gap]", value), _name)
        return None if value == FEEDBACK else re.sub(r"\s+", " ", shown + lost_link(value))
    if isinstance(value, tuple):
        parts = tuple(meant(one) for one in value)
        return None if value and all(part is None for part in parts) else parts
    return None if getattr(value, "true", "") == FEEDBACK else value


def arrived(item: Item | None) -> dict[str, Any]:
    return {} if item is None else {field: read(field, value) for field, value in used(item).items()}


def read(field: str, value: Any) -> Any:
    """Return what a field means; in answers that are typed every blank counts."""
    return value if field == "answers" else meant(value)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_report_is_true_cell_by_cell(name: str, tmp_path: Path) -> None:
    """What is kept means the same after the way there and back; what is changed or dropped does not."""
    file, table = every(), OWN[name].carries
    assert table
    cells = cells_of(file, table)
    left = {cell.item for cell in cells if is_left_out(cell)}
    back = iter(there_and_back(name, tmp_path).bank.items)
    found = {item.id: arrived(next(back)) for item in file.bank.items if item.id not in left}
    assert next(back, None) is None
    wrong = []
    for cell in cells:
        if is_left_out(cell):
            continue
        sent = read(cell.field, used(file.bank.items[cell.place])[cell.field])
        same = found[cell.item].get(cell.field) == sent
        if same is not (cell.fate.word is Word.KEPT):
            wrong.append((cell.item, cell.field, cell.fate.word, sent, found[cell.item].get(cell.field)))
    assert wrong == []


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_arrives_that_was_not_sent(name: str, tmp_path: Path) -> None:
    """Each field of what comes back was in the bank, or stands for one that the report calls changed."""
    sent = {item.id: set(used(item)) for item in every().bank.items}
    stands_for = {"answer.value": "answer.range", "answer.tolerance": "answer.", "scoring": "", "choices": "answer"}
    for item in there_and_back(name, tmp_path).bank.items:
        for field in set(arrived(item)) - sent.get(item.id, set(arrived(item))):
            assert any(one.startswith(stands_for[field]) for one in sent[item.id]), (item.id, field)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_cell_has_a_rule_on_purpose(name: str) -> None:
    """No rule of a table is about a field that no type has: it would be a typing error."""
    table = OWN[name].carries
    assert table
    fields = {cell.field for cell in cells_of(every(), table)} | {
        field for item in every().bank.items for field in used(item)
    }
    assert [rule for rule in table.rules if rule not in fields and rule.partition(".")[2] not in fields] == []


def test_a_command_writes_file_report_and_index(tmp_path: Path) -> None:
    """Each format has its folder; page and JSON say the same; twice gives the same bytes."""
    for out in ("one", "two"):
        done = CliRunner().invoke(
            main, ["items", "export", str(EVERY), "--to", ",".join(WRITTEN), "--out", str(tmp_path / out)]
        )
        assert done.exit_code == 0, done.output
        assert "L048 warning" in done.output
    made = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    assert made == {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.*")}
    assert len(made) == 4 * len(WRITTEN)
    report = json.loads(made[Path("moodle/every.losses.json")])
    assert report["counts"]["kept"] == sum(cell["fate"] == "kept" for cell in report["cells"])
    cell = next(one for one in report["cells"] if (one["item"], one["field"]) == ("multiple-all", "scoring"))
    assert cell["fate"] == "changed"
    assert cell["graded_otherwise"]
    assert cell["how"] == "all-or-nothing becomes: each right choice earns its share and each wrong one costs it"
    page = made[Path("moodle/every.losses.html")].decode()
    assert "31 of 32 questions" in page
    assert "each right choice earns its share" in page
    index = json.loads(made[Path("moodle/every.index.json")])
    assert index["items"][1] == {"id": "case-item", "revision": 1, "type": "single",
                                 "stem": "A lamp does not light. What is looked at first?",
                                 "choices": ["The plug", "The bulb"]}  # fmt: skip
    assert "liked" not in [item["id"] for item in index["items"]]


def test_strict_writes_nothing_where_answers_are_judged_otherwise(tmp_path: Path) -> None:
    """The finding comes before anything is written, and says what would happen."""
    done = CliRunner().invoke(
        main, ["items", "export", str(EVERY), "--to", "moodle", "--out", str(tmp_path / "out"), "--strict"]
    )
    assert done.exit_code == 1
    assert "multiple-all" in done.output
    assert "stopped: " in done.output
    assert not (tmp_path / "out").exists()


def test_a_private_pool_goes_out_only_when_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that $COURSE_OVERLAY names does not do; the option does."""
    shutil.copytree(ROOTS / "test-course", tmp_path / "course")
    for path in (tmp_path / "course" / "quizzes").glob("*.yaml"):
        path.unlink()
    (tmp_path / "pool").mkdir()
    bank = (
        "schema: quizbank/1\nid: {0}\ntitle: {0}\n"
        "items:\n- {{id: {0}-1, type: numeric, stem: How many?, answer: {{value: 1}}}}\n"
    )
    (tmp_path / "course" / "quizzes" / "open.yaml").write_text(bank.format("open"), encoding="utf-8")
    (tmp_path / "pool" / "secret.yaml").write_text(bank.format("secret"), encoding="utf-8")
    call = ["items", "export", str(tmp_path / "course"), "--to", "gift", "--out", str(tmp_path / "out")]
    monkeypatch.setenv("COURSE_OVERLAY", str(tmp_path / "pool"))
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 0, done.output
    assert [path.name for path in (tmp_path / "out").rglob("*.gift")] == ["open.gift"]
    done = CliRunner().invoke(main, [*call, "--overlay", str(tmp_path / "pool")])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.gift")) == ["open.gift", "secret.gift"]


SIGNS = ("+", "-", "*", "1.", "#", ">", "==")


@pytest.mark.parametrize("name", [name for name in WRITTEN if name != "moodle-feedback"])
def test_a_sign_alone_is_an_answer_in_every_format(name: str, tmp_path: Path) -> None:
    """As Markdown it opens a list, a heading or a quotation of nothing, and its choice was empty there."""
    rows = "".join(f"\n      - {{text: '{sign}', feedback: So.}}" for sign in SIGNS).replace(
        ", f", ", correct: true, f", 1
    )
    path = tmp_path / "bank.yaml"
    path.write_text(
        "schema: quizbank/1\nid: bank\ntitle: T\nitems:\n  - id: q\n    type: single\n    stem: Which sign adds?\n"
        f"    choices:{rows}\n",
        encoding="utf-8",
    )
    (item,) = there_and_back(name, tmp_path, path).bank.items
    assert tuple(to_plain(choice.text)[0] for choice in item.choices) == SIGNS  # type: ignore[union-attr]
