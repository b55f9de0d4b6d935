"""The way through a case with branches: right by hand, refused where it leads nowhere, the same in the browser."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from quizzes.branches import END, targets_of
from quizzes.finding import FindingsError
from quizzes.load import load_bank
from quizzes.model.types import Item
from quizzes.sphinxext.grading import grading_data
from quizzes.way import score, way

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
CLIENT_TESTS = Path(__file__).parents[1] / "client"
BANK = """\
schema: quizbank/1
id: case
title: A case
{use}stimuli: [{{id: earl, text: He is sleepy.}}, {{id: sam, text: She is not.}}]
items:
  - id: first
    type: single
    stimulus: earl
    stem: What first?
    points: 2
    {next}
    choices:
      - {{id: a, text: Wait, feedback: He stops breathing.}}
      - {{id: b, text: Call, correct: true, feedback: He breathes.}}
      - {{id: c, text: Leave, feedback: So does he.}}
  - {{id: breath, type: numeric, stimulus: earl, stem: How many breaths?, answer: {{value: 8}}, next: {{wrong: count}}}}
  - {{id: calm, type: truefalse, stimulus: earl, stem: He is safe., answer: false, feedback: {{true: N, false: Y}}}}
  - {{id: count, type: likert, stimulus: earl, stem: Hard?, scale: [{{id: "1", text: a}}, {{id: "2", text: b}}]}}
  - {{id: other, type: numeric, stimulus: sam, stem: How many?, answer: {{value: 1}}}}
"""
GOOD = "next: {a: breath, b: calm, c: end}"


def bank(folder: Path, next_: str = GOOD, use: str = "") -> Path:
    path = folder / "case.yaml"
    path.write_text(BANK.format(next=next_, use=use), encoding="utf-8")
    return path


def parts_of(folder: Path, next_: str = GOOD) -> list[Item]:
    return [item for item in load_bank(bank(folder, next_)).bank.items if item.stimulus == "earl"]


@pytest.mark.parametrize(
    ("responses", "taken", "points"),
    [
        ({}, ("first",), (0, 2)),
        ({"first": "c"}, ("first",), (0, 2)),
        ({"first": "b"}, ("first", "calm"), (2, 3)),
        ({"first": "b", "calm": "false", "breath": "8"}, ("first", "calm", "count"), (3, 3)),
        ({"first": "a", "breath": "9", "calm": "false"}, ("first", "breath", "count"), (0, 3)),
        ({"first": "a", "breath": "8", "calm": "true"}, ("first", "breath", "calm", "count"), (1, 4)),
        ({"first": "nothing known"}, ("first", "breath"), (0, 3)),
        ({"breath": "8", "calm": "false"}, ("first",), (0, 2)),
    ],
)
def test_only_what_stands_on_the_way_is_asked_and_counted(
    responses: dict[str, object], taken: tuple[str, ...], points: tuple[float, float], tmp_path: Path
) -> None:
    """The way ends at the first part without an answer; others are neither open nor wrong."""
    parts = parts_of(tmp_path)
    assert way(parts, responses) == taken
    assert score(parts, responses) == points


def test_one_word_is_for_every_answer(tmp_path: Path) -> None:
    """`next: calm` is `next: {else: calm}`."""
    short = parts_of(tmp_path, "next: {a: breath, else: calm}")[0]
    assert targets_of(short, "breath") == {"a": "breath", "b": "calm", "c": "calm", "else": "calm"}
    assert parts_of(tmp_path, "next: {a: calm, else: breath}")[0].next == {"a": "calm", "else": "breath"}
    with pytest.raises(FindingsError, match="no way through the case reaches 'breath'"):
        parts_of(tmp_path, "next: calm")


WRONG = [
    ("next: {a: breath, b: calm, d: end}", "", 11, "'d' is no answer to this question: it has a, b, c, else"),
    ("next: {a: breath, b: nowhere}", "", 11, "this bank has no item 'nowhere' ('end' ends the case)"),
    ("next: {a: breath, b: other}", "", 11, "'other' is no part of this case"),
    ("next: {a: breath, b: first}", "", 11, "the way goes in a circle: 'first' stands not behind 'first'"),
    ("next: {a: count, b: count, c: end}", "", 16, "no way through the case reaches 'breath'"),
    (GOOD, "use: pool\n", 12, "a bank with `use: pool` asks everybody everything"),
]


@pytest.mark.parametrize(("branches", "use", "line", "words"), WRONG, ids=[row[-1] for row in WRONG])
def test_what_leads_nowhere_is_told_at_its_line(branches: str, use: str, line: int, words: str, tmp_path: Path) -> None:
    """`L027`, with what to do."""
    with pytest.raises(FindingsError) as told:
        load_bank(bank(tmp_path, branches, use))
    found = [(one.code, one.line, one.message) for one in told.value.findings if one.code == "L027"]
    assert found[0][:2] == ("L027", line)
    assert words in found[0][2]


def test_an_item_outside_a_case_has_no_branches(tmp_path: Path) -> None:
    """There is nothing it could lead to."""
    path = bank(tmp_path)
    text = path.read_text(encoding="utf-8").replace("stimulus: sam, stem", "next: first, stem")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError, match="give the item its `stimulus`"):
        load_bank(path)


def random_case(seed: int) -> dict[str, Any]:
    """Return a case, answers to it, and the way that Python takes."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    count = chance.randint(2, 7)
    parts = [_part(chance, number, count) for number in range(count)]
    after = [*(item.id for item in parts[1:]), END]
    given = {item.id: _answer(chance, item) for item in parts if chance.random() < 0.85}
    targets = [targets_of(item, following) for item, following in zip(parts, after, strict=True)]
    return {
        "parts": [
            {
                "id": item.id,
                "next": {name: "" if to == END else to for name, to in ways.items()},
                "answered": item.answered_by,
                "key": grading_data(item) if item.scored else None,
            }
            for item, ways in zip(parts, targets, strict=True)
        ],
        "responses": given,
        "way": way(parts, given),
    }


