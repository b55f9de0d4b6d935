"""What lint knows is read from the files that the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.finding import FindingsError
from quizzes.lint import context_of
from quizzes.settings import load_settings

FILES = {
    "objectives.yaml": "- {id: L1, lesson: l01, bloom: remember, text: name two signs}\n"
    "- {id: L2, lesson: l01, bloom: apply, text: choose a step}\n",
    "refs.bib": "@article{one, title={A}}\n@string{x = {y}}\n  @book{two_b,\n title={B}}\n@comment{three, no}\n",
    "facts.csv": "id,topic,status\nF1,a,read\nF2,b,second-hand\n,c,read\n",
    "glossary.md": "# Glossary\n\n```{glossary}\nCBT\ncognitive therapy (CT)\n"
    "  A talk with ABC homework.\n\nPDMP\n  A base.\n```\n",
    "quizzes.toml": 'objectives = "objectives.yaml"\nbibliography = "refs.bib"\nfacts = "facts.csv"\n'
    'lessons = "lessons"\n'
    'glossary = "glossary.md"\ntopic_words = ["taper"]\nstale = ["one"]\n'
    'abbreviations = ["XYZ"]\n'
    '[brands]\nNoctura = "nocturazepam"\n[spelling]\nweend = "weaned"\n',
    "lessons/l01.md": "# Lesson\n\nOne two three four five six {cite:p}`one` seven **eight** nine.\n",
    "angoff.csv": "item,judge,estimate\nq1,a,0.5\nq1,b,0.7\n",
}


def folder_with(tmp_path: Path, **other: str) -> Path:
    """Write the files of a course, some of them replaced."""
    for name, text in (FILES | other).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_every_file_of_the_settings_is_read(tmp_path: Path) -> None:
    """Objectives, references, facts, glossary, lessons, estimates and words."""
    context = context_of(load_settings(folder_with(tmp_path)))
    assert list(context.objectives) == ["L1", "L2"]
    assert context.objective_lines == {"L1": 1, "L2": 2}
    assert context.references == {"one", "two_b"}
    assert context.facts == {"F1": "read", "F2": "second-hand"}
    assert context.abbreviations == {"CBT", "CT", "PDMP", "XYZ"}
    assert context.angoff == {"q1": (0.5, 0.7)}
    assert (context.stale, context.claims) == ({"one"}, None)
    assert context.generic_of["noctura"] == "nocturazepam"
    assert list(context.generic_of) == ["noctura"]
    assert "taper" in context.topic_stems


def test_runs_of_words_are_read_through_markup(tmp_path: Path) -> None:
    """Citations and emphasis do not hide that a sentence was copied."""
    context = context_of(load_settings(folder_with(tmp_path)))
    assert "one two three four five six seven eight" in context.lesson_runs
    assert "two three four five six seven eight nine" in context.lesson_runs


def test_no_settings_give_an_empty_context(tmp_path: Path) -> None:
    """A folder of banks alone can be linted."""
    context = context_of(load_settings(tmp_path))
    assert (context.references, context.facts, context.blueprint) == (None, None, None)
    assert (dict(context.objectives), context.lesson_runs, context.misspelling) == ({}, frozenset(), None)


def test_broken_objectives_are_told_with_their_line(tmp_path: Path) -> None:
    """One finding, no traceback."""
    settings = load_settings(folder_with(tmp_path, **{"objectives.yaml": "- {id: L1, lesson: l01, bloom: know}\n"}))
    with pytest.raises(FindingsError) as caught:
        context_of(settings)
    assert {finding.path.name for finding in caught.value.findings} == {"objectives.yaml"}


def test_words_of_the_settings_are_used(tmp_path: Path) -> None:
    """A misspelling and a brand of the settings are found in an item."""
    from quizzes.lint import check
    from quizzes.lint.examples import bank_of

    context = context_of(load_settings(folder_with(tmp_path)))
    file = bank_of(
        {"stem": "Which person was weend from Noctura at home?", "choices": ["* A nurse", "A cook", "A clerk"]}
    )
    messages = {finding.code: finding.message for finding in check([file], context)}
    assert messages["Q135"] == "'weend' should be 'weaned'"
    assert messages["Q129"] == "the brand 'noctura' without its generic name"
