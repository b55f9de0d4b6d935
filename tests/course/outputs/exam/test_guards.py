"""What guards a private pool and an exam refuses, and nothing else."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from course.outputs.exam.alone import references_in
from course.outputs.exam.draw import ExamOrder, draw_exam
from course.outputs.exam.printing import Press
from course.outputs.leaks import find_leaks, private_traces
from course.project import load_project
from quizzes.finding import Finding, FindingsError, Level
from quizzes.overlay import SHORTEST, Secret, load_pool, secrets_of, squeeze
from tests.conftest import copy_tea, run

from .conftest import make_overlay, make_tea

if TYPE_CHECKING:
    from pathlib import Path

SECRET = Secret("x-1", "id", "x-1")


def spoil(bank: Path) -> None:
    """Misspell a key of the first item of a bank."""
    bank.write_text(bank.read_text(encoding="utf-8").replace("stem:", "stam:", 1), encoding="utf-8")


@pytest.mark.parametrize("which", ["private", "public"])
def test_a_broken_bank_of_either_pool_is_refused(which: str, tmp_path: Path) -> None:
    """Half a pool would be drawn from, or guarded, as if it were the whole."""
    public, overlay = make_tea(tmp_path) / "quizzes", make_overlay(tmp_path)
    broken = overlay / "more.yaml" if which == "private" else public / "pool.yaml"
    spoil(broken)
    with pytest.raises(FindingsError) as caught:
        load_pool(public, overlay)
    assert {finding.path for finding in caught.value.findings} == {broken}


def test_both_pools_are_told_apart(tmp_path: Path) -> None:
    """Every bank is in one of them; without a private folder all are public."""
    public, overlay = make_tea(tmp_path) / "quizzes", make_overlay(tmp_path)
    known, private = load_pool(public, overlay)
    assert [file.path.name for file in private] == ["more.yaml"]
    assert {file.path.parent for file in known} == {public}
    assert [file.path for file in load_pool(public, None)[0]] == [file.path for file in known]
    assert load_pool(public, None)[1] == []


def test_a_course_whose_private_pool_is_broken_is_not_published(tmp_path: Path) -> None:
    """What the build cannot read it cannot look for."""
    course, overlay = copy_tea(tmp_path), make_overlay(tmp_path)
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[quizzes]\noverlay = "../{overlay.name}"\n')
    assert private_traces(load_project(course))
    spoil(overlay / "more.yaml")
    with pytest.raises(FindingsError, match=r"more\.yaml"):
        private_traces(load_project(course))
    done = run("build", course, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "more.yaml:" in done.output
    assert not (tmp_path / "out" / "text").exists()


def test_a_text_is_a_trace_from_24_letters_and_digits_on(tmp_path: Path) -> None:
    """Shorter ones may stand anywhere."""
    overlay = make_overlay(tmp_path)
    bank = overlay / "more.yaml"
    long, short = "abcdefgh ijklmnop qrstuvw x", "abcdefgh ijklmnop qrstuvw."
    assert (len(squeeze(long)), len(squeeze(short))) == (SHORTEST, SHORTEST - 1) == (24, 23)
    text = bank.read_text(encoding="utf-8")
    head, mark, rest = text.partition("rationale: ")
    assert mark
    tail = rest.partition("\n")[2]
    for words, count in ((long, 1), (short, 0)):
        bank.write_text(f"{head}{mark}{words!r}\n{tail}", encoding="utf-8")
        private = load_pool(tmp_path / "nothing", overlay)[1]
        assert sum(secret.sign == squeeze(words) for secret in secrets_of(private)) == count


INVENTORY = b"# Sphinx inventory version 2\n# Project: %s\n# Version: 1\n# compressed\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("objects.inv", INVENTORY % b"Tea" + zlib.compress(b"x-1 quizzes:item 1 p.html -\n")),
        ("objects.inv", INVENTORY % b"x-1" + zlib.compress(b"tea std:doc 1 p.html -\n")),
        ("objects.inv", INVENTORY % b"x-1" + b"is not compressed"),
        ("x-1.html", b""),
        ("page.svg", b"<svg>x-1</svg>"),
        ("script.js", b'{"id":"x-1"}'),
        ("no-suffix", b"x-1"),
        ("page.html", b"\xff\xfe x-1 \xff"),
        ("last.txt", b"some words, then x-1"),
    ],
)
def test_a_trace_is_found_wherever_it_stands_in_a_file(name: str, content: bytes, tmp_path: Path) -> None:
    """In the name, in the head of an inventory and in its body, between bytes that are no text, at the very end."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).write_bytes(content)
    (found,) = find_leaks(tmp_path, [SECRET])
    assert (found.path.name, found.line, found.code, found.subject, found.level) == (
        name,
        1,
        "B213",
        "x-1",
        Level.ERROR,
    )
    assert find_leaks(tmp_path, []) == []


