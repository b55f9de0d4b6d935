"""C111 to C113: catalogues of translations: doses, other numbers, and fixed terms."""

from __future__ import annotations

import csv
import io
import operator
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import PoFileError, read_po

from course.checks.registry import Fault, check
from course.evidence.numbers import numbers
from quizzes.content import reread
from quizzes.finding import Finding, FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from course.material import Material

GLOSSARY = "glossary.csv"
"""The file of a language in `locales/` with its fixed terms: columns `term` and `translation`."""
_DOSE = re.compile(r"%|(?:[kμmn]|mc)?g|mL|ml|μl|IU|mg/\w+|g/\w+|ng/\w+")
_SAME = {"mcg": "μg", "ml": "mL"}
_FOREIGN = "?"
_VALUE = re.compile(r"[\d.,:/  ]*\d")
_TARGETS = re.compile(r"\{[\w:.-]+\}`[^`]*`|\]\([^)]*\)|https?://\S+")
"""Roles, links and addresses, whose numbers are names."""


class _Number(NamedTuple):
    """A number as it is told, its value with a decimal point and its sign, and its unit."""

    told: str
    value: str
    unit: str


Entry = tuple[int, str, str]
"""Line, original and translation."""


@check("C111")
def doses_are_translated_as_they_are(material: Material) -> Iterator[Fault]:
    """Every catalogue can be read, and its translations have the doses and percentages of the original."""
    for path in _catalogues(material, ".mo"):
        if not path.with_suffix(".po").exists():
            message = "a compiled catalogue without its text: nobody can compare its doses, and it is not used"
            yield Fault(path, 1, message, hint=f"put {path.stem}.po beside it, as `msgunfmt` gives it")
    for path in _catalogues(material):
        try:
            entries = reread(_entries, path)
        except FindingsError as error:
            yield from (Fault(path, one.line, one.message) for one in error.findings)
            continue
        for line, before, after in entries:
            if said := _said(*_differing(before, after, _languages(material, path)), doses=True):
                message = f"the translation has other doses: {said}"
                yield Fault(path, line, message, hint="the same number and unit, written as the language does")


@check("C112", Level.WARNING)
def numbers_are_translated_as_they_are(material: Material) -> Iterator[Fault]:
    """Every translation has the other numbers of its original; a number of another country is looked at by a person."""
    for path, line, before, after in translated(material):
        if said := _said(*_differing(before, after, _languages(material, path)), doses=False):
            yield Fault(path, line, f"the translation has other numbers: {said}")


@check("C113", Level.WARNING)
def fixed_terms_are_translated_as_agreed(material: Material) -> Iterator[Fault]:
    """Every term of the glossary of a language is translated as the glossary says."""
    for path, line, before, after in translated(material):
        for term, said in reread(_terms, _folder(material, path) / GLOSSARY):
            if re.search(rf"\b{re.escape(term)}", before, re.IGNORECASE) and said.lower() not in after.lower():
                yield Fault(path, line, f"'{term}' is '{said}' in the glossary, and not in this translation")


def _languages(material: Material, path: Path) -> tuple[str, str]:
    """Return the language of the course and that of a catalogue."""
    return material.project.language, _folder(material, path).name


def _folder(material: Material, path: Path) -> Path:
    """Return the folder of the language of a catalogue; pages may have catalogues in folders of their own."""
    locales = material.project.root / "locales"
    return locales / path.relative_to(locales).parts[0]


def _catalogues(material: Material, kind: str = ".po") -> list[Path]:
    return sorted((material.project.root / "locales").glob(f"*/LC_MESSAGES/**/*{kind}"))


def translated(material: Material) -> Iterator[tuple[Path, int, str, str]]:
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


@cache
def _has_comma(language: str) -> bool:
    """Say whether decimals of a language stand behind a comma, as its data in Babel say."""
    try:
        return str(Locale.parse(language, sep="_").number_symbols["latn"]["decimal"]) == ","
    except (UnknownLocaleError, ValueError, KeyError):
        return False


def _numbers(text: str, *, comma: bool) -> list[_Number]:
    """Return the numbers of a text; the unit is empty unless it is one of a dose or a percentage."""
    found: list[_Number] = []
    for token in numbers(_TARGETS.sub(" ", text)):
        value = _VALUE.search(token)
        if value is None:
            found.append(_Number(token, token, ""))
            continue
        unit = _unit(token[value.end() :].strip())
        kept = f"{token[: value.start()]}{value[0]}"
        sign = "".join(token[: value.start()].split())
        found.append(_Number(token if unit else kept.strip(), f"{sign}{_plain(value[0], comma=comma)}", unit))
    return found


def _plain(value: str, *, comma: bool) -> str:
    """Return a value without what parts its thousands, and with a point before its decimals."""
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in value if not sign.isspace())
    point, group = (",", ".") if comma else (".", ",")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", digits):
        digits = digits.replace(group, "")
    digits = digits.replace(",", ".") if comma else digits
    return digits.rstrip("0").rstrip(".") if digits.count(".") == 1 and "/" not in digits else digits


def _unit(word: str) -> str:
    """Return the unit of a dose; `_FOREIGN` for a word in letters that are not Latin, as in 5 мг, which may be one."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    if _DOSE.fullmatch(bare):
        return _SAME.get(bare, bare)
    first = next((sign for sign in bare if sign.isalpha()), "")
    return _FOREIGN if first and "LATIN" not in unicodedata.name(first, "") else ""


def _differing(before: str, after: str, languages: tuple[str, str]) -> tuple[list[_Number], list[_Number]]:
    """Return the numbers of an original and of a translation that the other does not have."""
    gone = _numbers(before, comma=_has_comma(languages[0]))
    come = _numbers(after, comma=_has_comma(languages[1]))
    for fits in (operator.eq, lambda _, other: other == _FOREIGN):
        for one in list(gone):
            other = next((each for each in come if each.value == one.value and fits(one.unit, each.unit)), None)
            if other is not None:
                gone.remove(one)
                come.remove(other)
    return gone, come


def _said(gone: Sequence[_Number], come: Sequence[_Number], *, doses: bool) -> str:
    """Return the doses, or the other numbers, that differ; nothing when none does."""
    left, right = ([one.told for one in each if bool(one.unit) == doses] for each in (gone, come))
    return f"{', '.join(left) or '–'} → {', '.join(right) or '–'}" if left or right else ""
