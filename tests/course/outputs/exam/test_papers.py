"""The printed versions: what they ask, in which order, what their keys say, and what no paper tells."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run

from .conftest import FORMATS, LETTERS, TELL, Printed, bank, make_tea, pool, read, squeeze

pytestmark = pytest.mark.xdist_group("exam")
ITEMS = {item["id"]: item for prefix in ("public", "secret") for item in pool(prefix)}
BOTH = [(letter, form) for letter in LETTERS for form in FORMATS]


def shown(text: str, item: dict[str, Any], parts: list[str]) -> list[str]:
    """Return the parts of an item in the order in which a page shows them after its stem."""
    page, stem = squeeze(text), squeeze(re.sub(r"\{\{.*", "", item["stem"]))
    after = page.index(squeeze(item["stem"])) if "{{" not in item["stem"] else page.index(stem)
    return sorted(parts, key=lambda part: page.index(squeeze(part), after))


def rows(printed: Printed, letter: str) -> dict[str, str]:
    """Return the table of a key: the key by item."""
    text = printed.text("key", letter, "text")
    found = re.findall(r"^\| (\d+) +\| (.*?) +\| 1 +\| ([\w-]+) +\|$", text, re.MULTILINE)
    return {item: key for _, key, item in found}


@pytest.mark.parametrize(("letter", "form"), BOTH)
def test_every_paper_asks_every_question_and_says_who_answers(printed: Printed, letter: str, form: str) -> None:
    """The same twenty questions, the lines for name, date and version, and an answer sheet."""
    text = printed.text("paper", letter, form)
    for item in ITEMS.values():
        for part in item["stem"].split("{{g}}"):
            assert squeeze(text).count(squeeze(part)) == 1, item["id"]
    # In the PDF the lines are drawn, and a drawn line is no word.
    who = r"Name\sDate\sVersion\s" if form == "pdf" else r"Name:\s_+\s+Date:\s_+\s+Version:\s"
    assert len(re.findall(rf"{who}{letter.upper()}\b", text)) == 2
    assert "Answer sheet" in text
    assert "20 questions, 20 points. 16 points pass." in " ".join(text.split())


@pytest.mark.parametrize("form", FORMATS)
def test_paper_and_key_say_that_nobody_has_signed(printed: Printed, form: str) -> None:
    """Every edition of an unsigned course says so, and so do its papers."""
    for role in ("paper", "key"):
        assert "Not reviewed by a tea master" in " ".join(printed.text(role, "a", form).split()), role


def test_an_exam_draws_from_both_pools(printed: Printed) -> None:
    """The questions of the private pool stand in the papers like the public ones."""
    record = json.loads((printed.out / "key" / "draw.json").read_text(encoding="utf-8"))
    assert {name.partition("-")[0] for name in record["items"]} == {"public", "secret"}
    assert "What comes first, secret?" in read(printed.out / "paper", "posttest-a", "pdf")


@pytest.mark.parametrize("letter", LETTERS)
def test_no_paper_tells_an_answer(printed: Printed, letter: str) -> None:
    """Neither what a reader sees nor anything else in a file holds feedback, rationale, hint, reference or key."""
    for form in FORMATS:
        text = printed.text("paper", letter, form)
        assert TELL not in text.casefold()
        assert "8642" not in text
        assert TELL in printed.text("key", letter, form).casefold()
    for path in (path for path in (printed.out / "paper").rglob("*") if path.is_file()):
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                assert all(TELL.encode() not in book.read(name).lower() for name in book.namelist())
        assert TELL.encode() not in path.read_bytes().lower()
        assert "key" not in path.name
    pages = [(printed.out / "paper" / f"posttest-{letter}" / "index.html").read_text(encoding="utf-8")]
    assert not any(word in page for page in pages for word in ("data-grading", "<form", "correct", "quizzes.js"))


@pytest.mark.parametrize(("letter", "form"), BOTH)
def test_the_key_names_the_letters_that_the_paper_prints(printed: Printed, letter: str, form: str) -> None:
    """For each choice item the letter of the key is the place of the right text on the paper."""
    text, keys = printed.text("paper", letter, form), rows(printed, letter)
    assert len(keys) == 20
    for name, item in ITEMS.items():
        if item["type"] in {"single", "multiple"}:
            order = shown(text, item, [choice["text"] for choice in item["choices"]])
            right = [choice["text"] for choice in item["choices"] if choice.get("correct")]
            assert keys[name] == ", ".join(sorted("ABC"[order.index(words)] for words in right))
        elif item["type"] == "match":
            responses = [pair["response"] for pair in item["pairs"]]
            order = shown(text, item, [*responses, *item["distractors"]])
            assert keys[name] == ", ".join(f"{n}: {'ABC'[order.index(words)]}" for n, words in enumerate(responses, 1))
        elif item["type"] == "order":
            steps = [step["text"] for step in item["sequence"]]
            order = shown(text, item, steps)
            assert keys[name] == ", ".join("ABC"[order.index(step)] for step in steps)
            assert order != steps


def test_the_key_of_what_is_written_is_in_words(printed: Printed) -> None:
    """Numbers, words, gaps and judgements are keyed as what is to be written."""
    keys = rows(printed, "b")
    assert keys["public-number"] == "8642 seconds"
    assert keys["public-short"] == f"clay of the {TELL}"
    assert keys["public-gap"] == f"(1) the {TELL}"
    assert keys["public-true"] == "False"


@pytest.mark.parametrize("form", FORMATS)
def test_versions_differ_and_keep_cases_together(printed: Printed, form: str) -> None:
    """No two versions print the same order; a case stands once, and its questions follow each other."""
    orders = []
    for letter in LETTERS:
        page = squeeze(printed.text("paper", letter, form))
        stems = {name: page.index(squeeze(item["stem"].partition("{{")[0])) for name, item in ITEMS.items()}
        order = sorted(stems, key=stems.__getitem__)
        orders.append(order)
        for prefix, name in (("public", "pool"), ("secret", "more")):
            first, second = sorted(order.index(f"{prefix}-case{number}") for number in (1, 2))
            assert second == first + 1
            assert page.count(squeeze(f"A guest of {name} comes in from the rain")) == 1
    assert len({tuple(order) for order in orders}) == 3


def test_choices_are_mixed_in_each_version(printed: Printed) -> None:
    """The keys of the three versions are not the same."""
    record = json.loads((printed.out / "key" / "draw.json").read_text(encoding="utf-8"))
    orders = {letter: {name: parts for name, *parts in items} for letter, items in record["versions"].items()}
    assert sorted(record["items"]) == sorted(ITEMS)
    assert any(orders["A"][name] != orders["B"][name] for name in ITEMS)
    assert all(sorted(orders["A"][name]) == sorted(orders["C"][name]) for name in ITEMS)


def test_the_folders_and_the_seed_are_told(printed: Printed) -> None:
    """The command says where papers and keys are, and the seed that prints them again."""
    assert "20 questions, versions A, B, C, seed green" in printed.said
    assert "for the trainer only" in printed.said
    names = sorted(path.name for path in (printed.out / "paper").iterdir())
    assert names == sorted(f"posttest-{letter}{end}" for letter in LETTERS for end in ("", ".pdf", ".epub", ".txt"))


def test_the_same_seed_prints_the_same_bytes(tmp_path: Path) -> None:
    """Papers and keys come out equal, and another seed gives another order."""
    course = make_tea(tmp_path)
    made = []
    for name, seed in (("one", "x"), ("two", "x"), ("three", "y")):
        options = ["--seed", seed, "--versions", "1", "--to", "text,pdf", "--out", tmp_path / name]
        assert run("exam", course, *options).exit_code == 0
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        made.append([path.read_bytes() for path in files])
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_the_pretest_asks_every_scored_item(tmp_path: Path) -> None:
    """`--form pretest` needs no blueprint and prints the whole bank."""
    done = run(
        "exam", make_tea(tmp_path), "--form", "pretest", "--to", "text", "--out", tmp_path / "o", "--versions", "2"
    )
    assert done.exit_code == 0, done.output
    text = squeeze(read(tmp_path / "o" / "paper", "pretest-b", "text"))
    assert all(squeeze(item["stem"]) in text for item in pool("pre") if item["type"] in {"single", "truefalse"})


def test_an_earlier_exam_is_avoided_while_the_pool_lasts(tmp_path: Path) -> None:
    """With half of the pool drawn, the next exam with `--unlike` asks the other half."""
    course = make_tea(tmp_path, draw=5)
    common = ["--to", "text", "--versions", "1"]
    assert run("exam", course, *common, "--out", tmp_path / "one").exit_code == 0
    record = tmp_path / "one" / "key" / "draw.json"
    assert run("exam", course, *common, "--out", tmp_path / "two", "--unlike", record).exit_code == 0
    first, second = (set(json.loads((tmp_path / n / "key" / "draw.json").read_text())["items"]) for n in ("one", "two"))
    assert len(first) == len(second) == 5
    assert not first & second


def test_a_paper_that_tells_an_answer_is_not_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a fault prints answers into a paper, the command fails and leaves the earlier exam as it was."""
    from course.outputs.exam import pages

    course, out = make_tea(tmp_path), tmp_path / "out"
    assert run("exam", course, "--to", "text", "--versions", "1", "--seed", "1", "--out", out).exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    honest = pages._question

    def telling(plan: Any, entry: Any, _answers: str, *, case_shown: bool) -> str:
        return honest(plan, entry, "inline", case_shown=case_shown)

    monkeypatch.setattr(pages, "_question", telling)
    done = run("exam", course, "--to", "text", "--versions", "1", "--seed", "2", "--out", out)
    assert done.exit_code == 1
    assert "B213 public-one: the paper tells an answer" in done.output
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def _no_blueprint(course: Path) -> None:
    settings = course / "quizzes" / "quizzes.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\n[blueprint]")[0], encoding="utf-8")


