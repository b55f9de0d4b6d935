"""Python and the browser grade alike: random items of every type under every scoring, with likely and odd answers."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from quizzes.grade import grade
from quizzes.model.item import Scoring
from quizzes.model.types import Item
from quizzes.sphinxext.grading import grading_data

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
CLIENT_TESTS = Path(__file__).parents[1] / "client"
WORDS = ("dry", "Dry.", "wet", "Crohn’s", "crohn's", "naïve", "ﬁve", "ß", "SS", "5 mg", "", "a\nb")
NUMBERS = ("0.5", ".5", "0,5", "5.", "½", "5%", "−5", "1e3", "10^3", "4.5×10⁹/L", "500 µg", "0.5 mg", "1,000", "007")
ODD = (None, "", [], {}, 5, True, ["a", "a"], ["z"], "a", {"p0": 1}, {"p0": "x", "zz": "x"}, "toString", {"p0": None})
ITEMS, ANSWERS = 400, 12


def choices(chance: random.Random, *, one: bool, weighed: bool) -> list[dict[str, Any]]:
    names = "abcde"[: chance.randint(2, 5)]
    keys = {chance.choice(names)} if one else set(chance.sample(names, chance.randint(1, len(names))))
    made: list[dict[str, Any]] = [{"id": name, "text": name, "correct": name in keys} for name in names]
    for choice in made if weighed else ():
        if not choice["correct"]:
            choice["weight"] = chance.choice([-1, -0.5, -0.25, 0, *([0.25, 0.5] if one else [])])
        elif not one and chance.random() < 0.3:
            choice["weight"] = round(1 / len(keys), 2)
    return made


def own_fields(chance: random.Random, kind: str, *, weighed: bool) -> dict[str, Any]:  # noqa: PLR0911 - one a type
    """Return what only a type has."""
    parts = [f"p{number}" for number in range(chance.randint(2, 4))]
    match kind:
        case "single" | "multiple":
            return {"choices": choices(chance, one=kind == "single", weighed=weighed)}
        case "truefalse":
            return {"answer": chance.random() < 0.5}
        case "match":
            return {"pairs": [{"id": p, "premise": p, "response": chance.choice(WORDS[:4])} for p in parts]}
        case "order":
            return {"sequence": [{"id": part, "text": part} for part in parts]}
        case "short":
            return {"answers": [{"text": chance.choice(WORDS[:9]), "match": chance.choice(["exact", "casefold"])}]}
        case "cloze":
            gaps = [{"id": p, "answer": "dry", "also": chance.choice([[], ["wet", "naïve"]])} for p in parts]
            return {"gaps": gaps, "stem": " ".join(f"{{{{{part}}}}}" for part in parts)}
    unit = chance.choice([{}, {"unit": "mg", "units": {"µg": 0.001}}, {"unit": "10⁹/L"}, {"unit": "%"}])
    return {"answer": {"value": chance.choice([0.5, 5, -5, 1000, 4.5]), "tolerance": chance.choice([0, 0.1]), **unit}}


def random_item(chance: random.Random, number: int) -> Item:
    kinds = ("single", "multiple", "truefalse", "match", "order", "short", "cloze", "numeric")
    kind, scoring = kinds[number % len(kinds)], chance.choice(list(Scoring))
    lowest = chance.choice([0, -0.25, -1]) if scoring in (Scoring.PENALTY, Scoring.WEIGHTS) else 0
    values = {"id": "q", "type": kind, "stem": "What?", "points": chance.choice([1, 2, 0.5]), "scoring": scoring}
    return ITEM.validate_python({**values, "lowest": lowest, **own_fields(chance, kind, weighed=scoring == "weights")})


def random_answer(chance: random.Random, item: Item) -> object:  # noqa: PLR0911 - one a type
    """Return an answer that somebody could send, or one that only a broken page sends."""
    if chance.random() < 0.2:
        return chance.choice(ODD)
    match item.type:
        case "single":
            return chance.choice(item.choices).id
        case "multiple":
            return [choice.id for choice in item.choices if chance.random() < 0.5]
        case "truefalse":
            return chance.choice(["true", "false"])
        case "match":
            return {pair.id: chance.choice(WORDS) for pair in item.pairs if chance.random() < 0.8}
        case "order":
            return chance.sample([step.id for step in item.sequence], chance.randint(0, len(item.sequence)))
        case "cloze":
            return {gap.id: chance.choice(WORDS) for gap in item.gaps if chance.random() < 0.8}
    return chance.choice(WORDS if item.type == "short" else NUMBERS)


def test_the_browser_gives_the_points_that_python_gives(tmp_path: Path) -> None:
    """Four hundred items, a dozen answers to each; the seed is fixed."""
    node = shutil.which("node")
    assert node, "node is not installed (tests/run.sh installs it)"
    chance = random.Random(14)  # noqa: S311 - no secret
    made = []
    for number in range(ITEMS):
        item, decimal = random_item(chance, number), chance.choice([".", ","])
        for _ in range(ANSWERS):
            response = random_answer(chance, item)
            got = grade(item, response, decimal)
            assert item.points * item.lowest - 1e-9 <= got.points <= item.points + 1e-9
            key = grading_data(item, decimal=decimal)
            made.append({"key": key, "response": response, "points": got.points, "correct": got.correct})
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(made), encoding="utf-8")
    environment, command = {**os.environ, "ANSWERS": str(answers)}, [node, "--test", "differential.test.mjs"]
    done = subprocess.run(command, cwd=CLIENT_TESTS, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert {entry["correct"] for entry in made} == {True, False}
    assert any(entry["points"] < 0 for entry in made)
