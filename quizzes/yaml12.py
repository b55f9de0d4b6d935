"""Read YAML as plain data and the line of everything in it, in one pass over the event stream.

Scalars follow YAML 1.2, cut down to what JSON knows: only `true` and `false` are booleans, only decimal numbers
without a leading zero are numbers, only `null`, `~` and nothing are null; `No`, `on`, `010`, `1:30`, `1_000` and
dates stay text. Anchors, tags, a second document and deep nesting are refused while reading, before anything grows.
Events and not nodes, because the composer of libyaml recurses and overflows the stack on deep nesting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import yaml
from yaml.scanner import ScannerError

from quizzes.codes import LoadCode
from quizzes.finding import Finding, FindingsError
from quizzes.mistakes.syntax import find_mistake
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_DEPTH = 20
Loc = tuple[str | int, ...]
"""The way to a value: keys and positions (from 0) from the root."""
SLOW_LOADER: type = yaml.SafeLoader
LOADERS: tuple[type, ...] = (*([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else []), SLOW_LOADER)
"""The C reader where PyYAML has it, and the slower one that is always there."""

_LONGEST_NUMBER = 40
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")
_TAB = re.compile(r"^[ ]*\t[ \t]*\S", re.MULTILINE)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER_STARTS = frozenset("+-.0123456789")


@dataclass(frozen=True)
class Document:
    """Plain data, the line (from 1) of every key and list entry by its way, and what is wrong but can be read past.

    `form` is how the author wrote it, so that hints say how to write it right.
    """

    data: Any
    lines: dict[Loc, int]
    findings: tuple[Finding, ...] = ()
    form: Literal["YAML", "TOML"] = "YAML"


def nearest_line(lines: Mapping[Loc, int], loc: Loc) -> int:
    """Return the line of `loc`, or of the nearest place around it that has one."""
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc, 1)


def read_document(path: Path) -> Document:
    """Read the YAML file `path`.

    Raises FindingsError for a file that is missing, too big, not UTF-8 or not YAML, and for anchors, tags, control
    characters, tabs in the indentation and deep nesting.
    """
    return parse_document(read_text(path), path)


def parse_document(text: str, path: Path, *, loader: type = LOADERS[0]) -> Document:
    """Read `text` as one YAML document; `path` is only named in findings, which are raised as FindingsError."""
    _refuse(path, text, _CONTROL, LoadCode.CONTROL, "the control character U+{:04X} does not belong in a text")
    _refuse(path, text, _TAB, LoadCode.TAB, "a tab in the indentation; indent with spaces")
    reader = _Reader(path)
    try:
        events = loader(text)
        while (event := events.get_event()) is not None:
            reader.take(event)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        _refuse_depth(text, path, error, reader)
        raise FindingsError(_syntax(path, error, text)) from error
    return Document(reader.root, reader.lines, tuple(reader.findings))


def plain_value(text: str) -> str | int | float | bool | None:
    """Return the value of a scalar that was written without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _refuse(path: Path, text: str, wrong: re.Pattern[str], code: LoadCode, message: str) -> None:
    found = wrong.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise FindingsError(Finding(path, line, code, message.format(ord(found.group()[0]))))


