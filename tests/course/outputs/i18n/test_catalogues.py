"""`course translate`: catalogues are made and kept, each page has its state, and what is none is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


def test_catalogues_follow_the_course_and_keep_what_is_translated(tea: Path) -> None:
    """A new text is empty, a changed one is fuzzy, a translated one stays; a dry run writes nothing."""
    assert "lessons/01-leaf.md: 0 of 15" in run("translate", "es", tea, "--dry-run").output
    assert not (tea / "locales").exists()
    made = run("translate", "es", tea)
    assert made.exit_code == 0, made.output
    path = tea / "locales" / "es" / "LC_MESSAGES" / "lessons.po"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Not reviewed by a translator.\n")
    text = text.replace('msgid "Where it grows"\nmsgstr ""', 'msgid "Where it grows"\nmsgstr "Dónde crece"')
    path.write_text(
        text.replace('msgid "A cup for two"\nmsgstr ""', 'msgid "A cup for two"\nmsgstr "Una taza"'), "utf-8"
    )
    lesson = tea / "lessons" / "01-leaf.md"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("A cup for two", "A cup for three"), encoding="utf-8")
    told = run("translate", "es", tea).output.splitlines()
    assert "lessons/01-leaf.md: 1 of 15 texts translated, 1 to be looked at" in told
    assert "words of course: 0 of" in "\n".join(told)
    again = path.read_text(encoding="utf-8")
    assert 'msgstr "Dónde crece"' in again
    assert 'fuzzy\nmsgid "A cup for three"\nmsgstr "Una taza"' in again
    path.write_text("no catalogue\n", encoding="utf-8")
    refused = run("translate", "es", tea)
    assert refused.exit_code == 1
    assert "lessons.po:1: C111 no catalogue" in refused.output
    assert path.read_text(encoding="utf-8") == "no catalogue\n"


def test_catalogues_in_folders_are_brought_up_to_date(tea: Path) -> None:
    """Where conf.py wants a catalogue for each page, that is the one that is kept and filled."""
    conf = tea / "conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\ngettext_compact = False\n", encoding="utf-8")
    made = run("translate", "es", tea)
    assert made.exit_code == 0, made.output
    path = tea / "locales" / "es" / "LC_MESSAGES" / "lessons" / "01-leaf.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "Where it grows"\nmsgstr ""', 'msgid "Where it grows"\nmsgstr "Dónde"'), "utf-8"
    )
    assert "lessons/01-leaf.md: 1 of 15" in run("translate", "es", tea).output
    assert 'msgstr "Dónde"' in path.read_text(encoding="utf-8")
    assert not path.parent.with_suffix(".po").exists()


def test_what_is_no_language_is_refused(tea: Path) -> None:
    """By its form, and by what Unicode knows; nothing is written."""
    for language in ("../x", "xx-klingon"):
        refused = run("translate", language, tea)
        assert refused.exit_code == 1
        assert "C095" in refused.output
        assert "is no language" in refused.output
    assert not (tea / "locales").exists()
