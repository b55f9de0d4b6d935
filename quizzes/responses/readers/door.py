"""People at the door: what tells them apart is hashed with a salt, and goes no further.

HMAC-SHA-256 (RFC 2104) of what the source calls a person, cut to 16 hexadecimal digits; without the salt nobody can try
names until one fits.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BYTES = 32
_DIGITS = 16
_MOST = 10_000


def door(salt: bytes) -> Callable[[str], str]:
    """Return the function that turns what a source calls a person into a pseudonym."""

    def pseudonym(person: str) -> str:
        name = " ".join(person.casefold().split())
        return f"p{hmac.new(salt, name.encode(), hashlib.sha256).hexdigest()[:_DIGITS]}"

    return pseudonym


def salt_of(path: Path | None) -> tuple[bytes, bytes | None]:
    """Return the salt of a file, and what is to be written there when it is new; without a file one that is forgotten.

    Raises FindingsError (S111) for a file that is no salt.
    """
    if path is None:
        return secrets.token_bytes(_BYTES), None
    if not path.exists():
        made = secrets.token_hex(_BYTES).encode()
        return made, made + b"\n"
    try:
        found = path.read_bytes().strip() if path.stat().st_size <= _MOST else b""
    except OSError as error:
        raise refused(path, 1, f"cannot be read: {error.strerror or error}", code=ImportCode.SALT) from error
    if len(found) < _DIGITS:
        message = f"this is no salt: it has fewer than {_DIGITS} signs, or more than {_MOST:,} bytes"
        raise refused(path, 1, message, "take a new name, and a salt is made there", ImportCode.SALT)
    return found, None
