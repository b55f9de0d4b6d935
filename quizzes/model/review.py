"""A review that a person signed."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic resolves the annotation at run time
from typing import Annotated

from pydantic import StringConstraints

from quizzes.model.values import Frozen, Text


class Review(Frozen):
    """A signed human review, tied to the text that was read by its content hash."""

    by: Text
    role: Text
    date: dt.date
    content_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
