"""The way of a translator, as docs/how-to/translate-a-course.md tells it, on a small course."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course.cli import main
from tests.conftest import DOCS, copy_tea

PAGE = DOCS / "how-to" / "translate-a-course.md"
COMMANDS = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def copied(folder: Path) -> Path:
    """Return a copy of the small course under the name that the page uses."""
    return copy_tea(folder, "my-course")


def translate(course: Path, name: str, words: dict[str, str]) -> None:
    """Write a Spanish catalogue."""
    path = course / "locales" / "es" / "LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [f'msgid "{text}"\nmsgstr "{word}"\n' for text, word in words.items()]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    path.write_text("\n".join([head, *entries]), encoding="utf-8")


def build(course: Path, *more: str) -> Result:
    """Build the HTML edition beside the course."""
    out = str(course.parent / "out")
    return CliRunner().invoke(main, ["build", str(course), "--to", "html", "--out", out, *more])


def built(course: Path, *more: str) -> str:
    """Build, and return what that says."""
    done = build(course, *more)
    assert done.exit_code == 0, done.output
    return done.output


def shell(commands: str, folder: Path) -> str:
    """Run the commands of the page in a folder; return what they print."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        ["bash", "-euc", commands], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_commands_of_the_page_make_a_translation(tmp_path: Path) -> None:
    """Catalogues are made, kept on a second run, built from, and searched for contacts, as the page says."""
    course = copied(tmp_path)
    collect, make, search, _compile = COMMANDS
    shell(collect, tmp_path)
    lessons = course / "locales" / "es" / "LC_MESSAGES" / "lessons.po"
    text = lessons.read_text(encoding="utf-8")
    assert 'msgid "Where it grows"\nmsgstr ""' in text
    lessons.write_text(
        text.replace('msgid "Where it grows"\nmsgstr ""', 'msgid "Where it grows"\nmsgstr "Dónde crece"')
    )
    start = course / "index.md"
    start.write_text(start.read_text(encoding="utf-8") + "\n\nCall 911.\n", encoding="utf-8")
    shell(collect, tmp_path)
    assert 'msgstr "Dónde crece"' in lessons.read_text(encoding="utf-8")
    assert "911" in shell(search, tmp_path)
    shell(make.replace("html,pdf", "html"), tmp_path)
    page = (tmp_path / "_build" / "my-course-es" / "html" / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in page
    assert "Dónde crece" in page


def test_tables_cases_numbered_headings_and_toml_are_translated(tmp_path: Path) -> None:
    """What Sphinx alone passes over is translated, links and citations included."""
    course = copied(tmp_path)
    lesson = course / "lessons" / "01-leaf.md"
    added = "\n\n## 1. First steps\n\n:::{admonition} A box\n| Head | Cell |\n|---|---|\n| inner | words |\n:::\n"
    lesson.write_text(lesson.read_text(encoding="utf-8") + added, encoding="utf-8")
    words = {
        "1\\\\. First steps": "1\\\\. Primeros pasos",
        "inner": "dentro",
        "A cup for two": "Una taza para dos",
        "Caffeine makes a tired person alert for a while {cite:p}`cup_2021`. {claim}`S02`": (
            "La cafeína despierta {cite:p}`cup_2021`. {claim}`S02`"
        ),
    }
    translate(course, "lessons", words)
    translate(course, "index", {"Not reviewed by a tea master": "Sin revisar", "Tea": "Té"})
    translate(course, "course", {"Case: %s": "Caso: %s"})
    done = build(course, "--language", "es", "--strict")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out" / "html" / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    for shown in ("1. Primeros pasos", "dentro", "Caso: Una taza para dos", "Sin revisar", "Té"):
        assert shown in page, shown
    assert re.search(r"La cafeína despierta.*references\.html#", page, re.DOTALL)
    assert "Case: " not in page


def test_a_changed_translation_is_built_and_the_course_is_left_alone(tmp_path: Path) -> None:
    """Catalogues are compiled in the output folder, and the second build takes what has changed, no more."""
    course = copied(tmp_path)
    translate(course, "lessons", {"Where it grows": "Dónde crece"})
    before = sorted(course.rglob("*"))
    built(course, "--language", "es")
    assert "unchanged" in built(course, "--language", "es")
    translate(course, "lessons", {"Where it grows": "Dónde se cultiva"})
    assert "unchanged" not in built(course, "--language", "es")
    page = (tmp_path / "out" / "html" / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert "Dónde se cultiva" in page
    assert sorted(course.rglob("*")) == before


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--language", "fr"], "there are no catalogues in"),
        (["--language", "es", "--to", "html,instructor-book"], "the edition instructor-book is not translated"),
    ],
    ids=["no catalogues", "not translated"],
)
def test_english_is_not_published_as_another_language(tmp_path: Path, more: list[str], message: str) -> None:
    """Without catalogues, and for editions without translation, the command stops with a reason."""
    course = copied(tmp_path)
    translate(course, "lessons", {"Where it grows": "Dónde crece"})
    done = build(course, *more)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())
    assert not (tmp_path / "out").exists()


def test_a_language_with_a_region_reaches_the_book(tmp_path: Path) -> None:
    """`pt_BR` names its folder; page and PDF say `pt-BR`, as the standards write it."""
    course = copied(tmp_path)
    translate(course, "lessons", {"Where it grows": "Onde cresce"})
    (course / "locales" / "es").rename(course / "locales" / "pt_BR")
    done = build(course, "--language", "pt_BR", "--to", "html,pdf", "--strict")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out" / "html" / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert '<html lang="pt-BR"' in page
    assert "Onde cresce" in page
