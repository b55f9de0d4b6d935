"""Every builder finishes without a warning on a page with all nine types of item."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from quizzes.sphinxext.extension import VISITORS
from quizzes.sphinxext.nodes import QUIZ_NODES
from tests.quizzes.sphinxext.told import FORMS, TOLD, told

ESSAY_LINES = 6
BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "gettext",
    "xml",
    "pseudoxml",
)


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_finishes_without_a_warning(builder: str, project: Any, build: Any) -> None:
    """`-n -W -j 2` succeeds for each builder."""
    site = build(project("test-quiz-all"), builder, parallel=2)
    assert site.warnings == ""
    assert site.app.statuscode == 0


@pytest.mark.parametrize("output", sorted(VISITORS))
def test_every_node_has_a_visitor_for_every_output(output: str) -> None:
    """No writer can meet a node it does not know."""
    assert set(VISITORS[output]) == set(QUIZ_NODES)


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("html", "index.html"),
        ("text", "index.txt"),
        ("latex", "quizzes.tex"),
        ("epub", "index.xhtml"),
        ("man", "quizzes.7"),
        ("texinfo", "quizzes.texi"),
    ],
)
def test_every_format_prints_stems_choices_feedback_and_rationale(
    builder: str, name: str, project: Any, build: Any
) -> None:
    """What the bank says can be read in each format; words and markup are those that a person has read."""
    site = build(project("test-quiz-all"), builder)
    if builder in FORMS:
        found = told(Path(site.app.outdir), builder).splitlines()
        assert found == (TOLD / f"{builder}.txt").read_text(encoding="utf-8").splitlines()
    page = re.sub(r"\s+", " ", site.read(name))
    for words in (
        "A short case about a lamp",
        "nearest to the sun",
        "Mercury needs 88 days",
        "Venus is the second planet",
        "nothing divides it",
        "Match country and capital",
        "Horse",
        "standard pool",
        "frozen water",
        "The sky is",
        "Disagree",
        "messenger",
        "Why is the sky blue",
        "Air scatters short waves",
        "names the scattering of short waves (2 points)",
        "names the longer way at sunset (1 point)",
    ):
        assert words in page
    if builder != "html":
        essays = 1 + page.count("Where does the stair lead")
        assert page.replace("\\_", "_").count("_" * 48) == ESSAY_LINES * essays