def _part(chance: random.Random, number: int, count: int) -> Item:
    later = [f"p{other}" for other in range(number + 1, count)] + [END]
    kind = chance.choice(["single", "short", "likert", "truefalse", "essay"])
    names = {"single": ["a", "b", "c"], "likert": ["1", "2"], "truefalse": ["true", "false"], "essay": []}
    answers = [*names.get(kind, ["right", "wrong"]), "else"]
    own: dict[str, Any] = {
        "single": {"choices": [{"id": name, "text": name, "correct": name == "b"} for name in "abc"]},
        "short": {"answers": [{"text": "right"}]},
        "likert": {"scale": [{"id": "1", "text": "no"}, {"id": "2", "text": "yes"}]},
        "truefalse": {"answer": True},
        "essay": {"model_answer": "So.", "rubric": [{"id": "r", "text": "So."}]},
    }[kind]
    ways = {name: chance.choice(later) for name in answers if chance.random() < 0.6}
    return ITEM.validate_python({"id": f"p{number}", "type": kind, "stem": "What?", "next": ways, **own})


def _answer(chance: random.Random, item: Item) -> object:
    if item.type == "essay":
        return {"text": "Because.", "own": {}}
    return chance.choice(["a", "b", "1", "2", "true", "false", "right", "wrong", "else", "", None])


def test_the_browser_takes_the_same_way(tmp_path: Path) -> None:
    """Three hundred cases by chance, with answers that are called like branches among them."""
    node = shutil.which("node")
    assert node, "node is not installed (tests/run.sh installs it)"
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps([random_case(seed) for seed in range(300)]), encoding="utf-8")
    environment = {**os.environ, "WAY_CASES": str(cases)}
    command = [node, "--test", "way.test.mjs"]
    done = subprocess.run(command, cwd=CLIENT_TESTS, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
