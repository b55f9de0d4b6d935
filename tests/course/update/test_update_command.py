"""`course update`: the new version comes in, ids and the author's work stay, and what rests on a change is named."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from course.checks import check
from course.evidence import load_facts, load_register
from course.project import load_project
from quizzes.finding import Level
from quizzes.writing import write_together
from tests.conftest import copy_klonopin, copy_tea, run

DOCUMENT = """# Dosing

Adults take 2 mg in the evening. Nobody takes it with alcohol.

| who | most a day |
|---|---|
| adult | 4 mg |
| child | 1 mg |

# Stopping

Never stop suddenly. The taper lasts 10 weeks.
"""
TEA = "It keeps people awake."


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(folder: Path) -> Path:
    """Make a course of the document and return it."""
    (folder / "dose.md").write_text(DOCUMENT, encoding="utf-8")
    course = folder / "mine"
    done = run("new", folder / "dose.md", course)
    assert done.exit_code == 0, done.output
    return course


def version(folder: Path, *changes: tuple[str, str], name: str = "dose.md") -> Path:
    """Write a version of the document in which words are others."""
    text = DOCUMENT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (folder / "new").mkdir(exist_ok=True)
    path = folder / "new" / name
    path.write_text(text, encoding="utf-8")
    return path


def errors(course: Path) -> list[str]:
    """Return the errors of `course check`, without what Sphinx says."""
    found = check(load_project(course))
    return sorted(
        f"{one.path.name}:{one.line} {one.code} {one.subject}: {one.message}"
        for one in found
        if one.level is Level.ERROR
    )


def test_the_new_version_comes_in_beside_the_old_one(tmp_path: Path) -> None:
    """Register, words, checksum, list of changes and the draft follow it; every other file keeps every byte."""
    course = made(tmp_path)
    before = files(course)
    new = version(tmp_path, ("4 mg", "2.5 mg"), ("10 weeks.", "10 weeks. Ask before you drive."))
    done = run("update", new, course)
    assert done.exit_code == 0, done.output
    after = files(course)
    assert {name for name in after if after[name] != before.get(name)} == {
        "source/dose-2.md", "course.toml", "evidence/claims.csv", "evidence/document.txt", "evidence/changes.csv",
        "appendix/document.md", "lessons/01-dosing.md",
    }  # fmt: skip
    assert set(before) <= set(after)
    assert after["source/dose-2.md"] == new.read_bytes()
    settings = after["course.toml"].decode()
    assert 'document = "source/dose-2.md"' in settings
    assert hashlib.sha256(new.read_bytes()).hexdigest() in settings
    assert "# The document is kept as it was" in settings
    register = load_register(course / "evidence" / "claims.csv")
    assert [(one.id, one.seed_text) for one in register.claims][3:5] == [
        ("S03", "who | most a day"),
        ("S04", "adult | 2.5 mg"),
    ]
    assert register.claims[-1].id == "S08"
    lines = done.output.splitlines()
    assert lines[:5] == [
        "mine: 9 headings and statements before, 10 now: 8 the same",
        "  1 other numbers, 1 new",
        "other numbers:",
        "  S04  4 mg → 2.5 mg",
        "       - adult | 4 mg",
    ]
    assert "lessons/01-dosing.md:27 (lesson)" in lines[6]
    assert "behind S07; mark it where you teach it: {claim}`S08`" in done.output


def test_what_rests_on_a_change_is_an_error_until_somebody_answers(tmp_path: Path) -> None:
    """Each place is named; an answer in changes.csv ends it, and the register stays whole throughout."""
    course = made(tmp_path)
    assert errors(course) == []
    assert run("update", version(tmp_path, ("4 mg", "3 mg")), course).exit_code == 0
    assert errors(course) == [
        "01-dosing.md:27 E025 S04: this rests on a statement that has other numbers now: 4 mg → 3 mg",
    ]
    path = course / "evidence" / "changes.csv"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "lesson 1 says 3 mg now\n", encoding="utf-8")
    assert errors(course) == []


def test_a_statement_that_is_gone_is_named_where_a_lesson_still_rests_on_it(tmp_path: Path) -> None:
    """The register does not have it any more, and its id goes to no other statement of a third version."""
    course = made(tmp_path)
    gone = ("Nobody takes it with alcohol.", "")
    assert run("update", version(tmp_path, gone), course).exit_code == 0
    assert [line.split(":")[0] + ":" + line.split(": ")[1] for line in errors(course)] == [
        "01-dosing.md:the register has no statement 'S02'",
        "01-dosing.md:this rests on a statement that the document does not make any more",
    ]
    third = version(tmp_path, ("Nobody takes it with alcohol.", "Keep the tablets dry."), name="third.md")
    assert run("update", third, course).exit_code == 0
    names = [one.id for one in load_register(course / "evidence" / "claims.csv").claims]
    assert "S02" not in names
    assert names[2] == "S08"


def test_a_dry_run_and_the_same_document_write_nothing(tmp_path: Path) -> None:
    """The first tells all that the real one does."""
    course = made(tmp_path)
    before = files(course)
    new = version(tmp_path, ("2 mg", "20 mg"))
    dry = run("update", new, course, "--dry-run")
    same = run("update", tmp_path / "dose.md", course)
    assert files(course) == before
    assert same.output == "mine: the document is the same; nothing was changed\n"
    real = run("update", new, course)
    assert dry.output.splitlines()[:-1] == real.output.splitlines()[:-1]
    assert "would be written" in dry.output


def test_what_the_author_found_out_stays_and_only_changed_verdicts_open(tmp_path: Path) -> None:
    """A register written by hand, in a course by hand: one number changes, and one verdict is open again."""
    course = copy_klonopin(tmp_path)
    register = course / "evidence" / "claims.csv"
    before = {one.id: one for one in load_register(register).claims}
    rows = register.read_text(encoding="utf-8")
    text = (course / "source" / "klonopin.txt").read_text(encoding="utf-8")
    place = text.index("GABA neurotransmitters inhibit brain activity.")
    new = tmp_path / "klonopin.txt"
    new.write_text(text[:place] + text[place:].replace("inhibit brain", "inhibit 9 in 10 brain", 1), encoding="utf-8")
    done = run("update", new, course)
    assert done.exit_code == 0, done.output
    after = {one.id: one for one in load_register(register).claims}
    assert list(after) == list(before)
    assert {name for name in after if after[name].verdict != before[name].verdict} == {"S03"}
    assert (after["S03"].verdict, after["S03"].answer) == ("open", before["S03"].answer)
    kept = [line for line in rows.splitlines() if not line.startswith("S03,")]
    assert [line for line in register.read_text(encoding="utf-8").splitlines() if not line.startswith("S03,")] == kept
    assert "  S03  – → 9 in; – → 10 brain" in done.output
    with (course / "evidence" / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["id"], row["verdict"]) for row in csv.DictReader(file)] == [("S03", "imprecise")]


def test_questions_handouts_and_figures_that_say_the_old_number_are_found(tmp_path: Path) -> None:
    """Marks are named by line and kind, and so is a sentence without a mark that says the number."""
    course = copy_tea(tmp_path)
    source = course / "source" / "tea.txt"
    register = course / "evidence" / "claims.csv"
    numbered = "It keeps people awake for 5 hours."
    for path in (source, register):
        path.write_text(path.read_text(encoding="utf-8").replace(TEA, numbered), encoding="utf-8")
    settings = course / "course.toml"
    old = load_project(course).tables.document.sha256
    now = hashlib.sha256(source.read_bytes()).hexdigest()
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, now), encoding="utf-8")
    card = course / "handouts" / "h1-card.md"
    card.write_text(card.read_text(encoding="utf-8") + "\nTea keeps people from sleep for 5 hours.\n", encoding="utf-8")
    catalogue = course / "locales" / "de" / "LC_MESSAGES" / "lessons.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "It wakes. {claim}`S02`"\nmsgstr "Er weckt. {claim}`S02`"\n', encoding="utf-8")
    new = tmp_path / "tea-2.txt"
    new.write_text(source.read_text(encoding="utf-8").replace("5 hours", "7 hours"), encoding="utf-8")
    done = run("update", new, course, "--dry-run")
    assert "S02  5 hours → 7 hours" in done.output
    for place in ("01-leaf.md:22 (lesson)", "lessons.po:1 (translation)"):
        assert place in done.output, done.output
    last = len(card.read_text(encoding="utf-8").splitlines())
    assert f"h1-card.md:{last} (handout)" in done.output.partition("without a mark: ")[2]


def test_a_work_of_the_bibliography_is_read_again(tmp_path: Path) -> None:
    """Its facts are unverified again and keep where they were read; questions and pages that rest on it are named."""
    course = copy_tea(tmp_path)
    facts = load_facts(course / "evidence" / "facts.csv")
    key = next(one.source_keys[0] for one in facts if one.status == "read")
    done = run("update", "--source", key, course)
    assert done.exit_code == 0, done.output
    for before, after in zip(facts, load_facts(course / "evidence" / "facts.csv"), strict=True):
        if key in before.source_keys and before.status == "read":
            assert (after.status, after.read_on) == ("unverified", None)
            assert after.read_where.startswith(
                f"{before.read_where} ({before.read_on}); {key} is to be read again since "
            )
        else:
            assert after == before
    assert f"rest on {key}" in done.output
    assert "(lesson)" in done.output
    wrong = run("update", "--source", f"{key}x", course)
    assert (wrong.exit_code, "C075" in wrong.output, f"'{key}'" in wrong.output) == (1, True, True)


@pytest.mark.parametrize("place", ["source/dose.md", "nowhere.md"])
def test_what_is_no_new_version_is_refused(tmp_path: Path, place: str) -> None:
    """The old document in its place cannot be the new one, and a missing one is told; nothing is written."""
    course = made(tmp_path)
    source = course / "source" / "dose.md"
    source.write_text(DOCUMENT.replace("2 mg", "3 mg"), encoding="utf-8")
    before = files(course)
    done = run("update", course / place, course)
    assert (done.exit_code, done.output.count("\n")) == (1, 2), done.output
    assert ("C074" if "source" in place else "N001") in done.output
    assert files(course) == before


def test_several_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second of two that exist cannot be put in place, the first is what it was, and nothing else is left."""
    for name in ("a", "b", "gone"):
        (tmp_path / name).write_text(f"old {name}", encoding="utf-8")
    before = files(tmp_path)
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name == ".b.new":
            raise OSError(28, "No space left on device")
        return real(self, target)

    contents = {tmp_path / "deep/new": b"n", tmp_path / "a": b"A", tmp_path / "gone": None, tmp_path / "b": b"B"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="No space"):
            write_together(contents)
    assert files(tmp_path) == before
    assert not (tmp_path / "deep").exists()
    write_together(contents)
    assert files(tmp_path) == {"deep/new": b"n", "a": b"A", "b": b"B"}


