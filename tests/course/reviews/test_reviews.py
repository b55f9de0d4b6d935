"""Signatures: recorded, compared with the content, never invented; and what a reviewer reads first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.checks import check
from course.material import read_material
from course.project import load_project
from course.reviews import SCOPES, content_hash, content_hashes, load_signatures, reviewed_hash, what_to_read_first

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """name: Tina Master
role: reviewer of content
credentials: tea master
date: 2026-11-20
scope: [{scope}]
content_sha256: "{digest}"
"""


def sign(tea: Path, scope: str, digest: str = "") -> None:
    """Put a record of a review into the course."""
    folder = tea / "reviews"
    folder.mkdir(exist_ok=True)
    digest = digest or content_hash(load_project(tea), scope)
    (folder / f"{scope}.yaml").write_text(RECORD.format(scope=scope, digest=digest), encoding="utf-8")


def codes(tea: Path) -> list[str]:
    """Return the codes of the findings about reviews."""
    return [finding.code for finding in check(load_project(tea)) if finding.code.startswith("R")]


def test_a_course_is_reviewed_when_content_and_items_are_signed(tea: Path) -> None:
    """One signature is not enough; both together are."""
    sign(tea, "content")
    assert codes(tea) == ["R001"]
    sign(tea, "items")
    assert codes(tea) == []
    assert reviewed_hash(load_project(tea))


def test_a_change_makes_signatures_stale(tea: Path) -> None:
    """Whoever signed has not read what was written later; the record and its line are named."""
    for scope in SCOPES:
        sign(tea, scope)
    page = tea / "handouts" / "h1-card.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nStir.\n", encoding="utf-8")
    found = [finding for finding in check(load_project(tea)) if finding.code == "R002"]
    assert [(finding.path.name, finding.line) for finding in found] == [("content.yaml", 6)]
    assert not reviewed_hash(load_project(tea))


CHANGED = {
    "a page beside the start page": ("content", "about.md", "# About\n\nTea is safe for everybody.\n"),
    "a piece that pages include": ("content", "_parts/dose.md", "Two cups.\n"),
    "a picture": ("content", "lessons/dose.png", "other bytes"),
    "a table of the evidence": ("content", "evidence/doses.csv", "id\n"),
    "a script of the trainer": ("content", "instructor/say.md", "Say it.\n"),
    "a picture of a bank": ("items", "quizzes/img/dose.png", "other bytes"),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_signature_holds_no_longer_than_what_was_read(tea: Path, change: str) -> None:
    """Whatever a reader may see, wherever it stands, moved as well as changed; the other scope is not touched."""
    scope, name, text = CHANGED[change]
    hashes = [content_hashes(load_project(tea))]
    for place in (name, f"{name}.moved"):
        path = tea / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.rename(tea / place)
        hashes.append(content_hashes(load_project(tea)))
        (tea / place).unlink()
    assert len({one[scope] for one in hashes}) == 3
    (other,) = set(SCOPES) - {scope}
    assert len({one[other] for one in hashes}) == 1


def test_what_is_for_authors_and_looks_may_change(tea: Path) -> None:
    """A signature outlives a new README, a translation, another signature and a color."""
    before = content_hashes(load_project(tea))
    for name in ("README.md", "AGENTS.md", "locales/de/LC_MESSAGES/index.po", "reviews/one.yaml"):
        (tea / name).parent.mkdir(parents=True, exist_ok=True)
        (tea / name).write_text("words", encoding="utf-8")
    with (tea / "course.toml").open("a", encoding="utf-8") as file:
        file.write('\n[x.mine]\ncolor = "green"\n')
    assert content_hashes(load_project(tea)) == before


def test_a_signature_is_for_the_language_that_was_read(tea: Path) -> None:
    """Nobody has signed the words of a translation."""
    for scope in SCOPES:
        sign(tea, scope)
    project = load_project(tea)
    assert reviewed_hash(project, "en") == reviewed_hash(project) != ""
    assert reviewed_hash(project, "de") == ""


def test_nobody_signs_tomorrow(tea: Path) -> None:
    """A record with a day to come is an error."""
    sign(tea, "content")
    record = tea / "reviews" / "content.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("2026-11-20", "2999-11-20"), encoding="utf-8")
    assert "R003" in codes(tea)


def test_an_incomplete_record_is_an_error(tea: Path) -> None:
    """Without credentials a signature says nothing."""
    sign(tea, "content")
    record = tea / "reviews" / "content.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("credentials: tea master\n", ""), encoding="utf-8")
    assert "R003" in codes(tea)


def test_the_most_consequential_content_comes_first(tea: Path) -> None:
    """A wrong statement outranks a danger word, which outranks the rest."""
    settings = tea / "course.toml"
    text = settings.read_text(encoding="utf-8").replace("[review]", '[review]\ndanger = ["caffeine"]')
    settings.write_text(text, encoding="utf-8")
    found = what_to_read_first(read_material(load_project(tea)))
    assert (found[0].title, found[0].reasons[0]) == ("S01", "verdict wrong")
    assert any(one.title == "Where it grows" and one.reasons == ("caffeine",) for one in found)
    assert all(one.score > 0 for one in found)


def test_the_warning_names_where_to_begin(tea: Path) -> None:
    """`course check` points a reviewer to files and lines."""
    (finding,) = [one for one in check(load_project(tea)) if one.code == "R001"]
    assert finding.hint.startswith("read first: evidence/claims.csv:3")


def test_a_signature_depends_on_what_is_written_in_the_settings_and_not_on_our_tables(tea: Path) -> None:
    """The order of keys and what a table would be without being written are no words of the course."""
    settings = tea / "course.toml"
    text = settings.read_text(encoding="utf-8")
    hashes = []
    for told in ('id = "tea"\ntitle = "Tea"', 'title = "Tea"\nid = "tea"', 'id = "tea"\ntitle = "Teas"'):
        settings.write_text(f"{text}\n[activity]\n{told}\n", encoding="utf-8")
        hashes.append(content_hash(load_project(tea), "content"))
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_record_says_where_a_person_is_licensed_and_never_the_number(tea: Path) -> None:
    """A digit makes it a number of a licence, which stands in no record."""
    sign(tea, "content")
    record = tea / "reviews" / "content.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(f"{text}licence_jurisdiction: Ohio, USA\n", encoding="utf-8")
    assert "R003" not in codes(tea)
    (one,) = load_signatures(load_project(tea))[0]
    assert one.signature.licence_jurisdiction == "Ohio, USA"
    record.write_text(f"{text}licence_jurisdiction: RN 123456\n", encoding="utf-8")
    assert "R003" in codes(tea)
