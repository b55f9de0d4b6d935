"""Files of reviewers: each entry at its place, suggestions one by one, and whatever does not fit in one sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from course.project import load_project
from course.reviews import reviewed_hash
from course.reviews.blocks import blocks_of
from course.reviews.opinion import load_opinion
from course.reviews.taken import edition_of
from quizzes.finding import FindingsError
from tests.conftest import run
from tests.course.reviews.test_standing import CARD, card, edit, sign

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Stir once, and\nstir it again.\n\nWait a minute.\n\nNever boil it.\n"


def block(tea: Path, words: str) -> str:
    """Return the hash of the block that holds these words."""
    (found,) = {one.sha256 for one in blocks_of(load_project(tea)) if words in one.text}
    return found


def review(tea: Path, *entries: dict[str, Any], name: str = "Ana Tester", **other: Any) -> Path:
    """Write the file of a reviewer beside the course."""
    project = load_project(tea)
    reviewer = {"name": name, "role": "taster", "credentials": "tea master"}
    data = {"schema": "coursereview/1", "course": project.title, "edition": edition_of(project)}
    data |= {"reviewer": reviewer, "date": "2026-11-22", "entries": list(entries), **other}
    path = tea.parent / f"{name.split(maxsplit=1)[0].lower()}.json"
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return path


def says(name: str, kind: str, digest: str, **other: str) -> dict[str, Any]:
    """Return an entry."""
    return {"id": name, "kind": kind, "block": digest, **other}


@pytest.fixture
def read(tea: Path) -> Path:
    """Give a course whose card has three paragraphs."""
    card(tea, BODY)
    return tea


def test_each_entry_is_told_at_its_place_and_the_file_is_kept(read: Path) -> None:
    """A comment, a mark and a suggestion name file and line; approvals are a sheet that nobody has signed yet."""
    file = review(
        read,
        says("c1", "comment", block(read, "Stir once"), text="Clockwise?"),
        says("w1", "wrong", block(read, "Wait a minute"), text="It is three."),
        says("s1", "suggestion", block(read, "Wait a minute"), before="a minute", after="three minutes"),
        says("a1", "approval", block(read, "Never boil")),
    )
    done = run("review", "import", file, read)
    assert done.exit_code == 0, done.output
    assert f"{CARD}:3: R010 warning: c1: Ana Tester says: Clockwise?" in done.output
    assert f"{CARD}:6: R011 warning: w1: Ana Tester marks this as wrong: It is three." in done.output
    assert f"{CARD}:6: R012 warning: s1: Ana Tester suggests: [-a minute-] {{+three minutes+}}" in done.output
    assert sorted(path.name for path in (read / "reviews").iterdir()) == ["ana.blocks.csv", "ana.review.json"]
    assert (read / "reviews" / "ana.review.json").read_bytes() == file.read_bytes()
    record = done.stdout[done.stdout.index('name: "Ana Tester"') :].split("3 remarks")[0]
    (read / "reviews" / "ana.yaml").write_text(record, encoding="utf-8")
    assert f"{CARD} (content): 1 of 4 blocks signed (1 by Ana Tester" in run("review", "status", read).output
    assert not reviewed_hash(load_project(read))


def test_a_suggestion_is_accepted_alone(read: Path) -> None:
    """Its words change, wrapped as they are, and nothing else of any file; it is told as a diff."""
    file = review(
        read,
        says("s1", "suggestion", block(read, "Stir once"), before="and stir it", after="then stir it"),
        says("s2", "suggestion", block(read, "Wait a minute"), before="a minute", after="three minutes"),
    )
    done = run("review", "import", file, read, "--apply", "s1")
    assert done.exit_code == 0, done.output
    assert "+Stir once, then stir it again." in done.output
    assert (read / CARD).read_text(encoding="utf-8") == "# Card\n\n" + BODY.replace("and\nstir it", "then stir it")
    again = run("review", "import", file, read)
    assert (again.exit_code, again.output.count("C088")) == (1, 1)
    assert "s1: the block of this suggestion has changed or gone" in again.output
    assert "s2: Ana Tester suggests" in again.output


REFUSED = {
    "no such id": ("x", "Wait a minute", "a minute", "two", "'x' is no suggestion of this file (suggestions are: s1)"),
    "words that stand nowhere": ("s1", "Wait a minute", "an hour", "two", "its words stand 0 times"),
    "words that stand twice": ("s1", "Stir once", "ir", "two", "its words stand 2 times"),
    "two blocks of one": ("s1", "Wait a minute", "a minute", "a\n\nb", "would change more than its block"),
    "a box of a paragraph": ("s1", "Wait a minute", "Wait a minute.", ":::{note}\nx\n:::", "would change more"),
    "a cell that opens a quote": ("s1", "A cup holds", "A cup", '"A cup', "would change more than its block"),
    "an item that is no YAML": ("s1", "type: ", "type:", "type: [", "would change more than its block"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_suggestion_that_does_not_fit_changes_nothing(read: Path, name: str) -> None:
    """One sentence, exit status 1, and every file is as it was."""
    chosen, words, before, after, said = REFUSED[name]
    digest = next(one.sha256 for one in blocks_of(load_project(read)) if words in one.text)
    file = review(read, says("s1", "suggestion", digest, before=before, after=after))
    files = {path: path.read_bytes() for path in read.rglob("*") if path.is_file()}
    done = run("review", "import", file, read, "--apply", chosen)
    assert (done.exit_code, done.output.count("C088")) == (1, 1)
    assert said in done.output
    assert {path: path.read_bytes() for path in read.rglob("*") if path.is_file()} == files


def test_another_course_is_refused(read: Path) -> None:
    """Nothing of it is taken or kept."""
    file = review(read, says("a1", "approval", block(read, "Never boil")), course="Coffee")
    done = run("review", "import", file, read)
    assert (done.exit_code, done.output.count("C087")) == (1, 1)
    assert "this review is of 'Coffee', and this course is 'Tea'" in done.output
    assert not (read / "reviews").exists()


def test_another_edition_counts_where_nothing_changed(read: Path) -> None:
    """It is said once; an entry whose block changed is named, one whose block moved is at its new line."""
    file = review(
        read,
        says("c1", "comment", block(read, "Stir once"), text="Clockwise?"),
        says("c2", "comment", block(read, "Never boil"), text="Good."),
    )
    edit(read, "Stir once", "Salt.\n\nStir twice")
    done = run("review", "import", file, read)
    assert (done.exit_code, done.output.count("C087"), done.output.count("C088")) == (1, 1, 1)
    assert f"{CARD}:10: R010 warning: c2: Ana Tester says: Good." in done.output
    assert "ana.json:13: C088 error: c1: the block of this comment has changed or gone" in done.output
    assert (read / "reviews" / "ana.review.json").read_bytes() == file.read_bytes()
    (read / "reviews" / "ana.review.json").unlink()
    other = review(read, says("c1", "comment", "0" * 64, text="x"), edition="0" * 64)
    refused = run("review", "import", other, read)
    assert (refused.exit_code, "none of the blocks that it names stands" in refused.output) == (1, True)


def test_two_who_disagree_are_both_kept(read: Path) -> None:
    """Approved and wrong, other words for one place, and a mark on what another has signed: one warning a block."""
    first = review(
        read,
        says("a1", "approval", block(read, "Never boil")),
        says("s1", "suggestion", block(read, "Wait a minute"), before="a minute", after="two minutes"),
    )
    assert run("review", "import", first, read).exit_code == 0
    sign(read, "Cleo Sipper", keep=lambda row: "Stir once" in row.text)
    second = review(
        read,
        says("w1", "wrong", block(read, "Never boil"), text="Boil it."),
        says("s2", "suggestion", block(read, "Wait a minute"), before="a minute", after="an hour"),
        says("w2", "wrong", block(read, "Stir once"), text="Shake it."),
        says("c1", "comment", block(read, "# Card"), text="Fine."),
        name="Ben Taster",
    )
    done = run("review", "import", second, read)
    assert done.exit_code == 0, done.output
    assert done.output.count("C089") == 3
    assert done.output.count("Ben Taster and Ana Tester disagree about this block") == 2
    assert "w2: Ben Taster and Cleo Sipper disagree" in done.output
    assert {"ana.review.json", "ben.review.json"} <= {path.name for path in (read / "reviews").iterdir()}


def test_one_who_contradicts_himself_approves_nothing(read: Path) -> None:
    """An approval beside a mark as wrong is no row of the sheet."""
    digest = block(read, "Never boil")
    file = review(read, says("a1", "approval", digest), says("w1", "wrong", digest, text="No."))
    done = run("review", "import", file, read)
    assert (done.exit_code, done.output.count("C089")) == (1, 1)
    assert not (read / "reviews" / "ana.blocks.csv").exists()


def test_a_kept_file_that_is_broken_is_told(read: Path) -> None:
    """Whether its reviewer disagrees cannot be said any more; the new file is taken all the same."""
    (read / "reviews").mkdir()
    (read / "reviews" / "ben.review.json").write_text("{", encoding="utf-8")
    done = run("review", "import", review(read, says("a1", "approval", block(read, "Never boil"))), read)
    assert done.exit_code == 0, done.output
    assert "ben.review.json:1: C086 warning: not readable as JSON" in done.output
    assert (read / "reviews" / "ben.review.json").read_text(encoding="utf-8") == "{"


def test_nothing_that_is_kept_is_overwritten(read: Path) -> None:
    """The same file twice is one; another under its name is refused, and goes in under another."""
    file = review(read, says("a1", "approval", block(read, "Never boil")))
    run("review", "import", file, read)
    kept = {path: path.read_bytes() for path in (read / "reviews").iterdir()}
    again = run("review", "import", read / "reviews" / "ana.review.json", read)
    assert (again.exit_code, "stays as it is" in again.output) == (0, True)
    other = review(read, says("a1", "approval", block(read, "Stir once")))
    refused = run("review", "import", other, read)
    assert (refused.exit_code, refused.output.count("C085")) == (1, 1)
    assert {path: path.read_bytes() for path in (read / "reviews").iterdir()} == kept
    assert run("review", "import", other, read, "--as", "ana-2").exit_code == 0
    assert run("review", "import", other, read, "--as", "../ana").exit_code == 1


HOSTILE = {
    "no JSON": ("{", "not readable as JSON"),
    "a list": ("[]", "must be a mapping of keys and values"),
    "nesting": ("[" * 100_000, "nested too deeply"),
    "a key twice": ('{"schema": 1, "schema": 2}', "the key 'schema' stands twice in one object"),
    "no number": ('{"date": NaN}', "NaN is no number"),
    "a number of 5,000 digits": ("9" * 5_000, "not readable as JSON"),
    "half of a sign": (r'{"course": "\ud800"}', "half of a sign"),
    "not UTF-8": (b"\xff", "not UTF-8"),
    "too long": (b" " * 5_000_001, "such a file has at most 5,000,000"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_file_of_a_reviewer_is_one_finding(tea: Path, name: str) -> None:
    """With the code C086, whatever it is."""
    text, said = HOSTILE[name]
    path = tea.parent / "x.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run("review", "import", path, tea)
    assert (done.exit_code, done.output.count("C086")) == (1, 1)
    assert said in done.output
    assert not (tea / "reviews").exists()


ENTRIES = {
    "a comment without words": (says("c1", "comment", "0" * 64), "a comment needs text"),
    "a suggestion of nothing": (says("c1", "suggestion", "0" * 64, before="x"), "a suggestion needs after"),
    "a kind that is none": (says("c1", "aproval", "0" * 64), "aproval"),
    "a hash that is none": (says("c1", "approval", "12"), "block"),
    "an id that leads away": (says("../c1", "approval", "0" * 64), "id"),
    "a key of nobody": (says("c1", "approval", "0" * 64, sign="yes"), "sign"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_that_is_none_is_told_at_its_line(tea: Path, name: str) -> None:
    """The second entry of the file is on a line below the first."""
    entry, said = ENTRIES[name]
    path = review(tea, says("c0", "approval", "1" * 64), entry)
    with pytest.raises(FindingsError) as told:
        load_opinion(path)
    (found,) = told.value.findings
    assert (found.code, found.line) == ("C086", 18)
    assert said in str(found)


def test_an_id_twice_is_told(tea: Path) -> None:
    """`--apply` could mean either."""
    path = review(tea, says("c1", "approval", "1" * 64), says("c1", "approval", "2" * 64))
    with pytest.raises(FindingsError, match="C086 two entries have the id 'c1'"):
        load_opinion(path)
