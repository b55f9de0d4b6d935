"""Incremental and parallel builds, and translation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.docutils import docutils_namespace

from quizzes.load import load_bank
from quizzes.sphinxext import banks


def rebuild(build: Any, source: Path, **config: Any) -> tuple[Any, set[str]]:
    """Build again and return the site with the names of the pages that were written."""
    before = {path.name: path.stat().st_mtime_ns for path in (source.parent / "build" / "html").glob("*.html")}
    site = build(source, **config)
    after = {path.name: path.stat().st_mtime_ns for path in Path(site.app.outdir).glob("*.html")}
    return site, {name for name, time in after.items() if before.get(name) != time}


def test_unchanged_project_writes_no_page(project: Any, build: Any) -> None:
    """A second build without a change does not write a page that only asks."""
    source = project("test-quiz-all")
    build(source)
    _, written = rebuild(build, source)
    assert written & {"index.html", "posttest.html", "survey.html", "silent.html"} == set()


@pytest.mark.parametrize("seconds", [10, 0, -3600], ids=["later", "the same", "earlier"])
def test_changed_bank_rebuilds_its_page_and_the_key(project: Any, build: Any, seconds: int) -> None:
    """Editing a bank rebuilds the page that shows it, and the key, but no other page, whatever the date of the bank."""
    source = project("test-quiz-all")
    build(source)
    bank = source / "quizzes" / "all.yaml"
    date = bank.stat().st_mtime + seconds
    bank.write_text(bank.read_text(encoding="utf-8").replace("88 days", "87.97 days"), encoding="utf-8")
    os.utime(bank, (date, date))
    site, written = rebuild(build, source)
    assert {"index.html", "key.html"} <= written
    assert "posttest.html" not in written
    assert "87.97 days" in site.read("index.html")
    assert "87.97 days" in site.read("key.html")


def test_repaired_bank_comes_back(project: Any, build: Any) -> None:
    """A page whose bank was broken is rebuilt when the bank is repaired."""
    source = project("test-quiz-all")
    bank = source / "quizzes" / "stars.yaml"
    sound = bank.read_text(encoding="utf-8")
    bank.write_text(sound.replace("correct: true, ", ""), encoding="utf-8")
    assert "stars.yaml" in build(source).warnings
    bank.write_text(sound, encoding="utf-8")
    os.utime(bank, (bank.stat().st_atime, bank.stat().st_mtime + 10))
    site, written = rebuild(build, source)
    assert "posttest.html" in written
    assert "Which star is the nearest?" in site.read("posttest.html")


def test_bank_written_later_is_found(project: Any, build: Any) -> None:
    """A page that asked for a bank in vain is read again when the bank is there."""
    source = project("test-quiz-all")
    bank = source / "quizzes" / "stars.yaml"
    sound = bank.read_text(encoding="utf-8")
    bank.unlink()
    assert "no bank has the id 'stars'" in build(source).warnings
    bank.write_text(sound, encoding="utf-8")
    site = build(source)
    assert site.warnings == ""
    assert "Which star is the nearest?" in site.read("posttest.html")


def test_each_bank_is_read_once(project: Any, build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pages that show the same bank cost one reading of it."""
    read: list[str] = []

    def counted(path: Path) -> Any:
        read.append(path.name)
        return load_bank(path)

    monkeypatch.setattr(banks, "load_bank", counted)
    source = project("test-quiz-all")
    for number in range(10):
        text = f"---\norphan: true\n---\n# Page {number}\n\n```{{quiz}} all\n:label: more-{number}\n```\n"
        (source / f"more{number}.md").write_text(text, encoding="utf-8")
    build(source)
    assert read.count("all.yaml") == 1


def test_page_that_goes_takes_its_questions_out_of_the_domain(project: Any, build: Any) -> None:
    """After a page is removed nothing refers to it any more."""
    source = project("test-quiz-all")
    site = build(source)
    assert site.app.env.domains["quizzes"].find("item", "stars-1") is not None
    (source / "posttest.md").unlink()
    index = source / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("posttest\n", ""), encoding="utf-8")
    os.utime(index, (index.stat().st_atime, index.stat().st_mtime + 10))
    domain = build(source).app.env.domains["quizzes"]
    assert domain.find("item", "stars-1") is None
    assert domain.find("quiz", "test-stars") is None
    assert domain.find("item", "all-single") is not None


