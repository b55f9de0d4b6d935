"""The kinds of value that keys of course.toml have."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from quizzes.model.values import Text

STRICT = ConfigDict(
    defer_build=True, extra="forbid", validate_by_name=True, validate_by_alias=True, str_strip_whitespace=True
)
"""How tables are read: an unknown key is a mistake."""


STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]")
"""Signs that break a line, steer a terminal or turn words around. Blanks that do not break, joiners and marks of
direction are words of French, Japanese, Persian, Hindi and Hebrew, and stay."""


def _one_line(value: str) -> str:
    if STEERS.search(value):
        raise PydanticCustomError("setting", "must be one line without control characters")
    return value


def _address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        message = "is '{value}', and must be an address that begins with https://"
        raise PydanticCustomError("setting", message, {"value": value})
    return value.rstrip("/")


def _dark(value: str) -> str:
    if not _COLOR.fullmatch(value):
        raise PydanticCustomError("setting", "is '{value}', and must be a colour such as #0b4a6f", {"value": value})
    ratio = contrast_on_white(value)
    if ratio < READABLE:
        message = "is '{value}', which has {ratio} : 1 on white, and 4.5 : 1 is the least"
        raise PydanticCustomError("setting", message, {"value": value, "ratio": f"{ratio:.1f}"})
    return value.lower()


def contrast_on_white(color: str) -> float:
    """Return the contrast of a colour such as `#0b4a6f` with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
Words = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=20_000)]
"""Text that may be empty."""
Line = Annotated[Words, AfterValidator(_one_line)]
"""Text on one line, which may be empty."""
Web = Annotated[Line, AfterValidator(_address)]
"""An address that begins with https://, or nothing."""
Dark = Annotated[Text, AfterValidator(_dark)]
"""A colour that can be read on white."""
Name = Annotated[Text, AfterValidator(_one_line)]
"""Text on one line."""
Place = Annotated[Name, Field(json_schema_extra={"format": "path"})]
"""The way to a file or folder, counted from course.toml."""
Day = Annotated[dt.date, Field(strict=True)]
"""A date."""
Minutes = Annotated[int, Field(ge=0, le=100_000, strict=True)]
"""A whole number from 0 on."""
Number = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False, strict=True)]
"""A number from 0 on."""
People = Annotated[int, Field(ge=1, le=9, strict=True)]
"""A whole number from 1 to 9."""
