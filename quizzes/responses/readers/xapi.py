"""Statements of xAPI: one a line, a list, or the answer of a record store (`{"statements": […]}`).

Ours name the item in the address of the activity (`…/item/ID`), the test in `context.contextActivities.grouping`
(`…/test/N`), revision and mode in an extension of the activity that ends in `/about`. xAPI 1.0.3, data 4.1.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from quizzes.finding import counted
from quizzes.responses.columns import Kind
from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.source import read_json, read_source, revision_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.responses.readers.context import Context

ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
_ITEM = re.compile(r"(.*)/item/([^/?#]+)")
_TEST = re.compile(r".*/test/(\d{1,6}|[\w.-]{1,80})")
_DURATION = re.compile(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?")


def looks(head: str) -> bool:
    """Say whether a text begins with statements."""
    start = head.lstrip("\ufeff \n")
    return start[:1] in "{[" and '"actor"' in start and '"verb"' in start


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield the answers among the statements of a file."""
    yield from claims_of(path, to, statements_of(path, read_source(path)))


def statements_of(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield statements with their lines or numbers; raises FindingsError for what is none."""
    text = text.lstrip("\ufeff")
    lines = [(line, one) for line, one in enumerate(text.splitlines(), 1) if one.strip()]
    try:
        whole = json.loads(text) if not lines or len(lines) > 1 or text.lstrip()[:1] == "[" else json.loads(lines[0][1])
    except (ValueError, RecursionError):
        whole = None
    if whole is None:
        told: Iterable[tuple[int, Any]] = ((line, read_json(path, one, line)) for line, one in lines)
    elif isinstance(whole, dict):
        told = enumerate(whole["statements"] if isinstance(whole.get("statements"), list) else [whole], 1)
    else:
        told = enumerate(whole, 1)
    for line, one in told:
        if not isinstance(one, dict):
            raise refused(path, line, "this is no statement of xAPI")
        yield line, one


def claims_of(path: Path, to: Context, statements: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[Claim]:
    """Yield what statements of the verb *answered* say, each statement once."""
    seen: set[str] = set()
    others = 0
    for line, one in statements:
        name = str(one.get("id", ""))
        if name and name in seen:
            continue
        seen.add(name)
        verb, target = one.get("verb"), one.get("object")
        if not isinstance(verb, dict) or verb.get("id") != ANSWERED or not isinstance(target, dict):
            continue
        found = _ITEM.fullmatch(str(target.get("id", "")))
        if found and to.iri and found[1] != to.iri:
            others += 1
            continue
        yield _claim(line, one, target, unquote(found[2]) if found else "")
    if others:
        to.tell(path, 1, ImportCode.OTHER, f"{counted(others, 'statement')} about another course: left out")


def _claim(line: int, one: dict[str, Any], target: dict[str, Any], item: str) -> Claim:
    result, context = _dict(one.get("result")), _dict(one.get("context"))
    definition = _dict(target.get("definition"))
    about = next(
        (_dict(value) for key, value in _dict(definition.get("extensions")).items() if key.endswith("/about")), {}
    )
    form = next((found[1] for one in _groups(context) if (found := _TEST.fullmatch(one))), "")
    score = _dict(result.get("score"))
    said = result.get("response")
    test = bool(form) or about.get("mode") == "posttest"
    return Claim(
        line=line,
        person=_person(_dict(one.get("actor"))),
        given=Given(Form.CODED, said) if isinstance(said, str) and said else Given(Form.NOTHING),
        item=item,
        stem="" if item else next((str(text) for text in _dict(definition.get("description")).values()), ""),
        place=str(target.get("id", "")),
        attempt=int(form) if form.isdigit() and int(form) else 0,
        sitting=str(context.get("registration", "")) if test else str(one.get("timestamp", "")),
        test="pretest" if about.get("mode") == "pretest" else "post-test" if test else "",
        kind=Kind.TEST if test or about.get("mode") == "pretest" else Kind.PRACTICE,
        revision=revision_in(about.get("revision")),
        mark=_float(score.get("raw")),
        max=_float(score.get("max")),
        seconds=_span(result.get("duration")),
        submitted=time_in(str(one.get("timestamp", ""))),
        graded=result.get("success") if isinstance(result.get("success"), bool) else None,
    )


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9 else None  # noqa: PLR2004


def _groups(context: dict[str, Any]) -> list[str]:
    found = _dict(context.get("contextActivities")).get("grouping")
    listed = found if isinstance(found, list) else [found]
    return [str(_dict(one).get("id", "")) for one in listed]


def _person(actor: dict[str, Any]) -> str:
    """Return what tells an actor apart: one of the four inverse functional identifiers (xAPI, data 4.1.2)."""
    account = _dict(actor.get("account"))
    told = [str(actor[key]) for key in ("mbox", "mbox_sha1sum", "openid") if actor.get(key)]
    return told[0] if told else f"{account.get('homePage', '')}\t{account.get('name', '')}"


def _span(text: object) -> float | None:
    found = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (float(one or 0) for one in found.groups())
    return days * 86_400 + hours * 3_600 + minutes * 60 + seconds


FORMAT = ResponseFormat("xapi", "statements of xAPI, one a line or as a list, JSON", looks, read)
