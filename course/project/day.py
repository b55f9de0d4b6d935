"""The day by which everything is judged that time alone can change: an activity ends, and sources grow old."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day, the same one everywhere on earth."""
    return dt.datetime.now(tz=dt.UTC).date()
