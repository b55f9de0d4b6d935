"""Load a document from the web: one polite request, within bounds, and from public addresses only.

The address that a name leads to is looked at when the connection stands and before anything is sent, so that a name
which changes between two look-ups, or a page that redirects, does not reach a machine of one's own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import ssl
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from course.ingest.codes import IngestCode
from course.ingest.folder_order import KNOWN
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES, SECONDS, MOST_TURNS = 50_000_000, 60, 5
"""How much is loaded, how long it may take, and how often an address may lead to another."""
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_AGENT = "coursewright (course new --fetch; one request of a person)"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/plain": ".txt",
    "application/pdf": ".pdf", f"{_OFFICE}.wordprocessingml.document": ".docx", "application/msword": ".doc",
    f"{_OFFICE}.presentationml.presentation": ".pptx", "application/epub+zip": ".epub", "application/rtf": ".rtf",
    "text/rtf": ".rtf", "application/vnd.oasis.opendocument.text": ".odt", "application/x-ipynb+json": ".ipynb",
}  # fmt: skip
_MOVED = frozenset({301, 302, 303, 307, 308})
_FINE = 200


@dataclass(frozen=True)
class Fetched:
    """What was loaded: the address that gave it, the name of a file for it, and its bytes."""

    address: str
    name: str
    content: bytes


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return bool((mapped or ip).is_global) and not ip.is_multicast


def fetch(address: str, *, private: bool = False, allowed: Callable[[str], bool] = is_public) -> Fetched:
    """Load a document; with `private` also from a machine of one's own network.

    Raises FindingsError (N017) for an address that is none of the web or leads to a private one, and when nothing, too
    much, or something else than a document comes.
    """
    end = time.monotonic() + SECONDS
    here = address
    for _ in range(MOST_TURNS):
        try:
            status, headers, content = _asked(here, end, None if private else allowed)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise _refused(address, f"it cannot be loaded: {reason}") from error
        if status in _MOVED and (target := headers.get("location")):
            there = urljoin(here, target)
            if here.lower().startswith("https:") and not there.lower().startswith("https:"):
                raise _refused(address, f"it leads to {there}, which nobody can trust on the way")
            here = there
            continue
        if status != _FINE:
            raise _refused(address, f"the server answers {status} {http.client.responses.get(status, '')}".rstrip())
        return Fetched(here, _name(here, headers.get("content-type", "")), content)
    raise _refused(address, f"it leads on more than {MOST_TURNS} times")


def _asked(address: str, end: float, allowed: Callable[[str], bool] | None) -> tuple[int, dict[str, str], bytes]:
    """Ask for an address once and return status, headers by their names in small letters, and the body."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.username:
        raise ValueError("only plain addresses of http and https are loaded")
    left = max(1.0, end - time.monotonic())
    if parts.scheme.lower() == "https":
        context = ssl.create_default_context()
        link: http.client.HTTPConnection = http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=left, context=context
        )
    else:
        link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=left)
    try:
        link.connect()
        peer = link.sock.getpeername()[0]
        if allowed and not allowed(peer):
            raise ValueError(f"{parts.hostname} is a machine of your own network ({peer}); --private loads from it too")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request("GET", path, headers={"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"})
        answer = link.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, _body(answer, end)
    finally:
        link.close()


def _body(answer: http.client.HTTPResponse, end: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read1(65_536):
        size += len(chunk)
        parts.append(chunk)
        if size > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
        if time.monotonic() > end:
            raise ValueError(f"it does not come within {SECONDS} seconds")
    return b"".join(parts)


def _name(address: str, kind: str) -> str:
    """Return the name of a file: the last part of the address, with the suffix of its kind."""
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path))
    stem, suffix = path.stem or parts.hostname or "document", path.suffix.lower()
    told = _SUFFIXES.get(kind.partition(";")[0].strip().lower(), "")
    if suffix not in KNOWN or (told and told != ".txt"):
        suffix = told or suffix
    stem = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80]
    return (stem or parts.hostname or "document") + suffix


def _refused(address: str, message: str) -> FindingsError:
    hint = "save the page or file from the browser, and give the file"
    return FindingsError(Finding(Path("address"), 1, IngestCode.ADDRESS, f"{address}: {message}", hint=hint))
