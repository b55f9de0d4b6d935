"""Measure how long 2,000 items in 40 banks take to load and to lint: `python tests/benchmarks/lint_speed.py`.

The banks are generated: sentences from a vocabulary of the topic, three or four options with feedback, references,
objectives, a quarter of the items with a case; ten banks are the pool of a blueprint, one is the pre-test. The budget
is 3 s of CPU time for both, 1.8 s of it for lint.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from quizzes.lint import check, context_of
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_settings

BANKS, ITEMS, POOLS = 40, 50, 10


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list of words."""
    return tuple(text.split())


NOUNS = words(
    "taper dose sleep panic tremor seizure alcohol opioid pharmacist therapist plan review falls memory label"
    " guideline patient clinic driver surgery pain breathing naloxone refill database diary support skill relapse"
    " liver receptor effect tolerance withdrawal misuse pregnancy epilepsy lung age night week month symptom risk"
    " benefit talk half-life"
)
VERBS = words("lowers raises follows needs changes explains delays supports shows limits meets replaces")
LINKS = words("after before without beside during against because although when while for with")
MODIFIERS = words("slow sudden weekly early older severe mild shared written careful new second daily long")


def sentence(chance: random.Random, length: int) -> str:
    """Return a sentence-like text of about so many words."""
    made = []
    while len(made) < length:
        made += [chance.choice(MODIFIERS), chance.choice(NOUNS), chance.choice(VERBS), "the", chance.choice(NOUNS)]
        made.append(chance.choice(LINKS))
    return " ".join(made[:length]).capitalize()


def item(chance: random.Random, name: str, lesson: int, level: str) -> dict[str, Any]:
    """Return a single-answer item, as a bank has it."""
    count = chance.choice((3, 4))
    key = chance.randrange(count)
    choices = [
        {
            "id": "abcd"[place],
            "text": sentence(chance, chance.randint(3, 8)),
            "feedback": sentence(chance, chance.randint(9, 18)) + ".",
            **({"correct": True} if place == key else {"misconception": f"error-{place}"}),
        }
        for place in range(count)
    ]
    case = f"A {chance.randint(19, 85)}-year-old {chance.choice(('teacher', 'woman', 'man', 'nurse'))} asks for help. "
    return {
        "id": name,
        "type": "single",
        "stem": (case if level == "apply" else "") + f"Which {sentence(chance, chance.randint(8, 16)).lower()}?",
        "choices": choices,
        "rationale": sentence(chance, 20) + ". " + sentence(chance, 12) + ".",
        "objective": [f"LO{lesson}.{1 if level == 'remember' else 2}"],
        "bloom": level,
        "lesson": f"l{lesson:02d}",
        "reference": [{"key": f"ref{chance.randrange(60)}", "locator": "page 3"}],
    }


def write_banks(folder: Path, seed: int = 7) -> None:
    """Write the banks, their objectives, bibliography, lessons and settings."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    (folder / "lessons").mkdir()
    objectives, cells = [], []
    for bank in range(BANKS):
        lesson, use = bank // 4 + 1, "practice"
        if bank % 4 == 0:
            use = "pool"
            for number, level in ((1, "remember"), (2, "apply")):
                verb = "list" if number == 1 else "choose"
                text = f"{verb} the signs of lesson {lesson}"
                entry = {"id": f"LO{lesson}.{number}", "text": text, "bloom": level, "lesson": f"l{lesson:02d}"}
                objectives.append(entry)
                cells.append(f'{{lesson = "l{lesson:02d}", bloom = ["{level}"], draw = 2}}')
            text = "\n\n".join(sentence(chance, 60) + "." for _ in range(30))
            (folder / "lessons" / f"l{lesson:02d}.md").write_text(text, encoding="utf-8")
        levels = ["remember", "apply"] * (ITEMS // 2)
        items = [item(chance, f"b{bank:02d}-{place:02d}", lesson, level) for place, level in enumerate(levels)]
        use = "pretest" if bank == 1 else use
        head = {"schema": "quizbank/1", "id": f"b{bank:02d}", "title": "Generated", "use": use}
        text = yaml.safe_dump(head | {"items": items}, sort_keys=False, width=120)
        (folder / f"b{bank:02d}.yaml").write_text(text, encoding="utf-8")
    (folder / "objectives.yaml").write_text(json.dumps(objectives), encoding="utf-8")
    (folder / "refs.bib").write_text("\n".join(f"@article{{ref{n}, title={{x}}}}" for n in range(60)), encoding="utf-8")
    lines = ['objectives = "objectives.yaml"', 'bibliography = "refs.bib"', 'lessons = "lessons"']
    lines += ["[blueprint]", f"draw = {4 * POOLS}", "pass = 0.8", "cells = [", *(f"  {cell}," for cell in cells), "]"]
    (folder / "quizzes.toml").write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Print the times and the commonest findings; return 1 above the budget."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_banks(folder)
        start = time.process_time()
        files, broken = load_banks(find_banks(folder))
        loaded = time.process_time()
        findings = check(files, context_of(load_settings(folder)))
        done = time.process_time()
    count = sum(len(file.bank.items) for file in files)
    print(f"{count} items in {len(files)} banks, {len(broken)} not loaded")
    print(f"load {loaded - start:.2f} s, lint {done - loaded:.2f} s, together {done - start:.2f} s of CPU time")
    common = Counter(finding.code for finding in findings).most_common(8)
    print(f"{len(findings)} findings: {', '.join(f'{code} {number}' for code, number in common)}")
    return int(done - start > 3 or done - loaded > 1.8)


if __name__ == "__main__":
    sys.exit(main())
