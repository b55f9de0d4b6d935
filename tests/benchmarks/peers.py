"""The synthetic course in the formats of other tools, and how each of them is run.

Text, tables, boxes, links and questions have the same words everywhere. Where a tool knows no questions, the choices
are a list and the answer is folded.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.synthetic import RATIONALE, SENTENCE, choices, others, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TABLE = """| Sign | Meaning | Action |
|---|---|---|
| Tired | Common at first | Wait and watch |
| Confused | Not expected | Ask soon |
"""
SPHINX = """extensions = ["myst_parser"]
html_theme = "sphinx_book_theme"
myst_enable_extensions = ["colon_fence"]
"""
MKDOCS = """site_name: A synthetic course
theme: {name: material}
markdown_extensions: [admonition, pymdownx.details]
"""


@dataclass(frozen=True)
class Markup:
    """How a format writes a box, a link to a lesson and a question."""

    box: Callable[[str, str], str]
    link: Callable[[int], str]
    question: Callable[[int, int], str]


@dataclass(frozen=True)
class Peer:
    """A tool: its command with arguments, how its course is written, and where a lesson lies before and after."""

    name: str
    command: Path
    arguments: Sequence[str]
    write: Callable[[Path, int], None]
    source: Callable[[int], str]
    page: Callable[[int], str]
    largest: int = 1_000_000


def body(number: int, total: int, markup: Markup) -> str:
    """Return the text of a lesson."""
    links = " ".join(f"See {markup.link(other)}." for other in others(number, total))
    parts = [
        f"# Lesson {number}: what to know", SENTENCE * 9, markup.box("note", SENTENCE), "## What to look for", TABLE,
        SENTENCE * 10, f"- {SENTENCE}\n- {SENTENCE}", markup.box("warning", SENTENCE), "## What to do",
        f"{SENTENCE * 14} {links}", *(markup.question(number, question) for question in range(10)),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def listed(number: int, question: int) -> str:
    """Return the choices of a question as a list."""
    return "\n".join(f"- {text}" for text, _, _ in choices(number, question))


def answer(number: int, question: int) -> str:
    """Return what is said after answering."""
    said = [f"{'Right' if right else 'Wrong'}: {text}. {words}" for text, words, right in choices(number, question)]
    return " ".join([*said, RATIONALE])


def indented(text: str) -> str:
    """Return a block that belongs to the line above it."""
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def _folded_in_sphinx(number: int, question: int) -> str:
    asked = f":::{{admonition}} Question {question + 1}\n{stem(number, question)}\n\n{listed(number, question)}\n:::"
    return f"{asked}\n\n:::{{admonition}} Answer\n:class: dropdown\n{answer(number, question)}\n:::"


def _folded(number: int, question: int) -> str:
    asked = f'!!! question "Question {question + 1}"\n\n{indented(stem(number, question))}\n\n'
    return f'{asked}{indented(listed(number, question))}\n\n??? note "Answer"\n\n{indented(answer(number, question))}'


def _asked(number: int, question: int) -> str:
    boxes = "\n".join(f"- [{'x' if right else ' '}] {text}" for text, _, right in choices(number, question))
    return f"<quiz>\n{stem(number, question)}\n{boxes}\n\n{answer(number, question)}\n</quiz>"


def _box(kind: str, text: str) -> str:
    return f"!!! {kind}\n\n{indented(text)}"


def _module(number: int) -> str:
    return f"m{(number - 1) // 10:03}"


def _link(number: int) -> str:
    return f"[Lesson {number}](../{_module(number)}/l{number:04}.md)"


def write_sphinx(root: Path, total: int) -> None:
    """Write the course for Sphinx with MyST."""
    (root / "lessons").mkdir(parents=True)
    (root / "conf.py").write_text(SPHINX, encoding="utf-8")
    markup = Markup(
        lambda kind, text: f":::{{{kind}}}\n{text}\n:::",
        lambda number: f"{{doc}}`/lessons/l{number:04}`",
        _folded_in_sphinx,
    )
    modules: dict[str, list[str]] = {}
    for number in range(1, total + 1):
        (root / f"lessons/l{number:04}.md").write_text(body(number, total, markup), encoding="utf-8")
        modules.setdefault(_module(number), []).append(f"/lessons/l{number:04}")
    for name, lessons in {**modules, "index": list(modules)}.items():
        tree = "\n".join(lessons)
        (root / f"{name}.md").write_text(f"# Part {name}\n\n```{{toctree}}\n{tree}\n```\n", encoding="utf-8")


def mkdocs_writer(question: Callable[[int, int], str], settings: str) -> Callable[[Path, int], None]:
    """Return what writes the course for MkDocs and its kin."""

    def write(root: Path, total: int) -> None:
        markup = Markup(_box, _link, question)
        for number in range(1, total + 1):
            path = root / "docs" / _module(number) / f"l{number:04}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body(number, total, markup), encoding="utf-8")
        (root / "docs" / "index.md").write_text("# A synthetic course\n\nStart here.\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")

    return write


def find_peers(folders: Sequence[str]) -> tuple[list[Peer], list[str]]:
    """Return the tools found in the environments named or on PATH, and the names of those that are missing."""
    found, missing = [], []
    places = {name: _which(name, folders) for name in ("sphinx-build", "mkdocs", "zensical")}
    missing = [name for name, place in places.items() if place is None]
    if sphinx := places["sphinx-build"]:
        arguments = ("-q", "-b", "html", ".", "site")
        found.append(
            Peer("Sphinx, book theme", sphinx, arguments, write_sphinx, "lessons/l{:04}.md".format,
                 "lessons/l{:04}.html".format, largest=100)
        )  # fmt: skip
    if mkdocs := places["mkdocs"]:
        asks = _has(mkdocs, "mkdocs_quiz")
        missing += [] if asks else ["mkdocs-quiz"]
        settings = MKDOCS + ("plugins: [search, mkdocs_quiz]\n" if asks else "")
        name = "mkdocs-material, mkdocs-quiz" if asks else "mkdocs-material"
        found.append(_kin(name, mkdocs, ("build", "-q"), mkdocs_writer(_asked if asks else _folded, settings)))
    if zensical := places["zensical"]:
        found.append(_kin("Zensical", zensical, ("build",), mkdocs_writer(_folded, MKDOCS)))
    return found, missing


def _kin(name: str, command: Path, arguments: Sequence[str], write: Callable[[Path, int], None]) -> Peer:
    return Peer(
        name, command, arguments, write,
        lambda number: f"docs/{_module(number)}/l{number:04}.md",
        lambda number: f"{_module(number)}/l{number:04}/index.html",
    )  # fmt: skip


def _which(name: str, folders: Sequence[str]) -> Path | None:
    place = next((found for folder in folders if (found := shutil.which(name, path=f"{folder}/bin"))), None)
    place = place or shutil.which(name)
    return Path(place) if place else None


def _has(command: Path, module: str) -> bool:
    """Say whether the environment of a command can import a module."""
    asked = subprocess.run([command.parent / "python", "-c", f"import {module}"], check=False, capture_output=True)
    return asked.returncode == 0
