"""How many minutes a text takes, by published formulas, and how credit is rounded.

Formulas give an estimate to claim by, not a reading speed: one word adds 0.001881 minutes in Mergener's, so that the
rating of difficulty decides. Inputs are never to be changed to reach a number.
"""

from __future__ import annotations

import math

SHORTEST = 15.0
"""Minutes: the smallest unit of several accreditors. Below it a formula says nothing."""


def mergener(words: float, questions: float, difficulty: float) -> float:
    """Return the minutes by Mergener's formula, 0.9 × (−22.3 + 0.00209 words + 2.78 questions + 15.5 difficulty).

    `words` are those that a learner must read, `questions` those of one drawn test. The formula is that of the BOC
    (bocatc.org/mergener-formula), which cites Mergener, Am J Pharm Educ 1991;55:263-6. It may be negative.
    """
    return 0.9 * (-22.3 + 0.00209 * words + 2.78 * questions + 15.5 * difficulty)


def nasba(words: float, questions: float, recorded: float = 0.0) -> float:
    """Return the minutes by the word count of accountants: words / 180 + recorded minutes + 1.85 × questions.

    A comparison only: no accreditor of health professions uses it.
    """
    return words / 180 + recorded + 1.85 * questions


def rounded_down(amount: float, step: float) -> float:
    """Return the largest multiple of `step` that is not more than `amount`: 1.72 by 0.25 is 1.5."""
    return round(math.floor(amount / step + 1e-9) * step, 6)
