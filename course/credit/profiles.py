"""The rules of accreditors, each with its sources and the day on which they were read."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the types
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

HowRead = Literal["read", "older", "second-hand", "not confirmed"]
"""Whether the original was read, an older edition of it, or what others say of it; or nothing."""


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Profile:
    """What one accreditor asks. None and an empty tuple mean: not confirmed, so a person has to look.

    `minutes_per_unit` and `step` belong to credit, `expires_years` counts from `counts_from`, `integrity` says that
    everybody in control of content discloses financial relationships before the role begins.
    """

    name: str
    checked_on: dt.date
    read: HowRead
    sources: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    minutes_per_unit: float | None = None
    step: float | None = None
    smallest: float | None = None
    expires_years: int | None = None
    counts_from: Literal["review", "start"] = "start"
    retention_years: int | None = None
    pass_mark: float | None = None
    wait_hours: float | None = None
    integrity: bool = False
    brands: bool = True
    number: str = ""
    number_example: str = ""
    statement_before_approval: bool = False
    not_confirmed: tuple[str, ...] = ()


_PROFILES = TypeAdapter(dict[str, Profile])


@cache
def profiles() -> dict[str, Profile]:
    """Return every profile by its name, as `profiles.toml` has them."""
    text = files("course.credit").joinpath("profiles.toml").read_text(encoding="utf-8")
    return _PROFILES.validate_python(tomllib.loads(text))


def profile_of(name: str) -> Profile | None:
    """Return a profile by the name of a table or by its own: `ca_brn` and `ca-brn` are one."""
    return profiles().get(name.replace("-", "_"))
