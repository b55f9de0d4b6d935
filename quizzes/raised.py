"""Raised and lowered words where a line has no marks: 10⁹ and H₂O, since "109" and "H2O" say something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UP = dict(zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_DOWN = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def raised(text: str) -> str:
    """Return raised words in signs of Unicode where each sign has one, else as ^(…)."""
    return _moved(text, _UP, "^")


def lowered(text: str) -> str:
    """Return lowered words in signs of Unicode where each sign has one, else as _(…)."""
    return _moved(text, _DOWN, "_")


def _moved(text: str, signs: Mapping[str, str], mark: str) -> str:
    if not text.strip():
        return text
    return "".join(map(signs.__getitem__, text)) if all(sign in signs for sign in text) else f"{mark}({text})"
