"""What a format is: a name, the ending of its files, and how a bank is read and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from quizzes.finding import Finding
    from quizzes.formats.carry import Table
    from quizzes.load import BankFile
    from quizzes.yaml12 import Loc


class Html(str):
    """A text that a format holds as HTML; who reads the file turns it into Markdown."""

    __slots__ = ()


@dataclass(frozen=True)
class Read:
    """A file of a format as the values of a bank: `values` as YAML would give them, without `schema`.

    `lines` says where an item or a field of it begins in the file that was read (`("items", 0)`), as far as it is
    known; `losses` what the bank does not say, and what is still to be written. Texts may be `Html`; `pictures` has
    the bytes of pictures by the addresses in them; `foreign` what a question is known by there, by our ids.
    """

    values: Mapping[str, Any]
    lines: Mapping[Loc, int] = field(default_factory=lambda: MappingProxyType({}))
    losses: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    foreign: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Written:
    """A bank as the bytes of one file, and what the format could not say."""

    data: bytes
    losses: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Format:
    """A format of item banks.

    `name` is what a command line says (small letters, digits and dashes); `suffix` ends the files, with its dot;
    `about` is one line for --help. `read` and `write` may be None where a format goes one way only; both raise
    FindingsError for what is wrong with their input. `carries` is the table behind `write`: from it comes the loss
    report beside an export. `learners`: the file is for who learns, so the private pool never goes into it.
    """

    name: str
    suffix: str
    about: str
    read: Callable[[Path], Read] | None = None
    write: Callable[[BankFile], Written] | None = None
    carries: Table | None = None
    learners: bool = False
