"""The kinds of value of a bank, and the base of everything in it: frozen, unknown keys refused.

Unknown keys are refused, so that a typing error in a bank is found where it is made. Texts are Markdown.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""An id that its author owns: stable under rewording and reordering, never reused."""


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, strict=True, max_length=20_000)]
"""Markdown that must not be empty."""


Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false`, never a word that looks like it: `correct: yes` is a mistake to be shown."""


Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A finite number, never a text that looks like one."""


class Frozen(BaseModel):
    """Base of every value of a bank: immutable, unknown keys refused."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", str_strip_whitespace=True)