def test_parallel_reading_gives_the_same_as_reading_alone(project: Any, build: Any, tmp_path: Path) -> None:
    """`-j 2` finds the same items in the same places, and writes the same pages."""
    source = project("test-quiz-all")
    for number in range(12):  # Sphinx reads in parallel from about ten pages on
        text = f"---\norphan: true\n---\n# Page {number}\n\n```{{quiz}} all\n:label: more-{number}\n```\n"
        (source / f"more{number}.md").write_text(text, encoding="utf-8")
    alone = build(source)
    data = alone.app.env.domains["quizzes"].data
    pages = {path.name: path.read_bytes() for path in Path(alone.app.outdir).glob("*.html")}
    together = build(source, parallel=2, freshenv=True)
    assert together.warnings == ""
    for kind in ("quiz", "item", "keys"):
        assert {name: sorted(value) if kind != "keys" else value for name, value in data[kind].items()} == {
            name: sorted(value) if kind != "keys" else value
            for name, value in together.app.env.domains["quizzes"].data[kind].items()
        }
    assert {path.name: path.read_bytes() for path in Path(together.app.outdir).glob("*.html")} == pages


def test_every_text_of_a_question_reaches_the_catalogue(project: Any, build: Any) -> None:
    """Stem, choices, feedback, hint, rationale, premises, steps, gaps and case can be translated, with their line."""
    catalogue = build(project("test-quiz-all"), "gettext").read("index.pot")
    for text in (
        "All types",
        "A short case about a lamp.",
        "Which planet is the nearest to the sun?",
        "Venus",
        "The *third* rock",
        "Venus is the second planet from the sun.",
        "It is named after a messenger.",
        "Mercury needs 88 days for one turn.",
        "nothing divides it",
        "The pressure is lower there.",
        "Paris lies on the Seine.",
        "Milan",
        "A dog is larger than a mouse.",
        "An Olympic pool is 50 m long.",
        "ice",
        "The sky is {quiz-gap}`g1` and grass is {quiz-gap}`g2`.",
        "red",
        "Disagree",
        "Which colour?",
        "Air scatters blue light more than red light.",
    ):
        assert f'msgid "{text}"' in catalogue
    assert "quizzes/all.yaml:13" in catalogue


def test_translated_texts_come_back_everywhere(project: Any, build: Any) -> None:
    """A translated catalogue reaches the page, the key and what the client accepts; ids and keys stay."""
    source = project("test-quiz-all")
    words = {
        "Which planet is the nearest to the sun?": "Welcher Planet ist der Sonne am nächsten?",
        "Mercury": "Merkur",
        "Its year is the shortest because it is the nearest.": "Sein Jahr ist das kürzeste.",
        "Paris": "Paris (Frankreich)",
        "ice": "Eis",
        "green": "grün",
        "The sky is {quiz-gap}`g1` and grass is {quiz-gap}`g2`.": "Gras ist {quiz-gap}`g2`, der Himmel {quiz-gap}`g1`.",
        "All types": "Alle Arten",
    }
    folder = source / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = "".join(f'\nmsgid "{key}"\nmsgstr "{value}"\n' for key, value in words.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "index.po").write_text(head + entries, encoding="utf-8")
    with docutils_namespace():
        site = build(source, language="de", locale_dirs=["locales"], gettext_auto_build=True)
    page = site.read()
    for text in words.values():
        if "{" not in text:
            assert text in page
    assert "Richtige Antwort:</strong> B. Merkur" in page
    assert '<option value="Paris">B. Paris (Frankreich)</option>' in page or "Paris (Frankreich)</option>" in page
    assert "&quot;text&quot;: &quot;Eis&quot;" in page
    assert '<option value="green">grün</option>' in page
    assert page.index('id="all-cloze-g2"') < page.index('id="all-cloze-g1"')
    assert ">Alle Arten</span>" in page
