"""C111 to C113: catalogues of translations: doses, other numbers, and fixed terms."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from course.checks.registry import Fault, check
from course.evidence.numbers import numbers
from quizzes.content import reread
from quizzes.finding import Finding, FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.material import Material

GLOSSARY = "glossary.csv"
"""The file of a language in `locales/` with its fixed terms: columns `term` and `translation`."""
_DOSE = re.compile(r"\s?(?:%|(?:[kµμmn]|mc)?g|mL|ml|µl|IU|mg/\w+|g/\w+|ng/\w+)")
_VALUE = re.compile(r"[\d.,:/  ]*\d")
_TARGETS = re.compile(r"\{[\w:.-]+\}`[^`]*`|\]\([^)]*\)|https?://\S+")
"""Roles, links and addresses, whose numbers are names."""
Entry = tuple[int, str, str]
"""Line, original and translation."""


@check("C111")
def doses_are_translated_as_they_are(material: Material) -> Iterator[Fault]:
    """Every catalogue can be read, and its translations have the doses and percentages of the original."""
    for path in _catalogues(material):
        try:
            entries = reread(_entries, path)
        except FindingsError as error:
            yield from (Fault(path, one.line, one.message) for one in error.findings)
            continue
        for line, before, after in entries:
            doses = [Counter(one for one in _numbers(text) if one[1]) for text in (before, after)]
            if doses[0] != doses[1]:
                message = f"the translation has other doses: {_told(*doses)}"
                yield Fault(path, line, message, hint="numbers and units stay as they are, with the decimal point")


@check("C112", Level.WARNING)
def numbers_are_translated_as_they_are(material: Material) -> Iterator[Fault]:
    """Every translation has the other numbers of its original; a number of another country is looked at by a person."""
    for path, line, before, after in _readable(material):
        plain = [Counter(one for one in _numbers(text) if not one[1]) for text in (before, after)]
        if plain[0] != plain[1]:
            yield Fault(path, line, f"the translation has other numbers: {_told(*plain)}")


@check("C113", Level.WARNING)
def fixed_terms_are_translated_as_agreed(material: Material) -> Iterator[Fault]:
    """Every term of the glossary of a language is translated as the glossary says."""
    for path, line, before, after in _readable(material):
        for term, said in reread(_terms, path.parents[1] / GLOSSARY):
            if re.search(rf"\b{re.escape(term)}", before, re.IGNORECASE) and said.lower() not in after.lower():
                yield Fault(path, line, f"'{term}' is '{said}' in the glossary, and not in this translation")


def _catalogues(material: Material) -> list[Path]:
    return sorted((material.project.root / "locales").glob("*/LC_MESSAGES/*.po"))


def _readable(material: Material) -> Iterator[tuple[Path, int, str, str]]:
    """Yield each translation with its catalogue and line; what cannot be read is told by C111."""
    for path in _catalogues(material):
        try:
            entries = reread(_entries, path)
        except FindingsError:
            continue
        yield from ((path, *entry) for entry in entries)


def _entries(path: Path) -> list[Entry]:
    """Return what is translated for good: nothing empty, guessed or no longer used.

    Raises FindingsError for a file that is no catalogue.
    """
    try:
        catalogue = read_po(io.BytesIO(read_text(path, "C111").encode()), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        line = (getattr(error, "lineno", None) or 0) + 1
        raise FindingsError(Finding(path, line, "C111", f"no catalogue that can be read: {error}")) from error
    said = [one for one in catalogue if isinstance(one.id, str) and one.id and one.string and not one.fuzzy]
    return [(one.lineno or 1, str(one.id), str(one.string)) for one in said]


def _terms(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""))
    pairs = [((row.get("term") or "").strip(), (row.get("translation") or "").strip()) for row in rows]
    return [pair for pair in pairs if all(pair)]


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield value and unit of each number; the unit is empty unless it is one of a dose or a percentage."""
    for token in numbers(_TARGETS.sub(" ", text)):
        value = _VALUE.search(token)
        if value is None:
            yield token, ""
            continue
        unit = _DOSE.fullmatch(token[value.end() :])
        kept = f"{token[: value.start()]}{value[0]}" if unit else value[0].strip()
        yield kept, unit[0].strip() if unit else ""


def _told(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> str:
    left = (before - after, after - before)
    gone, come = ([" ".join(filter(None, one)) for one in each.elements()] for each in left)
    return f"{', '.join(gone) or '–'} → {', '.join(come) or '–'}"
