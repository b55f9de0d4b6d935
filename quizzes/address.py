"""Which addresses a reader may be led to: the one list that every writer asks."""

from __future__ import annotations

import re

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "ftp"})
"""Kinds of addresses that a link may have; all others run something, or open what nobody has read."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def leads_on(address: str) -> bool:
    """Say whether a link may have this address: one of `SCHEMES`, or a place in the same publication.

    Signs that nobody sees count for nothing, because browsers drop them (WHATWG URL Standard, section 4.4).
    """
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    return scheme is None or scheme[1].lower() in SCHEMES


def shows(address: str) -> bool:
    """Say whether a picture may come from this address: a link's, or pixels that stand in the address itself."""
    return leads_on(address) or bool(_PICTURE.match(_UNSEEN.sub("", address)))
