"""The scripts of the course: unit tests under node, types by tsc, draws against Python, and the rules of the house."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes

from course.outputs.onefile.scripts import ROUTER
from course.outputs.review.words import reviewer_words
from course.outputs.review.write import SCRIPTS as REVIEWER
from course.sphinxext.learner.scripts import BUNDLES, CLIENT, WORDS, bundle, choose_scripts, joined
from course.sphinxext.learner.words import client_words
from course.sphinxext.notes import SCRIPT as NOTES
from course.sphinxext.search import CLIENT as SEARCH_SCRIPTS
from course.sphinxext.search import search_words
from quizzes.blueprint import PoolItem
from quizzes.draw import draw
from quizzes.model.objective import Bloom
from quizzes.settings import Blueprint, Cell
from quizzes.sphinxext import nodes as q
from tests.client.test_client import find_tool, run, tools_folder

HERE = Path(__file__).parent / "course"
SCRIPTS = sorted(path.name for path in CLIENT.glob("*.js"))


def test_progress_and_review_keep_their_promises() -> None:
    """`node --test` passes on broken storage, two tabs, files from elsewhere and jumping clocks."""
    run(find_tool("node"), "--test", "store.test.mjs", "review.test.mjs", cwd=HERE)


def test_types_are_right() -> None:
    """`tsc` finds no fault in the JSDoc types of the scripts."""
    run(str(tools_folder() / "node_modules" / ".bin" / "tsc"), "-p", str(HERE / "tsconfig.json"))


def _group(chance: random.Random, number: int) -> str | None:
    """Return a group for about half of the items; one goes over all cells."""
    own = f"b/g{number % 6}{chance.choice('vwxyz')}"
    return chance.choice([None, None, None, own, own, "b/across"] if number % 3 else [None, own])


def draw_case(seed: str) -> dict[str, Any]:
    """Draw from a pool made by chance, in Python."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    blooms = [Bloom.REMEMBER, Bloom.APPLY, Bloom.ANALYSE]
    pool = [
        PoolItem(f"i-{n}", f"l{n % 3}", blooms[n % 2], chance.choice([None, "b/c1", "b/c2"]), None, _group(chance, n))  # type: ignore[arg-type]
        for n in range(36)
    ]
    cells = tuple(
        Cell(lesson=f"l{n}", bloom=tuple(chance.sample(blooms, 2)), draw=chance.randint(1, 3)) for n in range(3)
    )
    seen = [item.id for item in chance.sample(pool, chance.randint(0, 20))]
    cells = tuple(cell for cell in cells if {Bloom.REMEMBER, Bloom.APPLY} & set(cell.bloom))
    drawn = draw(pool, Blueprint(draw=9, cells=cells), seed, seen)
    return {
        "pool": [
            {"id": one.id, "lesson": one.lesson, "bloom": one.bloom, "case": one.case or "", "group": one.group or ""}
            for one in pool
        ],
        "cells": [{"lesson": cell.lesson, "bloom": list(cell.bloom), "draw": cell.draw} for cell in cells],
        "seed": seed,
        "seen": seen,
        "drawn": [one.id for one in drawn],
    }


