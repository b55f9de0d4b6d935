"""From how many people on a figure may be read, and from where on it stands out."""

from __future__ import annotations

from enum import StrEnum

ENOUGH, SURE = 30, 100
"""Below the first number of people nothing is judged; below the second with caution (rule of thumb)."""
HARD, EASY = 0.30, 0.95
WEAK, FAIR = 0.10, 0.20
RARE = 0.05
"""A wrong choice that fewer take does no work (BMC Medical Education 24:445, 2024, doi:10.1186/s12909-024-05433-y)."""
OPEN = 0.20
"""More than this share of people who left an item open stands out."""
NO_VARIANCE = "no variance"
"""What stands in the place of a figure that cannot be worked out because everybody has the same."""


class Gate(StrEnum):
    """How far a figure of so many people may be read."""

    TOO_FEW = "not interpretable"
    CAUTION = "with caution"
    ENOUGH = ""


def gate(people: int) -> Gate:
    """Return the gate of a figure of so many people."""
    return Gate.TOO_FEW if people < ENOUGH else Gate.CAUTION if people < SURE else Gate.ENOUGH
