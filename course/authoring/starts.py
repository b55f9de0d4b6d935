"""Texts with which something new begins, and the lines that name it elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from course.authoring.edits import line_end
from quizzes.finding import FindingsError
from quizzes.yaml12 import parse_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LESSON = """\
---
minutes: 5
objectives: [{objective}]
---

# {title}

:::{{objectives}}
:::

## Begin here

Write what learners need, in your own words, and cite a source for every fact.

## Practice

```{{quiz}} {bank}
```
"""
HANDOUT = """\
---
audience: clinician
---

# {title}

**Main message:** Say here in one sentence what this sheet is for.
"""
QUESTION = """\
  # New: write the question, its choices and its feedback, name a fact or a reference, and delete `example`.
  - id: {name}
    type: single
    example: true
    stem: What should learners be able to do after this part of the lesson?
    choices:
      - id: a
        text: Write here the one choice that is right
        correct: true
        feedback: "Say why it is right, in one sentence that teaches."
      - id: b
        text: Write here a mistake that learners really make
        feedback: "Say why somebody may think so, and what is right instead."
      - id: c
        text: Write here another mistake of that kind
        feedback: "Say what distinguishes it from the right choice."
    rationale: Say here on what the right choice rests, and name the source.
    objective: [{objective}]
    bloom: {bloom}
    lesson: {lesson}
    allow:
      Q125: an example rests on no source
"""
BANK = """\
schema: quizbank/1
id: {bank}
title: "{title}"
use: practice
lesson: {lesson}
items:
"""


def with_entry(text: str, entry: str, caption: str, after: str = "") -> str:
    """Return a start page whose contents list a page: behind `after`, else behind the last of its folder.

    A page that a pattern such as `handouts/*` lists already needs no entry; a folder that is not listed gets a list.
    """
    folder = entry.partition("/")[0]
    end = line_end(text)
    if re.search(rf"(?m)^[ \t]*{folder}/\*[ \t]*\r?$", text):
        return text
    wanted = re.escape(after) if after else rf"{folder}/[^\s*]+"
    found = list(re.finditer(rf"(?m)^(?P<in>[ \t]*)(?:[^\n<]*<)?{wanted}(?:\.md)?>?[ \t]*\r?$", text))
    if found:
        at = found[-1].end()
        at -= text[at - 1 : at] == "\r"
        return f"{text[:at]}{end}{found[-1]['in']}{entry}{text[at:]}"
    rest = "" if text.endswith(("\n", "\r")) else end
    return f"{text}{rest}{end}```{{toctree}}{end}:caption: {caption}{end}:maxdepth: 1{end}{end}{entry}{end}```{end}"


def with_objective(text: str, name: str, lesson: str, bloom: str, words: str) -> str:
    """Return objectives.yaml with a new row at its end, written as those above it."""
    end = line_end(text)
    rest = "" if not text or text.endswith(("\n", "\r")) else end
    return f'{text}{rest}- {{id: {name}, lesson: {lesson}, bloom: {bloom}, text: "{words}"}}{end}'


def with_scope(path: Path, text: str, objective: str, reason: str) -> str:
    """Return a session plan in which every format leaves out an objective, for a reason.

    A plan that is written in a way that this cannot change comes back as it was.
    """
    document = parse_document(text, path)
    lines = text.splitlines(keepends=True)
    end = line_end(text)
    row = f'{{objectives: [{objective}], reason: "{reason}"}}{end}'
    formats = document.data.get("formats") or ()
    for place in reversed(range(len(formats))):
        known = ("formats", place, "out_of_scope")
        at = document.lines.get((*known, 0)) or document.lines.get(("formats", place, "minutes"), 1)
        line = lines[at - 1]
        inside = _indent(line)
        if line.lstrip().startswith("- {") and known not in document.lines and line.rstrip().endswith("}"):
            lines[at - 1] = f"{line.rstrip()[:-1]}, out_of_scope: [{row.rstrip()}]}}{end}"
        elif "out_of_scope: [" in line:
            lines[at - 1] = line.replace("out_of_scope: [", f"out_of_scope: [{row.rstrip()}, ", 1)
        elif known in document.lines:
            lines.insert(at - 1, f"{inside}- {row}")
        else:
            lines.insert(at, f"{inside}out_of_scope:{end}{inside}  - {row}")
    made = "".join(lines)
    return made if _scopes(path, made) == _wanted(formats, objective) else text


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _scopes(path: Path, text: str) -> list[list[str]]:
    try:
        formats = parse_document(text, path).data.get("formats") or ()
    except FindingsError:
        return []
    return [_names(one.get("out_of_scope") or ()) for one in formats]


def _wanted(formats: Sequence[Any], objective: str) -> list[list[str]]:
    return [[objective, *_names(one.get("out_of_scope") or ())] for one in formats]


def _names(rows: Sequence[dict[str, list[str]]]) -> list[str]:
    return [name for row in rows for name in row["objectives"]]