def test_the_browser_draws_as_python_does(tmp_path: Path) -> None:
    """Eighty draws from random pools, with non-ASCII seeds among them."""
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps([draw_case(f"Ä{n}" if n % 7 == 0 else str(n)) for n in range(80)]), encoding="utf-8")
    done = subprocess.run(
        [find_tool("node"), "--test", "draw.test.mjs"],
        cwd=HERE,
        env={**os.environ, "DRAW_CASES": str(cases)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_is_small_classic_and_harmless(name: str) -> None:
    """No script is longer than 200 lines, none needs modules or a network, none makes markup out of text."""
    text = (CLIENT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert not re.search(
        r"^\s*(import|export)\b|innerHTML|outerHTML|insertAdjacent|document\.write", text, re.MULTILINE
    )
    text = text.replace("http://www.w3.org/2000/svg", "")  # the name of a vocabulary
    if name == "course-worker.js":  # it stands between the pages and their own server
        text = text.replace("fetch(", "")
    assert not re.search(r"\beval\b|fetch\(|XMLHttp|sendBeacon|WebSocket|https?:", text)


def test_every_script_is_loaded_by_some_page() -> None:
    """The folder holds the script of the head, what bundles, search, notes, file and review join, and the worker."""
    parts = {path.name for paths in BUNDLES.values() for path in paths if path.parent == CLIENT}
    assert {*parts, *SEARCH_SCRIPTS, *REVIEWER, NOTES, ROUTER, "course-head.js", "course-worker.js"} == set(SCRIPTS)


def test_every_word_comes_from_the_catalogue_and_is_used() -> None:
    """Each word that a script asks for exists, and each that exists is asked for."""
    scripts = "\n".join((CLIENT / name).read_text(encoding="utf-8") for name in SCRIPTS)
    known = {
        *client_words(),
        *search_words(),
        *reviewer_words(),
        *(word for words in WORDS.values() for word in words()),
    }
    named = {f"take{part}-{kind}" for part in ("", "One") for kind in re.findall(r'"(\w+)"', scripts)}
    named |= set(re.findall(r'"(\w+)"', scripts)) | set(re.findall(r"`\$\{name\}(\w+)`", scripts))
    groups = {f"{name}Text" for name in ("confidentlyWrong", "missed", "due")}
    groups |= {f"do_{kind}" for kind in ("approval", "comment", "suggestion", "wrong")}
    assert known - named - groups == set()
    asked = set(re.findall(r'\bsay\("(\w+)"', scripts))
    assert asked - known == set()


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_brings_the_words_that_not_every_page_has(name: str) -> None:
    """A script asks for words of all pages, or for those that stand before it in the same file."""
    known = set(client_words()) | set(WORDS[name]() if name in WORDS else {})
    asked = {word for path in BUNDLES[name] for word in re.findall(r'\bsay\("(\w+)"', path.read_text(encoding="utf-8"))}
    assert asked - known == set()
    assert all(f'"{word}": ' in bundle(name) for word in known - set(client_words()))


@pytest.mark.parametrize(
    ("answered", "ways", "scoring", "loaded"),
    [
        ("essay", "", "partial", ["course-essays.js"]),
        ("choice", "", "partial", []),
        ("choice", '{"a": ""}', "partial", ["course-ways.js"]),
        ("choice", "", "weights", ["course-weights.js"]),
    ],
)
def test_only_a_page_with_an_essay_or_branches_or_weights_loads_what_these_need(
    answered: str, ways: str, scoring: str, loaded: list[str]
) -> None:
    """The script is there before anything reads the answers of the page, and nobody else pays for it."""
    tree = nodes.container("", q.quiz_item(answered_by=answered, grading="", next=ways, scoring=scoring))
    context: dict[str, Any] = {"script_files": [], "course_learning": True}
    app: Any = SimpleNamespace(builder=SimpleNamespace(format="html", name="html"))
    choose_scripts(app, "", "", context, tree)  # type: ignore[arg-type]
    assert context["course_scripts"] == ["course-all.js", *loaded]


def test_joining_removes_comments_types_and_indentation_and_nothing_else(tmp_path: Path) -> None:
    """Code behind a comment, and marks of comments inside texts, stay."""
    script = tmp_path / "a.js"
    script.write_text(
        '/**\n * Text.\n */\n"use strict";\n// one\n  /** @type {a} */ (f).reset();\n'
        'const url = "a//b /* c */";\n  /** x */\n',
        encoding="utf-8",
    )
    assert joined([script]) == '"use strict";\n(f).reset();\nconst url = "a//b /* c */";\n'


def test_a_word_of_the_interface_reaches_the_page_as_text() -> None:
    """No word holds markup: the scripts insert text nodes, and a translator cannot change that."""
    words = dict(client_words().items(), **{name: word for made in WORDS.values() for name, word in made().items()})
    assert [word for word in words.values() if "<" in word or "&" in word] == []
