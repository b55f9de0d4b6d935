"""Read a question of R/exams in Markdown (`.Rmd`) whose text is written out; one that R would work out is refused.

Source: the exams manual (R-exams.org) and `read_metainfo` of the package: headings Question, Answerlist, Solution and
Meta-information; `exsolution` has a bit for each choice, else the answer. Code of R is never run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.foreign_text import foreign_text
from quizzes.formats.format import Format, Read
from quizzes.formats.loss import unreadable

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = re.compile(r"^(Question|Answerlist|Solution|Meta-information)[ \t]*\n[=-]{3,}[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^[ \t]*`{3,}\s*\{\s*r\b|`r\s|<<.*>>=", re.MULTILINE)
_BULLET = re.compile(r"^[*-][ \t]+", re.MULTILINE)
_META = re.compile(r"^(ex\w+(?:\[[^\]\n]*\])?):[ \t]*(.*)$", re.MULTILINE)
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_KNOWN = frozenset({"exname", "extitle", "extype", "exsolution", "exshuffle", "extol", "expoints", "exsection"})
_BITS = re.compile(r"[01]+")


def read(path: Path) -> Read:
    """Return the question of a file.

    Raises FindingsError for code of R, for what is no question of R/exams, and where nothing can be taken.
    """
    written, told = foreign_text(path)
    text = _HEAD.sub("", written)
    if found := _CODE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        hint = "knit it first, and take what stands written there"
        raise FindingsError(unreadable(path, line, "the question holds code of R, which is never run", hint))
    parts = _parts(text)
    builder = Builder(path, told=told)
    if "Question" not in parts or "Meta-information" not in parts:
        raise FindingsError(
            unreadable(path, 1, "this is no question of R/exams: it has no Question and Meta-information")
        )
    about = dict(_META.findall(parts["Meta-information"]))
    wished = re.sub(r"[^A-Za-z0-9._-]+", "-", about.get("exname", "")).strip("-._")
    try:
        made = builder.add(1, _values(parts, about), wished)
    except NotTakenError as error:
        builder.refuse(1, str(error), wished)
        return builder.done()
    for name in sorted(set(about) - _KNOWN):
        builder.tell(1, f"left out: {name}: {about[name][:60]}", made)
    return builder.done()


def _parts(text: str) -> dict[str, str]:
    """Return the text below each heading; the answer list of the solution is called `Reasons`."""
    found = list(_HEADING.finditer(text))
    parts: dict[str, str] = {}
    for place, head in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        name = "Reasons" if head[1] == "Answerlist" and "Solution" in parts else head[1]
        parts[name] = text[head.end() : end].strip()
    return parts


def _listed(text: str) -> list[str]:
    return [" ".join(one.split()) for one in _BULLET.split(text)[1:]]


def _values(parts: dict[str, str], about: dict[str, str]) -> dict[str, Any]:
    if not parts["Question"]:
        raise NotTakenError("its text is empty")
    points = number(about["expoints"]) if about.get("expoints") else 1
    rest = {
        "title": about.get("extitle", ""),
        "rationale": parts.get("Solution", ""),
        "points": "" if points == 1 else points,
    }
    return {**_answer(parts, about), "stem": parts["Question"], **without_empty(rest)}


def _answer(parts: dict[str, str], about: dict[str, str]) -> dict[str, Any]:
    kind, solution = about.get("extype", "").strip(), about.get("exsolution", "").strip()
    if kind in ("schoice", "mchoice"):
        return _choices(parts, about, several=kind == "mchoice")
    if not solution:
        raise NotTakenError("it has no exsolution; a key is never guessed")
    if kind == "num":
        tolerance = number(about["extol"]) if about.get("extol") else 0.0
        return {
            "type": "numeric",
            "answer": {"value": number(solution), **({"tolerance": tolerance} if tolerance else {})},
        }
    if kind == "string":
        return {"type": "short", "answers": [{"text": solution, "match": "exact"}]}
    raise NotTakenError(f"a bank has nothing like the type '{kind}'" if kind else "it has no extype")


def _choices(parts: dict[str, str], about: dict[str, str], *, several: bool) -> dict[str, Any]:
    texts, bits = _listed(parts.get("Answerlist", "")), about.get("exsolution", "").strip()
    if not _BITS.fullmatch(bits) or len(bits) != len(texts):
        raise NotTakenError(
            f"exsolution '{bits[:30]}' has no bit for each of {len(texts)} answers; a key is never guessed"
        )
    reasons = _listed(parts.get("Reasons", ""))
    reasons += [""] * (len(texts) - len(reasons))
    rows = [(text, bit == "1", reason) for text, bit, reason in zip(texts, bits, reasons, strict=False)]
    if not several:
        one_key(rows)
    elif "1" not in bits:
        raise NotTakenError("no choice is right; a bank asks for one at least")
    still = about.get("exshuffle", "").strip().upper() != "TRUE"
    return {
        "type": "multiple" if several else "single",
        "choices": choices_of(rows),
        **({"shuffle": False} if still else {}),
    }


FORMAT = Format("rexams", ".Rmd", "a question of R/exams whose text is written out", read)
