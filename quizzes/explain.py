"""Say in plain sentences what a model refused: each pydantic error becomes a finding with line and suggestion."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from quizzes.codes import LoadCode
from quizzes.finding import Finding
from quizzes.mistakes.names import CALLED_TYPE, NAMES_BY_TYPE, OTHER_NAMES, OTHER_TYPES, RIGHT_CHOICE
from quizzes.mistakes.numbers import number_hint
from quizzes.yaml12 import Document, Loc, nearest_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
_MAPPING = "must be a mapping of keys and values"
_DATE = "must be a date such as 2026-11-01"
_KINDS = {
    **dict.fromkeys(("string_type", "path_type"), "must be text"),
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    **dict.fromkeys(("dict_type", "dataclass_type", "model_type", "model_attributes_type"), _MAPPING),
    **dict.fromkeys(("date_type", "date_from_datetime_parsing", "date_from_datetime_inexact", "date_parsing"), _DATE),
}
_TRUE, _FALSE = frozenset({"true", "yes", "y", "on", "1"}), frozenset({"false", "no", "n", "off", "0"})
_MULTIPLE_CHOICE = ("multiple_choice", "multiplechoice", "mcq", "mc")
_LISTS = ("tuple_type", "list_type")
_BOUNDS = {"gt": "greater than", "ge": "at least", "lt": "less than", "le": "at most"}
_LONGEST_QUOTE = 40
_LONGEST_NUMBER = 200
"""Bits of a number that is shown: Python refuses to write out very long ones."""


def explain(error: ValidationError, model: type, document: Document, path: Path) -> list[Finding]:
    """Return one finding for each error of validating `document` as `model`, in the order of the file."""
    errors = error.errors(include_url=False)
    within = {details["loc"][:cut] for details in errors for cut in range(len(details["loc"]))}
    # A list whose entries were refused is also called too short, which is not the author's mistake.
    own = [details for details in errors if details["type"] != "too_short" or details["loc"] not in within]
    renamed = {(*details["loc"][:-1], _meant(model, details["loc"])) for details in own if details["type"] in _UNKNOWN}
    # A misspelt key is also reported as a missing one; the suggestion says it already.
    own = [details for details in own if details["type"] != "missing" or details["loc"] not in renamed]
    return sorted(_finding(details, model, document, path) for details in own)


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ", did you mean 'x'?" for the closest known word, or nothing when none is close."""
    close = _closest(word, known)
    return f", did you mean '{close}'?" if close else ""


def _closest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    other = OTHER_NAMES.get(word, OTHER_TYPES.get(word.casefold(), ""))
    return other if other in names else next(iter(get_close_matches(word, names, n=1, cutoff=0.6)), "")


def _meant(model: type, loc: Loc) -> str:
    """Return the key that an unknown one, the end of `loc`, stands for: by the type of the item, then by spelling."""
    key, known = str(loc[-1]), _known_keys(model, loc)
    named = NAMES_BY_TYPE.get(str(loc[-2]), {}).get(key, "") if len(loc) > 1 else ""
    return named if named in known else _closest(key, known)


def subject_of(data: object, loc: Loc) -> str:
    """Return the id of the item that `loc` lies in, or nothing."""
    here = data
    for part in loc[:2]:
        try:
            here = here[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return ""
    name = here.get("id") if isinstance(here, dict) and len(loc) > 1 else None
    return name if isinstance(name, str) else ""


def _finding(details: ErrorDetails, model: type, document: Document, path: Path) -> Finding:
    loc = _strip_tags(details["loc"], document.data)
    subject = subject_of(document.data, loc)
    code, message = _sentence(details, model, loc[2:] if subject and loc[:1] == ("items",) else loc)
    line = nearest_line(document.lines, (*loc, "type") if code is LoadCode.UNKNOWN_TYPE else loc)
    if document.form == "TOML":
        message = _unknown_in_toml(details, model, loc) if details["type"] in _UNKNOWN else message
        return Finding(path, line, code, message, subject=subject, hint=_toml_hint(details, loc))
    return Finding(path, line, code, message, subject=subject, hint=_hint(details))


def _strip_tags(loc: Loc, data: object) -> Loc:
    """Drop from the way of an error what is not in the file: the names that pydantic adds for a kind of item."""
    kept: list[str | int] = []
    here: Any = data
    for place, part in enumerate(loc):
        last = place == len(loc) - 1
        if isinstance(here, list) and isinstance(part, int):
            here = here[part] if part < len(here) else None
        elif isinstance(here, dict) and isinstance(part, str) and (part in here or last):
            here = here.get(part)
        else:
            continue
        kept.append(part)
    return tuple(kept)


def _sentence(details: ErrorDetails, model: type, loc: Loc) -> tuple[LoadCode, str]:
    kind, value = details["type"], details["input"]
    name = _name(loc)
    if kind in _UNKNOWN:
        close = _meant(model, details["loc"])
        return LoadCode.UNKNOWN_KEY, f"unknown key '{loc[-1]}'" + (f", did you mean '{close}'?" if close else "")
    if kind == "missing":
        return LoadCode.MISSING_KEY, f"{name} is missing"
    if kind.startswith("union_tag"):
        return LoadCode.UNKNOWN_TYPE, _type_sentence(value, _known_types(model, details["loc"]))
    if kind == "setting":  # a validator of settings has said it
        return LoadCode.WRONG_VALUE, f"{name} {details['msg']}"
    if kind in _KINDS:
        return LoadCode.WRONG_KIND, f"{name} {_KINDS[kind]}, not {_quote(value)}{_quotes_hint(kind, value)}"
    return LoadCode.WRONG_VALUE, f"{name} {_value_sentence(details, _known_values(model, details['loc']))}"


def _hint(details: ErrorDetails) -> str:
    """Return what to do where the sentence alone does not say it."""
    kind, value, key = details["type"], details["input"], str((details["loc"] or ("",))[-1])
    said = _bare(value).casefold()
    hints = (
        (kind in _UNKNOWN and key.isdigit(), "decimals have a point, not a comma: 4.5"),
        (
            kind in _UNKNOWN and key in RIGHT_CHOICE and _chosen(details["loc"]),
            "mark the right choice with `correct: true`",
        ),
        (kind == "string_type" and value is None, "quote a text that begins with a sign; behind # stands a comment"),
        (kind == "bool_type" and said in _TRUE, "write true, in small letters and without quotes"),
        (kind == "bool_type" and said in _FALSE, "write false, in small letters and without quotes"),
        (kind in ("float_type", "int_type") and isinstance(value, str), number_hint(said)),
        (kind in _LISTS and isinstance(value, str), f"write [{_bare(value)}]"),
        (kind in _LISTS, "begin each entry with '- '"),
        (_KINDS.get(kind) == _MAPPING, "write lines such as `text: …`"),
    )
    return next((hint for fits, hint in hints if fits), "")


def _chosen(loc: Loc) -> bool:
    """Say whether an unknown key stands in an item, or in a choice of one, that is answered by a choice."""
    return not {*NAMES_BY_TYPE, "truefalse"}.difference(("single", "multiple")).intersection(map(str, loc[:-1]))


def _unknown_in_toml(details: ErrorDetails, model: type, loc: Loc) -> str:
    """Name an unknown table or key as TOML writes it, and the nearest one that is known."""
    key, value = str(loc[-1]), details["input"]
    close = _closest(key, _known_keys(model, details["loc"]))
    if len(loc) == 1 and (isinstance(value, dict) or _is_tables(value)):
        return f"unknown table [{key}]" + (f", did you mean [{close}]?" if close else "")
    inside = f" in [{_name(loc[:-1])}]" if len(loc) > 1 else ""
    return f"unknown key '{key}'{inside}" + (f", did you mean '{close}'?" if close else "")


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _toml_hint(details: ErrorDetails, loc: Loc) -> str:
    """Return what to do where the form of TOML is the difficulty."""
    kind, value, name = details["type"], details["input"], _name(loc)
    said = value if isinstance(value, str) and len(value) <= _LONGEST_QUOTE else ""
    hints = (
        (kind.startswith("date_") and said[:4].isdigit(), f"write {said} without quotation marks"),
        (kind in _LISTS and said, f'write ["{said}"]'),
        (kind in _LISTS and isinstance(value, dict), f"write [[{name}]], once for each"),
        (kind in _LISTS, "write a list in brackets: [ … , … ]"),
        (_KINDS.get(kind) == _MAPPING, f"write [{name}] on a line of its own, its keys below it"),
    )
    return next((hint for fits, hint in hints if fits), _hint(details) if kind not in _LISTS else "")


def _value_sentence(details: ErrorDetails, known: list[str]) -> str:
    kind, value, limits = details["type"], details["input"], details.get("ctx", {})
    match kind:
        case "string_too_short":
            said = "is empty"
        case "string_too_long":
            said = f"is longer than {limits['max_length']:,} characters"
        case "string_pattern_mismatch":
            said = f"is {_quote(value)}: an id has letters, digits, '.', '_' and '-', and starts with a letter or digit"
        case "enum" | "literal_error":
            said = f"is {_quote(value)}, which is not one of {', '.join(known)}{suggest(_bare(value), known)}"
        case "too_short" | "too_long":
            bound = limits.get("min_length", limits.get("max_length"))
            count = limits.get("actual_length")
            limit = "it needs at least" if kind == "too_short" else "it may have at most"
            said = f"has {count} {'entry' if count == 1 else 'entries'}; {limit} {bound}"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            ((bound, limit),) = limits.items()
            said = f"is {_quote(value)}: it must be {_BOUNDS[bound]} {limit}"
        case "value_error":
            said = f"is not clear: {limits.get('error', details['msg'])}"
        case _:
            said = f"is {_quote(value)}: {details['msg'][:1].lower()}{details['msg'][1:]}"
    return said


def _type_sentence(value: object, known: list[str]) -> str:
    if not isinstance(value, dict):
        return f"an item must be a mapping of keys and values, not {_quote(value)}"
    if "type" not in value:
        other = next((key for key in value if str(key).casefold() in CALLED_TYPE), "")
        close = f"; the key '{other}' has to be 'type'" if other else ""
        return f"type is missing: it says what kind of question this is{close}"
    close = suggest(_type_meant(value), known)
    return f"unknown type {_quote(value['type'])}{close} (known: {', '.join(known)})"


def _type_meant(value: dict[str, Any]) -> str:
    """Return the type that an item names; 'multiple choice' is `single` only where exactly one choice is right."""
    said = str(value["type"])
    choices = value.get("choices")
    if said.casefold().replace("-", "_") not in _MULTIPLE_CHOICE or not isinstance(choices, list):
        return "multiple" if said.casefold().replace("-", "_") in _MULTIPLE_CHOICE else said
    right = sum(isinstance(choice, dict) and choice.get("correct") is True for choice in choices)
    return "single" if right == 1 else "multiple"


def _name(loc: Loc) -> str:
    words = [f"{part}" if isinstance(part, str) else f"[{part + 1}]" for part in loc]
    return ".".join(words).replace(".[", "[") or "the file"


def _quote(value: object) -> str:
    match value:
        case None:
            return "empty"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > _LONGEST_NUMBER:
            return "a number of many digits"
    text = str(value)
    text = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return repr(text) if isinstance(value, str) else text


def _bare(value: object) -> str:
    """Return a value as it is shown, without the quotes of a text."""
    return _quote(value).strip("'")


def _quotes_hint(kind: str, value: object) -> str:
    return "; put it in quotes, as it is written" if kind == "string_type" and isinstance(value, int | float) else ""


def _known_keys(model: type, loc: Loc) -> list[str]:
    """Return the keys of the mapping in which the unknown key, the end of `loc`, was found."""
    models = _models_in(_annotations(model, loc[:-1]))
    return [info.alias or name for entry in models for name, info in _fields(entry).items()]


def _known_values(model: type, loc: Loc) -> list[str]:
    """Return the words that are allowed at `loc`, nothing where any text is."""
    return [*dict.fromkeys(map(str, _words_in(_annotations(model, loc))))]


def _known_types(model: type, loc: Loc) -> list[str]:
    """Return the types of what may stand at `loc`."""
    return [str(kind) for entry in _models_in(_annotations(model, loc)) for kind in _types_of(entry)]


def _annotations(model: type, loc: Loc) -> list[Any]:
    """Return how the models declare what stands at `loc`; a kind of item that pydantic names in a way narrows it."""
    here: list[Any] = [model]
    for part in loc:
        models = [*_models_in(here)]
        fields = [info for entry in models for name, info in _fields(entry).items() if part in (name, info.alias)]
        here = [entry for entry in models if part in _types_of(entry)] or [info.annotation for info in fields] or here
    return here


def _fields(model: type) -> dict[str, FieldInfo]:
    """Return the fields of a pydantic model or dataclass, nothing for any other type."""
    fields: dict[str, FieldInfo] = getattr(model, "__pydantic_fields__", {})
    return fields


def _types_of(model: type) -> tuple[Any, ...]:
    field = _fields(model).get("type")
    return get_args(field.annotation) if field else ()


def _models_in(annotations: Iterable[object]) -> Iterator[type]:
    for annotation in annotations:
        if isinstance(annotation, type) and _fields(annotation):
            yield annotation
        yield from _models_in(get_args(annotation))


def _words_in(annotations: Iterable[object]) -> Iterator[object]:
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            yield from (member.value for member in annotation)
        parts = get_args(annotation)
        yield from parts if get_origin(annotation) is Literal else _words_in(parts)
