"""Anything at all may be in a file or in an answer: the loader refuses in its own words, the grade stays in bounds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from quizzes.finding import FindingsError
from quizzes.grade import grade
from quizzes.load import BankFile, load_bank
from quizzes.model.item import Scoring
from quizzes.model.types import Item
from quizzes.settings import load_objectives, load_settings
from quizzes.toml_file import toml_lines
from quizzes.yaml12 import LOADERS, parse_document

FUZZ = settings(deadline=None, max_examples=200)
ITEM: TypeAdapter[Item] = TypeAdapter(Item)
SYNTAX = """\
schema quizbank/1 id items type single cloze choices text true [ ] { } : | > &a *a !!str ' " # --- ? \\x"""
FIELDS = """\
schema id title items stimuli type stem choices text correct feedback answer pairs premise response sequence
answers match gaps scale value range tolerance scoring points stimulus reference key locator review date allow hints
variants variables rows worked count min max step"""
CONTENTS = """\
quizbank/1 single multiple truefalse match order numeric short cloze likert regex partial {{g}} ( apply 2026-11-01"""
WORDS = st.sampled_from(["\n", "\n  ", "\n    - ", ": ", "- ", "\t", *SYNTAX.split()])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
KEYS = st.sampled_from(FIELDS.split())
VALUES = SCALARS | st.sampled_from(CONTENTS.split())
TREES = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)


def load(content: bytes) -> BankFile | None:
    """Load a bank with this content; None when it was refused with findings, each of which has a line of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_bytes(content)
        try:
            return load_bank(path)
        except FindingsError as error:
            found = error.findings
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert found
    assert all(1 <= finding.line <= lines and finding.message for finding in found)
    return None


@FUZZ
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\x00")
def test_bytes_are_refused_in_words(content: bytes) -> None:
    """No sequence of bytes makes the loader fail in another way."""
    assert load(content) is None


@FUZZ
@given(st.lists(WORDS | st.text(max_size=5), max_size=40).map("".join))
@example("[" * 5000)
@example("- " * 5000)
@example("a: " * 5000)
@example('schema: "\\ud800"')
@example('"\\UFFFFFFFF"')
@example("%YAML 9.9\n---\na")
@example("%TAG ! x\n--- !y\n")
def test_text_is_refused_in_words(text: str) -> None:
    """No text makes the loader fail in another way."""
    assert load(text.encode("utf-8", "surrogatepass")) is None


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@FUZZ
@given(text=st.lists(WORDS | st.text(max_size=5), max_size=40).map("".join))
@example(text='"\\UFFFFFFFF"')
@example(text='"\\ud800"')
@example(text="- " * 3000)
def test_each_reader_refuses_in_words(loader: type, text: str) -> None:
    """The slower reader of PyYAML is held to the same."""
    try:
        parse_document(text, Path("bank.yaml"), loader=loader)
    except FindingsError as error:
        assert error.findings  # noqa: PT017 - that only this error is raised is what is tested


@FUZZ
@given(st.dictionaries(KEYS, TREES, max_size=6), st.lists(TREES, max_size=4))
def test_trees_of_known_keys_are_judged(fields: dict[str, Any], items: list[Any]) -> None:
    """Well-formed YAML with known keys in wrong places is loaded or refused, and nothing else."""
    data = {**fields, "schema": "quizbank/1", "items": items}
    loaded = load(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode("utf-8", "replace"))
    assert loaded is None or loaded.bank.items


@FUZZ
@given(st.lists(WORDS | st.text(max_size=5), max_size=40).map("".join))
@example('stale = ["')
@example("a" + "[" * 2000)
@example("[a]\nb=1\n[a.b]")
def test_settings_are_refused_in_words(text: str) -> None:
    """No text in quizzes.toml or objectives.yaml makes their readers fail in another way."""
    assert all(isinstance(line, int) for line in toml_lines(text).values())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, read in ((folder / "quizzes.toml", load_settings), (folder / "objectives.yaml", load_objectives)):
            file.write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                read(folder if file.suffix == ".toml" else file)
            except FindingsError as error:
                assert error.findings  # noqa: PT017 - that only this error is raised is what is tested


F = "Because."
PARTS: list[dict[str, Any]] = [
    {"type": "single", "choices": [{"id": i, "text": i, "feedback": F, "correct": i == "a"} for i in "abc"]},
    {"type": "multiple", "choices": [{"id": i, "text": i, "feedback": F, "correct": i in "ab"} for i in "abc"]},
    {"type": "truefalse", "answer": True, "feedback": {"true": F, "false": F}},
    {"type": "match", "pairs": [{"id": i, "premise": i, "response": i + i} for i in "abc"]},
    {"type": "order", "sequence": [{"id": i, "text": i} for i in "abc"]},
    {"type": "numeric", "answer": {"value": 1e308, "tolerance": 1e308, "unit": "a"}},
    {"type": "numeric", "answer": {"range": [-1, 0]}},
    {
        "type": "short",
        "answers": [{"text": "a"}, {"text": "[a-c]+", "match": "regex"}, {"text": "b", "match": "exact"}],
    },
    {"type": "cloze", "stem": "{{a}} {{b}}", "gaps": [{"id": "a", "answer": "a"}, {"id": "b", "answer": "b"}]},
]
TEXTS = (
    st.sampled_from(["a", "b", "c", "aa", "bb", "true", "1", "1e308", "-1", "", " ", "١", "1a", "\u2212.5"]) | st.text()
)
ANSWERS = st.recursive(
    SCALARS | TEXTS | st.integers(10**300, 10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)


@FUZZ
@given(
    st.sampled_from(PARTS),
    st.sampled_from(Scoring),
    st.floats(0.5, 100),
    st.permutations("abc") | st.just([]) | ANSWERS,
)
def test_a_grade_stays_between_nothing_and_all(
    part: dict[str, Any], scoring: Scoring, points: float, answer: object
) -> None:
    """Any answer gets 0 to all points, and all exactly when it is correct; a wrong choice of weight 0 costs nothing."""
    item = ITEM.validate_python({"id": "q", "stem": "Q?", **part, "points": points, "scoring": scoring})
    got = grade(item, answer)
    assert 0 <= got.fraction <= 1
    assert got.points == points * got.fraction
    assert got.fraction == 1 or not got.correct
    assert got.correct is (got.fraction == 1) or scoring is Scoring.WEIGHTS
