"""Match an answer against a regular expression in linear time; `client/quiz-match.js` does the same.

The tree is compiled by Thompson's construction and run as a set of states (Ken Thompson, Regular Expression Search
Algorithm, CACM 11:6, 1968; Russ Cox, "Regular Expression Matching Can Be Simple And Fast", 2007): the time is at most
the steps times the letters of the answer, so that no expression makes anybody wait.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from quizzes.regex import WORD, Letters, Node, Parser, RegexError

MOST_STEPS = 2000
"""So many steps may a whole expression have when its counted repeats are written out."""
MOST_PARTS = 20_000
"""So many parts may be written, empty ones too."""
LONGEST = 5000
"""An answer of more letters matches nothing."""


class Instruction(NamedTuple):
    """A step of the program: `letter` with what it accepts, `split` to two places, `jump`, or an `assert`."""

    kind: str
    letters: Letters | None = None
    to: tuple[int, ...] = ()
    name: str = ""


class _Compiler:
    """Turns a tree into steps; counted repeats are written out."""

    def __init__(self) -> None:
        self.steps: list[Instruction] = []
        self._parts = 0

    def add(self, step: Instruction) -> int:
        if len(self.steps) >= MOST_STEPS:
            raise RegexError(f"more than {MOST_STEPS} steps when its repeats are written out")
        self.steps.append(step)
        return len(self.steps) - 1

    def write(self, node: Node) -> None:
        kind, made = node
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise RegexError(f"more than {MOST_PARTS} parts when its repeats are written out")
        match kind:
            case "letter":
                assert isinstance(made, Letters)
                self.add(Instruction("letter", letters=made))
            case "assert":
                self.add(Instruction("assert", name=str(made)))
            case "row":
                for part in made:  # type: ignore[attr-defined]
                    self.write(part)
            case "choice":
                self._choice(made)  # type: ignore[arg-type]
            case "repeat":
                self._repeat(*made)  # type: ignore[misc]

    def _choice(self, branches: list[Node]) -> None:
        ends: list[int] = []
        for branch in branches[:-1]:
            split = self.add(Instruction("split"))
            self.write(branch)
            ends.append(self.add(Instruction("jump")))
            self.steps[split] = Instruction("split", to=(split + 1, len(self.steps)))
        self.write(branches[-1])
        for end in ends:
            self.steps[end] = Instruction("jump", to=(len(self.steps),))

    def _repeat(self, part: Node, low: int, high: int | None) -> None:
        for _ in range(low):
            self.write(part)
        if high is None:
            split = self.add(Instruction("split"))
            self.write(part)
            self.add(Instruction("jump", to=(split,)))
            self.steps[split] = Instruction("split", to=(split + 1, len(self.steps)))
            return
        splits: list[int] = []
        for _ in range(high - low):
            splits.append(self.add(Instruction("split")))
            self.write(part)
        for split in splits:
            self.steps[split] = Instruction("split", to=(split + 1, len(self.steps)))


@lru_cache(maxsize=1024)
def compile_regex(pattern: str) -> tuple[Instruction, ...]:
    """Return the program of an expression; raises RegexError for one that is not in the subset."""
    compiler = _Compiler()
    compiler.write(Parser(pattern).parse())
    return tuple(compiler.steps)


def full_match(pattern: str, text: str) -> bool:
    """Say whether an expression matches the whole text; False for one that is not in the subset."""
    try:
        steps = compile_regex(pattern)
    except RegexError:
        return False
    if len(text) > LONGEST:
        return False
    states = _reached(steps, [0], text, 0)
    for place, letter in enumerate(text):
        following = [state + 1 for state in states if _takes(steps, state, letter)]
        states = _reached(steps, following, text, place + 1)
        if not states:
            return False
    return len(steps) in states


def _takes(steps: tuple[Instruction, ...], state: int, letter: str) -> bool:
    letters = steps[state].letters if state < len(steps) else None
    return letters is not None and letters.accepts(letter)


def _reached(steps: tuple[Instruction, ...], states: list[int], text: str, place: int) -> set[int]:
    """Return every state that can be reached without taking a letter; the end is the state behind the last step."""
    found: set[int] = set()
    waiting = list(states)
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found.add(state)
        if state == len(steps):
            continue
        step = steps[state]
        if step.kind in ("split", "jump"):
            waiting += step.to
        elif step.kind == "assert" and _holds(step.name, text, place):
            waiting.append(state + 1)
    return found


def _holds(name: str, text: str, place: int) -> bool:
    """Say whether a place of the text is what an assertion asks for."""
    if name in "^$":
        return place == (0 if name == "^" else len(text))
    sides = (place > 0 and WORD.accepts(text[place - 1]), place < len(text) and WORD.accepts(text[place]))
    return (sides[0] != sides[1]) == (name == "b")
