"""A private pool: banks outside the repository that extend the public ones, and the traces it must not leave.

Rule B213: what is for learners holds no id, text or hash of a private item.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from quizzes.finding import FindingsError
from quizzes.load import BankFile, find_banks, load_banks
from quizzes.model.varying import count_of, variant_of
from quizzes.review import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.model.bank import Bank
    from quizzes.model.types import Item

RULE = "B213"
SHORTEST = 24
"""Letters and digits that a text needs to be taken for a private one: `Always` may stand anywhere."""
_TEXTS = frozenset({
    "stem", "text", "feedback", "true", "false", "premise", "response", "rationale", "title", "model_answer",
})  # fmt: skip
_LISTS = frozenset({"hints", "distractors"})
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_SIGNS = (
    (re.compile(r"\\sphinxhyphen\{\}|\\\((?:hy|mi|en|em)|\\-"), "-"),
    (re.compile(r"\\(?:sphinx|text|PYG)[A-Za-z@]*|\\(?:emph|protect|relax|leavevmode)\b"), " "),
    (re.compile(r"\\\([A-Za-z]{2}|\\\[[^\]\s]*\]|\\f(?:[BIPR1-4]|\([A-Z]{2})|\\[&e]"), " "),
    (re.compile(r"\\[ntrbf]"), " "),
)
"""What writers put into a text whose letters would be taken for its own: hyphens and commands of LaTeX, special signs
and fonts of manual pages, line ends of JSON, scripts and catalogues."""
_NO_SIGN = re.compile(r"[\W_]+")


def load_pool(public: Path, overlay: Path | None) -> tuple[list[BankFile], list[BankFile]]:
    """Return the banks of the public folder and those of the private one.

    Raises FindingsError for a broken bank, and for an id of a bank or item that both folders use.
    """
    files, findings = load_banks([*find_banks(public), *(find_banks(overlay) if overlay else ())])
    if findings:
        raise FindingsError(*findings)
    private = [file for file in files if overlay is not None and file.path.is_relative_to(overlay)]
    return [file for file in files if file not in private], private


@dataclass(frozen=True)
class Secret:
    """One trace of an item: `kind` is id, text or hash; `sign` is what `squeeze` returns, of an id the id itself."""

    item: str
    kind: str
    sign: str


def secrets_of(private: Iterable[BankFile], public: Iterable[BankFile] = ()) -> list[Secret]:
    """Return every trace of the private items; a text that a public bank has too is no secret."""
    known = {squeeze(text) for file in public for text in _bank_texts(file.bank)}
    found: dict[Secret, None] = {}
    for file in private:
        cases = {stimulus.id: stimulus.text for stimulus in file.bank.stimuli}
        for item in file.bank.items:
            found[Secret(item.id, "id", item.id)] = None
            case = cases.get(item.stimulus or "", "")
            found[Secret(item.id, "hash", content_hash(item, case)[:16])] = None
            for text in {*texts_of(item), *([case] if case else ())}:
                sign = squeeze(text)
                if len(sign) >= SHORTEST and sign not in known:
                    found[Secret(item.id, "text", sign)] = None
    return list(found)


def texts_of(item: Item) -> list[str]:
    """Return every text of an item that somebody reads: stem, choices, feedback, hints, rationale, of each variant."""
    every = (variant_of(item, number) for number in range(count_of(item)))
    told = (one.model_dump(mode="json", exclude={"allow", "review", "reference"}) for one in every)
    return list(dict.fromkeys(text for data in told for text in _walk(data)))


def _bank_texts(bank: Bank) -> Iterator[str]:
    yield from (stimulus.text for stimulus in bank.stimuli)
    for item in bank.items:
        yield from texts_of(item)


def _walk(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _walk(inner, "text" if name in _LISTS else name)
    elif isinstance(value, str) and name in _TEXTS:
        yield value


def squeeze(text: str) -> str:
    """Return the letters and digits of a text in lower case: line ends, markup and quotes make no difference.

    Letters count as the same however they are composed (Unicode NFKC).
    """
    return _NO_SIGN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _readings(content: str) -> Iterator[str]:
    """Yield a content as it stands, and as those read it whose escapes may be in it."""
    plain = html.unescape(_CODE.sub(lambda code: _letter(next(filter(None, code.groups()))), content))
    yield plain
    yield _TAG.sub("", plain)
    if "%" in plain:
        yield unquote(plain)
    if "\\" in plain:
        for pattern, sign in _SIGNS:
            plain = pattern.sub(sign, plain)
        yield plain
        yield _TAG.sub("", plain)


def _letter(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= sys.maxunicode else ""


def leaked(content: str, secrets: Iterable[Secret]) -> list[Secret]:
    """Return the secrets that a page, a script or the text of a document gives away."""
    readings = [(text, squeeze(text)) for text in _readings(content)]
    return [
        secret
        for secret in secrets
        if any(
            _stands_alone(secret.sign, text) if secret.kind == "id" else secret.sign in signs
            for text, signs in readings
        )
    ]


def _stands_alone(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None
