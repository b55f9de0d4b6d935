"""What a sentence says too early, in the language that it is written in: that a course is reviewed, or gives credit."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_ENGLISH = "en"


def claims_review(text: str, language: str) -> str:
    """Return the words that say of a course that somebody qualified reviewed it, unless a word before denies it."""
    pattern, denied = _patterns("review", language)
    for found in pattern.finditer(text):
        if not re.search(rf"\b(?:{denied})\b[^.!?]*$", text[: found.start()], re.IGNORECASE):
            return found[0]
    return ""


def speaks_of_credit(text: str, language: str) -> bool:
    """Say whether a text speaks of credit at all: its sentences are then worth reading one by one."""
    return bool(_patterns("credit", language)[0].search(text))


def promises_credit(text: str, language: str) -> str:
    """Return the words that promise credit or accreditation, unless the text denies it."""
    pattern, denied = _patterns("credit", language)
    found = pattern.search(text)
    return found[0] if found and not re.search(rf"\b(?:{denied})\b", text, re.IGNORECASE) else ""


@cache
def _patterns(about: str, language: str) -> tuple[re.Pattern[str], str]:
    """Return the pattern of a claim and the words that deny it, of the language and of English."""
    known, code = _known(), re.split(r"[-_]", language)[0].lower()
    names = dict.fromkeys(("any", _ENGLISH, code))
    claims = [known[name][about] for name in names if about in known.get(name, {})]
    denied = [known[name][f"{about}_denied"] for name in names if f"{about}_denied" in known.get(name, {})]
    return re.compile("|".join(claims), re.IGNORECASE), "|".join(denied)


@cache
def _known() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("course.checks").joinpath("promises.toml").read_text(encoding="utf-8"))


def languages() -> list[str]:
    """Return the languages whose claims are known."""
    return sorted(name for name in _known() if name != "any")
