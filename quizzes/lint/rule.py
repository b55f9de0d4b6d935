"""What a rule is: a code, a level, a source, a good and a bad example, and the function that looks for the flaw."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from quizzes.finding import Level
from quizzes.settings import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quizzes.load import BankFile

FIELDS: tuple[Profile, ...] = get_args(Profile)
"""Every profile."""
CLINICAL: tuple[Profile, ...] = ("clinical",)
LAY: tuple[Profile, ...] = ("clinical", "school")
"""Readers who are patients, pupils or beginners."""
Example = dict[str, Any]
"""A short form of an item, of a bank or of an objective; `quizzes.lint.examples` makes the whole of it."""


class Flaw(NamedTuple):
    """What a rule found in one item: the message, the place inside the item, and what differs from the rule's own.

    `at` is the way from the item to the place (`("choices", 1, "text")`); a way that begins with `stimuli` counts from
    the bank. `sub` is the letter of the sub-code.
    """

    message: str
    at: tuple[str | int, ...] = ()
    sub: str = ""
    level: Level | None = None
    hint: str = ""


class BankFlaw(NamedTuple):
    """What a rule found about banks as a whole: the file and the way to the place in it, or an objective."""

    message: str
    file: BankFile | None = None
    at: tuple[str | int, ...] = ()
    subject: str = ""
    sub: str = ""
    level: Level | None = None
    hint: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of question writing.

    `title` is the first line of the docstring of the function, `detail` the rest; `source` names the guideline; `subs`
    says what the letters behind the code mean; `english` rules are asked of English banks only; `keyed` rules not of
    surveys; `fields` are the profiles that the rule belongs to; `names_items` says of a rule about banks that some of
    what it finds is about one item, so that it is asked where a few items are.
    """

    code: str
    level: Level
    source: str
    find: Callable[..., Iterator[Any]]
    bad: Example
    good: Example
    english: bool = False
    keyed: bool = True
    names_items: bool = False
    fields: tuple[Profile, ...] = FIELDS
    subs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def title(self) -> str:
        """Return the first line of the docstring, without its full stop."""
        return (inspect.getdoc(self.find) or "").partition("\n")[0].rstrip(".")

    @property
    def detail(self) -> str:
        """Return the docstring after its first line."""
        return (inspect.getdoc(self.find) or "").partition("\n")[2].strip()

    def is_of(self, profile: Profile | None) -> bool:
        """Say whether the rule is asked under this profile; without one every rule is."""
        return profile is None or profile in self.fields


class Register:
    """Collects the rules of one kind, in the order of their codes."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, sorted by code."""
        return tuple(self._rules[code] for code in sorted(self._rules))

    def __call__(  # noqa: D102 - the class says it
        self,
        code: str,
        level: Level,
        source: str,
        *,
        bad: Example,
        good: Example,
        english: bool = False,
        keyed: bool = True,
        names_items: bool = False,
        fields: tuple[Profile, ...] = FIELDS,
        subs: Mapping[str, str] | None = None,
    ) -> Callable[[Callable[..., Iterator[Any]]], Callable[..., Iterator[Any]]]:
        def add(find: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
            if code in self._rules:
                raise ValueError(f"the code {code} is given twice")
            more = MappingProxyType(subs or {})
            asked = {"english": english, "keyed": keyed, "names_items": names_items, "fields": fields}
            self._rules[code] = Rule(code, level, source, find, bad, good, **asked, subs=more)  # type: ignore[arg-type]
            return find

        return add


item_rule = Register()
"""Rules asked of each item: `(reading: Reading) -> Iterator[Flaw]`."""
bank_rule = Register()
"""Rules asked once of all banks together: `(banks: Banks) -> Iterator[BankFlaw]`."""
objective_rule = Register()
"""Rules asked of each objective: `(objective: Objective) -> Iterator[Flaw]`."""

ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO
