"""A synthetic course of N lessons with ten questions each, for measuring what a build and a page cost.

Each lesson has about 810 words, a table, two admonitions, a list and three cross-references; ten lessons make a module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "A person who takes a medicine every day should know why, for how long, and whom to ask before changing it. "
COURSE = """[course]
title = "A synthetic course of {n} lessons"
document = "source/document.txt"
register = "evidence/claims.csv"
bibliography = "evidence/references.bib"
objectives = "objectives.yaml"
quizzes = "quizzes"
"""
REGISTER = "id,seed_text,verdict,answer,correction,source_keys,verification,to_verify,typos_terms\n"
RATIONALE = "The lesson says it in its second part."
WORDS = ("rest", "meals", "movement", "light", "noise", "habits", "travel", "pain", "stress", "company")


def others(number: int, total: int) -> list[int]:
    """Return the lessons that a lesson refers to."""
    return [1 + (number * factor) % total for factor in (7, 11, 13)]


def lesson(number: int, total: int) -> str:
    """Return the text of one lesson."""
    links = " ".join(f"See {{doc}}`/lessons/l{other:04}`." for other in others(number, total))
    return f"""---
minutes: 7
objectives: [LO{number}]
---

# Lesson {number}: what to know

{SENTENCE * 9}

:::{{note}}
{SENTENCE}
:::

## What to look for

| Sign | Meaning | Action |
|---|---|---|
| Tired | Common at first | Wait and watch |
| Confused | Not expected | Ask soon |

{SENTENCE * 10}

- {SENTENCE}
- {SENTENCE}

:::{{warning}}
{SENTENCE}
:::

## What to do

{SENTENCE * 14} {links}

```{{quiz}} l{number:04}
```
"""


def bank(number: int, questions: int) -> str:
    """Return a bank."""
    items = "".join(item(number, question) for question in range(questions))
    return f"schema: quizbank/1\nid: l{number:04}\ntitle: Questions on lesson {number}\nitems:\n{items}"


def stem(number: int, question: int) -> str:
    """Return what a question asks."""
    return f"Which answer to question {question} of lesson {number} is about {WORDS[question]}?"


def choices(number: int, question: int) -> list[tuple[str, str, bool]]:
    """Return text and feedback of the four choices of a question, and whether each is right."""
    return [
        (
            f"Answer about {word} {number}",
            f"This says something about {word} in lesson {number} that helps to remember it.",
            index == question % 4,
        )
        for index, word in enumerate(WORDS[:4])
    ]


def item(number: int, question: int) -> str:
    """Return one question as it stands in a bank."""
    listed = "".join(
        f"      - id: {letter}\n        text: {text}\n{'        correct: true' if right else ''}\n"
        f"        feedback: {feedback}\n"
        for letter, (text, feedback, right) in zip("abcd", choices(number, question), strict=True)
    )
    return (
        f"  - id: l{number:04}-q{question}\n    type: single\n    stem: {stem(number, question)}\n"
        f"    choices:\n{listed}    rationale: {RATIONALE}\n"
        f"    objective: [LO{number}]\n    bloom: remember\n"
    )


def write(root: Path, total: int, questions: int = 10) -> None:
    """Write the course folder: `total` lessons with so many questions each."""
    for name in ("lessons", "quizzes", "evidence", "source"):
        (root / name).mkdir(parents=True)
    numbers = range(1, total + 1)
    files = {
        "course.toml": COURSE.format(n=total),
        "conf.py": 'extensions = ["course"]\ncourse_check = False\n',
        "source/document.txt": "Nothing.\n",
        "evidence/claims.csv": REGISTER,
        "evidence/references.bib": "",
        "objectives.yaml": "".join(
            f"- {{id: LO{n}, lesson: l{n:04}, bloom: remember, text: list what lesson {n} says}}\n" for n in numbers
        ),
    }
    files |= {f"lessons/l{n:04}.md": lesson(n, total) for n in numbers}
    files |= {f"quizzes/l{n:04}.yaml": bank(n, questions) for n in numbers}
    modules = range(0, total, 10)
    for start in modules:
        listed = "\n".join(f"/lessons/l{n:04}" for n in range(start + 1, min(start + 11, total + 1)))
        files[f"module{start // 10:03}.md"] = (
            f"# Module {start // 10 + 1}\n\nTen lessons.\n\n```{{toctree}}\n{listed}\n```\n"
        )
    listed = "\n".join(f"module{start // 10:03}" for start in modules)
    files["index.md"] = f"# A synthetic course\n\nStart here.\n\n```{{toctree}}\n:caption: Modules\n{listed}\n```\n"
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
