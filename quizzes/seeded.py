"""Numbers from a seed, the same on every machine and in the browser client; the steps are told in `quizzes.draw`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = TypeVar("Value")

_MASK = 0xFFFFFFFF
_FNV_OFFSET, _FNV_PRIME = 0x811C9DC5, 0x01000193


def seed_state(seed: str | int) -> int:
    """Return the 32-bit state of a seed: FNV-1a of its text in UTF-8."""
    state = _FNV_OFFSET
    for byte in str(seed).encode():
        state = ((state ^ byte) * _FNV_PRIME) & _MASK
    return state


class Random:
    """The generator mulberry32 by Tommy Ettinger, in whole numbers of 32 bits; not for secrets."""

    def __init__(self, seed: str | int) -> None:
        self._state = seed_state(seed)

    def next(self) -> int:
        """Return the next number from 0 to 2**32 - 1."""
        self._state = (self._state + 0x6D2B79F5) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 15)) * (mixed | 1)) & _MASK
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _MASK)) & _MASK
        return mixed ^ (mixed >> 14)

    def below(self, count: int) -> int:
        """Return a number from 0 to `count` - 1."""
        return (self.next() * count) >> 32

    def shuffled(self, values: Iterable[Value]) -> list[Value]:
        """Return the values in a new order."""
        made = list(values)
        for last in range(len(made) - 1, 0, -1):
            other = self.below(last + 1)
            made[last], made[other] = made[other], made[last]
        return made
