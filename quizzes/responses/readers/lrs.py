"""Statements of a record store over the network, page by page; asked for by name only, never by a build.

xAPI 1.0.3, communication 2.1.3: `GET statements` answers with statements and, in `more`, where the next page is. A file
of what came so far lets an import that broke off go on at that page.
"""

from __future__ import annotations

import base64
import json
import os
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.xapi import ANSWERED

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "1.0.3"
USER, PASSWORD = "LRS_USER", "LRS_PASSWORD"
"""Names of the environment variables with the key and the secret of the store."""
_SECONDS = 60
_MOST_PAGES = 100_000
_MOST_BYTES = 50_000_000


class _NoRedirect(HTTPRedirectHandler):
    """Key and secret are for one store: no answer may send them to another."""

    def redirect_request(self, *_arguments: Any, **_options: Any) -> None:
        """Follow nothing."""


def fetch_statements(url: str, kept: Path) -> int:
    """Add the statements of the verb *answered* to the file `kept`, one a line, and return how many there are now.

    Beside it, `kept.more` names the page that comes next as long as pages are left. Raises FindingsError (S113) for a
    store that does not answer; what came before stays, and the next call goes on there.
    """
    root = url if url.endswith("/") else f"{url}/"
    if urlsplit(root).scheme not in ("http", "https"):
        raise refused(kept, 1, "the address of a record store begins with https://", code=ImportCode.STORE)
    more = kept.with_name(f"{kept.name}.more")
    page = more.read_text(encoding="utf-8").strip() if more.exists() else ""
    address = urljoin(root, page) if page else f"{root}statements?{urlencode({'verb': ANSWERED, 'ascending': 'true'})}"
    if not page:
        kept.unlink(missing_ok=True)
        kept.touch(mode=0o600)  # it names people
    for _ in range(_MOST_PAGES):
        if urlsplit(address)[:2] != urlsplit(root)[:2]:
            raise refused(kept, 1, "the record store names a page on another host", code=ImportCode.STORE)
        told = _page(address, kept)
        with kept.open("ab") as file:
            file.writelines(json.dumps(one).encode() + b"\n" for one in told["statements"])
        following = told.get("more") or ""
        if not following:
            more.unlink(missing_ok=True)
            with kept.open("rb") as file:
                return sum(1 for _line in file)
        address = urljoin(root, following)
        more.write_text(address, encoding="utf-8")
    raise refused(kept, 1, f"more than {_MOST_PAGES:,} pages", code=ImportCode.STORE)


def _page(address: str, kept: Path) -> dict[str, Any]:
    headers = {"X-Experience-API-Version": VERSION, "Accept": "application/json"}
    if user := os.environ.get(USER):
        pair = f"{user}:{os.environ.get(PASSWORD, '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    hint = f"run it again to go on where it broke off; key and secret stand in {USER} and {PASSWORD}"
    try:
        request = Request(address, headers=headers)  # noqa: S310 - the scheme is judged above
        with build_opener(_NoRedirect).open(request, timeout=_SECONDS) as answer:
            content = answer.read(_MOST_BYTES + 1)
        told = json.loads(content) if len(content) <= _MOST_BYTES else None
    except HTTPError as error:
        message = f"the record store answers {error.code}"
        raise refused(kept, 1, message, hint, ImportCode.STORE) from error
    except (URLError, OSError) as error:
        message = f"the record store does not answer: {getattr(error, 'reason', error)}"
        raise refused(kept, 1, message, hint, ImportCode.STORE) from error
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("statements"), list):
        raise refused(kept, 1, "the record store answers with no statements", hint, ImportCode.STORE)
    return told