def _refuse_depth(text: str, path: Path, error: Exception, reader: _Reader) -> None:
    """Raise what is wrong with the depth where libyaml gave up for the same reason before it handed the levels over.

    libyaml looks ahead, has a limit of its own and says so in words that change. The other reader has no limit, so it
    meets ours; it is slow, and asked only where enough signs for so many levels stand between the last event and the
    place of the error.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None or mark.index is None:
        return
    signs = sum(text.count(sign, reader.reached, mark.index + 1) for sign in "[{-?:")
    if len(reader.stack) + signs <= MAX_DEPTH:
        return
    again, events = _Reader(path), SLOW_LOADER(text[: mark.index + 1])
    try:
        while (event := events.get_event()) is not None:
            again.take(event)
    except (yaml.YAMLError, ValueError, OverflowError):
        return  # the depth is sane: the first reader's reason stands


def _syntax(path: Path, error: Exception, text: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0] or "unreadable"
    last = text.rstrip("\n").count("\n") + 1  # what is missing at the end is reported after the last line
    line = min(mark.line + 1, last) if mark else 1
    context = getattr(error, "context_mark", None)
    # Where a text or key began that has no end; of a list or mapping the place that does not fit is told.
    begun = [context.line + 1] if context and isinstance(error, ScannerError) else []
    if mistake := find_mistake(text, [*begun, line, line - 1]):
        message = f"not YAML: {mistake.message}"
        return Finding(path, mistake.line, LoadCode.SYNTAX, message, hint=mistake.hint)
    hint = "a text with ': ' or ' #', or one that starts with a sign, needs quotes"
    return Finding(path, line, LoadCode.SYNTAX, f"not YAML: {problem}", hint=hint)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


@dataclass
class _Frame:
    """A list or mapping that is being read; `key` is the key that waits for its value."""

    into: Any
    loc: Loc
    key: str | None = None


@dataclass
class _Reader:
    path: Path
    root: Any = None
    documents: int = 0
    lines: dict[Loc, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    last: yaml.Event | None = None

    @property
    def reached(self) -> int:
        """Return the place in the text behind the last event that was taken."""
        return self.last.end_mark.index if self.last and self.last.end_mark else 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the stream."""
        self.last = event
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_names(event)
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, LoadCode.ALIAS, f"the alias *{event.anchor}; write the content out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(event, LoadCode.DOCUMENTS, "a second document begins; a file is one document")

    def _refuse_names(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._stop(event, LoadCode.ALIAS, f"the anchor &{event.anchor}; anchors and aliases are not used here")
        if event.tag is not None:
            self._stop(event, LoadCode.TAG, f"the tag {event.tag}; write plain data without tags")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """Take a key or a value; most of a file, so that it asks for little twice."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_names(event)
        text, style = event.value, event.style
        if style == '"' and _CONTROL.search(text):
            self._stop(event, LoadCode.CONTROL, "an escape makes a control character")
        frame = self.stack[-1] if self.stack else None
        line = event.start_mark.line + 1 if event.start_mark else 1
        if frame is None or frame.key is not None or type(frame.into) is list:
            self._put(text if style else plain_value(text), line)
            return
        if text == "<<" and not style:
            self._stop(event, LoadCode.ALIAS, "the merge key <<; write the content out")
        self._key(frame, text, line)

    def _key(self, frame: _Frame, key: str, line: int) -> None:
        loc = (*frame.loc, key)
        if key in frame.into:
            first = self.lines[loc]
            message = f"the key '{key}' is given twice (first on line {first})"
            hint = "a new entry of a list begins with '- '" if key == "id" else ""
            self.findings.append(Finding(self.path, line, LoadCode.DUPLICATE_KEY, message, hint=hint))
        frame.key = key
        self.lines[loc] = line

    def _put(self, value: object, line: int) -> Loc:
        """Put a value where it belongs and return its way, which only what holds others needs."""
        loc: Loc = ()
        if not self.stack:
            self.root = value
            self.lines[loc] = line
            return loc
        frame = self.stack[-1]
        if isinstance(frame.into, list):
            loc = (*frame.loc, len(frame.into))
            self.lines[loc] = line
            frame.into.append(value)
            return loc
        frame.into[frame.key] = value
        frame.key, key = None, frame.key
        return (*frame.loc, str(key)) if isinstance(value, dict | list) else loc

    def _open(self, into: object, event: yaml.Event) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._stop(event, LoadCode.TOO_DEEP, f"nested deeper than {MAX_DEPTH} levels")
        if self.stack and isinstance(self.stack[-1].into, dict) and self.stack[-1].key is None:
            self._stop(
                event, LoadCode.SYNTAX, "a list or mapping cannot be a key; a text that begins with { or [ needs quotes"
            )
        self.stack.append(_Frame(into, self._put(into, _line(event))))

    def _stop(self, event: yaml.Event, code: LoadCode, message: str) -> NoReturn:
        raise FindingsError(*self.findings, Finding(self.path, _line(event), code, message))
