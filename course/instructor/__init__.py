"""Teaching a course in a room: session plan, facilitator guide, slides and kits, from the lessons and their banks."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""Style sheets, script and look of the papers."""