def _small_pool(course: Path) -> None:
    (course / "quizzes" / "pool.yaml").write_text(bank("pool", pool("public")[:4]), encoding="utf-8")


def _broken_bank(course: Path) -> None:
    (course / "quizzes" / "pool.yaml").write_text(
        bank("pool", pool("public")).replace("stem:", "stam:"), encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_no_blueprint, "quizzes.toml:1: C063"),
        (_small_pool, "C064 02-kinds (apply) has 4 items, and a draw needs 10"),
        (_broken_bank, "pool.yaml:"),
    ],
)
def test_what_cannot_be_drawn_is_one_clear_error(spoil: Any, words: str, tmp_path: Path) -> None:
    """The command names the place, exits with 1 and writes nothing."""
    course = make_tea(tmp_path)
    spoil(course)
    done = run("exam", course, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert words in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """`--out` never replaces a folder `paper` or `key` that no exam made."""
    mine = tmp_path / "out" / "paper" / "novel.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    done = run("exam", make_tea(tmp_path), "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "C065" in done.output
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"items": 3}'])
def test_a_record_that_is_none_is_refused(content: str, tmp_path: Path) -> None:
    """`--unlike` with another file is one error that names it."""
    wrong = tmp_path / "draw.json"
    wrong.write_text(content, encoding="utf-8")
    done = run("exam", make_tea(tmp_path), "--unlike", wrong, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "draw.json:1: C066" in done.output


def test_an_unknown_format_is_a_wrong_use(tmp_path: Path) -> None:
    """Exit status 2, and the formats are listed."""
    done = run("exam", make_tea(tmp_path), "--to", "docx")
    assert done.exit_code == 2
    assert "pdf, html, epub, text" in done.output