def test_the_name_of_a_member_of_an_archive_is_searched(tmp_path: Path) -> None:
    """A file may be called like its question; a picture is not read."""
    with zipfile.ZipFile(tmp_path / "book.epub", "w") as book:
        book.writestr("x-1.xhtml", "<p>Tea</p>")
    (tmp_path / "picture.png").write_bytes(b"x-1")
    assert [finding.path.name for finding in find_leaks(tmp_path, [SECRET])] == ["book.epub"]


@pytest.mark.parametrize("level", list(Level))
def test_an_exam_with_an_error_is_not_handed_over_and_one_with_a_warning_is(
    level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with the print of one paper stops both folders; a warning is told once."""
    course, out = make_tea(tmp_path), tmp_path / "out"
    honest = Press.print

    def spotted(press: Press, sheet: Any, folder: Path) -> list[Finding]:
        return [*honest(press, sheet, folder), Finding(course / "course.toml", 1, "P999", "was spotted", level)]

    monkeypatch.setattr(Press, "print", spotted)
    done = run("exam", course, "--to", "text", "--versions", "1", "--out", out)
    assert (done.exit_code, (out / "paper").exists(), (out / "key").exists()) == (
        (1, False, False) if level is Level.ERROR else (0, True, True)
    )
    if level is not Level.INFO:
        assert done.output.count("was spotted") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See {ref}`kinds`. What is it?", "{ref}`kinds`"),
        ("As {cite:p}`leaf_2020` says, what is it?", "{cite:p}`leaf_2020`"),
        ("What does [the lesson](../lessons/02-kinds.md) say?", "[the lesson](../lessons/02-kinds.md)"),
        ("What is `{ref}` in $x$, H{sub}`2`O and [this](https://example.org)?", ""),
    ],
)
def test_a_paper_refers_to_nothing_that_it_has_not(text: str, told: str, tmp_path: Path) -> None:
    """In stem, choices or case; a rationale, which stands in the key, may cite."""
    course = make_tea(tmp_path)
    bank = course / "quizzes" / "pre.yaml"
    values = yaml.safe_load(bank.read_text(encoding="utf-8"))
    values["items"][0] |= {"stem": text, "rationale": "So {ref}`kinds` says."}
    bank.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    found = references_in(draw_exam(ExamOrder(load_project(course), form="pretest")))
    assert [(one.code, one.subject) for one in found] == ([("C084", values["items"][0]["id"])] if told else [])
    assert all(f"'{told}' leads nowhere from a paper" in one.message for one in found)


def test_an_exam_that_refers_is_not_printed(tmp_path: Path) -> None:
    """Nothing is left behind, and the line is named."""
    course = make_tea(tmp_path)
    bank = course / "quizzes" / "pre.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("stem: ", "stem: '{doc}`index`' # ", 1), encoding="utf-8")
    result = run("exam", str(course), "--form", "pretest", "--out", str(tmp_path / "exam"))
    assert result.exit_code == 1
    assert "C084" in result.output
    assert not (tmp_path / "exam" / "paper").exists()