def test_unedited_words_of_a_draft_follow_and_nothing_else(tmp_path: Path) -> None:
    """A sentence and a row that nobody touched; not what was edited, judged, or stands in a finished lesson."""
    course = made(tmp_path)
    lesson, other = sorted((course / "lessons").glob("*.md"))
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("Nobody takes it with alcohol.", "No one takes it with alcohol."), encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8").replace("not edited yet", "I decided so"), encoding="utf-8")
    register = course / "evidence" / "claims.csv"
    rows = register.read_text(encoding="utf-8")
    judged = next(line for line in rows.splitlines() if "child | 1 mg" in line)
    register.write_text(rows.replace(judged, judged.replace(",open,", ",supported,", 1)), encoding="utf-8")
    new = version(
        tmp_path, ("take 2 mg in", "take 3 mg in"), ("with alcohol", "with wine"), ("4 mg", "2.5 mg"),
        ("1 mg", "0.5 mg"), ("10 weeks", "12 weeks"),
    )  # fmt: skip
    done = run("update", new, course)
    assert done.exit_code == 0, done.output
    after = lesson.read_text(encoding="utf-8")
    assert "Adults take 3 mg in the evening." in after
    assert "| adult | 2.5 mg" in after
    assert "No one takes it with alcohol." in after
    assert "| child | 1 mg" in after
    assert "The taper lasts 10 weeks." in other.read_text(encoding="utf-8")
    assert "follow the document" in done.output
    assert all(name in done.output for name in ("S01", "S04"))
