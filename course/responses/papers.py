"""Which choice a letter on a paper was, as `quizzes` reads it from the record of an exam."""

from __future__ import annotations

from quizzes.responses.readers.papers import BANK_ORDER, RECORD, is_mixed, letters_in, read_orders

__all__ = ["BANK_ORDER", "RECORD", "is_mixed", "letters_in", "read_orders"]
