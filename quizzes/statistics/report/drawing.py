"""Small drawings beside figures: bars with their numbers, and a mark with its interval; no color needed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INK, LIGHT = "#1d2530", "#c3ced9"
WIDTH, HEIGHT, FOOT = 44, 120, 20
LONG, THIN = 100, 12


def bars(counts: Sequence[int], told: str) -> str:
    """Return bars of counts of people by tenths of the score, each with its number; `told` is read aloud instead."""
    most = max((*counts, 1))
    parts = []
    for place, count in enumerate(counts):
        high = (HEIGHT - 2 * FOOT) * count / most
        x, y = place * WIDTH, HEIGHT - FOOT - high
        parts.append(
            f'<rect x="{x + 4}" y="{y:.1f}" width="{WIDTH - 8}" height="{high:.1f}" fill="{LIGHT}" stroke="{INK}"/>'
            f'<text x="{x + WIDTH / 2}" y="{y - 4:.1f}" text-anchor="middle">{count}</text>'
            f'<text x="{x + WIDTH / 2}" y="{HEIGHT - 4}" text-anchor="middle">{place * 10}–</text>'
        )
    wide = WIDTH * len(counts)
    ground = f'<path d="M0 {HEIGHT - FOOT}H{wide}" stroke="{INK}"/>'
    return (
        f'<svg role="img" aria-label="{escape(told)}" width="{wide}" height="{HEIGHT}" viewBox="0 0 {wide} {HEIGHT}"'
        f' font-size="12" fill="{INK}">{"".join(parts)}{ground}</svg>'
    )


def span(value: float, low: float, high: float) -> str:
    """Return a mark from 0 to 1 with its interval; the numbers stand beside it, so nothing is read aloud."""
    at, start, end = (LONG * min(1.0, max(0.0, one)) for one in (value, low, high))
    middle = THIN / 2
    return (
        f'<svg aria-hidden="true" width="{LONG}" height="{THIN}" viewBox="0 0 {LONG} {THIN}">'
        f'<path d="M0 {middle}H{LONG}" stroke="{LIGHT}"/><path d="M{start:.1f} {middle}H{end:.1f}" stroke="{INK}"'
        f' stroke-width="3"/><circle cx="{at:.1f}" cy="{middle}" r="4.5" fill="#fff" stroke="{INK}" stroke-width="2"/>'
        "</svg>"
    )
