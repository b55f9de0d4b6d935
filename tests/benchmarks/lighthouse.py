"""What Lighthouse says of the pages of a course, as a phone on a slow network sees them. Never a test: times vary.

Run: python tests/benchmarks/lighthouse.py [a built site] [page ...]
Without arguments the shipped course is built, and one page of each kind is looked at. Needs Chromium, and the npm
package `lighthouse` in the folder where this is started (`npm install lighthouse`). Prints four scores a page, and
each audit that was not passed. The site is served by this script, compressed as servers do it.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = (
    "index",
    "lessons/04-dependence",
    "posttest",
    "evaluation",
    "review",
    "record",
    "appendix/statements",
    "search",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COMMAND = ("npx", "--no-install", "lighthouse")
FLAGS = "--headless=new --no-sandbox"


class Compressing(SimpleHTTPRequestHandler):
    """Serves files, texts compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def built(folder: Path) -> Path:
    """Build the shipped course and return its pages."""
    command = [sys.executable, "-m", "course", "build", "klonopin", "--to", "html", "--out", str(folder), "--quiet"]
    subprocess.run(command, check=True)
    return folder / "html"


def missing() -> str:
    """Return what has to be installed first, '' when nothing."""
    if not shutil.which("npx"):
        return "npx is not here: install Node.js, then `npm install lighthouse`"
    if subprocess.run([*COMMAND, "--version"], capture_output=True, check=False).returncode:
        return "Lighthouse is not here: run `npm install lighthouse` in this folder"
    return ""


def audited(url: str, report: Path) -> dict[str, Any]:
    """Run Lighthouse on one page and return its report."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    command = [*COMMAND, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    environment = {**os.environ, "CHROME_PATH": chromium} if chromium else None
    subprocess.run([*command, f"--only-categories={','.join(CATEGORIES)}"], env=environment, check=True)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def failures(report: dict[str, Any]) -> list[str]:
    """Return the audits with a weight that are below 0.9, with what Lighthouse measured."""
    weighted = {ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    audits = [audit for name, audit in report["audits"].items() if name in weighted]
    return [
        f"{one['title']}: {one.get('displayValue', '')}"
        for one in audits
        if one["score"] is not None and one["score"] < 0.9
    ]


def main() -> None:
    """Look at each page and print."""
    lack = missing()
    if lack:
        sys.exit(lack)
    print(f"{'page':24}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with tempfile.TemporaryDirectory() as folder:
        site = Path(sys.argv[1]) if len(sys.argv) > 1 else built(Path(folder))
        with served(site) as address:
            for page in sys.argv[2:] or PAGES:
                report = audited(f"{address}{page}.html", Path(folder) / "report.json")
                scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
                print(f"{page:24}" + "".join(f"{score:16}" for score in scores), flush=True)
                for line in failures(report):
                    print(f"    {line}")


if __name__ == "__main__":
    main()
