"""`course serve`: the page is there, on this machine only, and follows an edit."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import BAD_REQUEST, HTTPConnection, HTTPException
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 90  # seconds until a page must have appeared on a busy machine


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(course: Path, cwd: Path, port: int) -> Iterator[None]:
    """Run the server for the length of the block."""
    command = [sys.executable, "-m", "course", "serve", str(course), "--port", str(port)]
    with (cwd / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log, start_new_session=True)
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def page_with(words: str, port: int, log: Path) -> str:
    """Return the start page once it holds the words; fail with the server's log after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/index.html")
            text = connection.getresponse().read().decode()
            if words in text:
                return text
        except (OSError, HTTPException):  # not up yet, or the page was replaced while it was sent
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


def answer(path: str, port: int, host: str) -> tuple[int, str]:
    """Ask for a file under a name of the machine; return status and text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        got = connection.getresponse()
        return got.status, got.read().decode()
    finally:
        connection.close()


def test_the_preview_follows_an_edit_on_this_machine_only(course: Path, tmp_path: Path) -> None:
    """The start page is served from 127.0.0.1, an edit arrives, and the course folder is not written."""
    port, log = free_port(), tmp_path / "log"
    with served(course, tmp_path, port):
        assert "Content-Security-Policy" in page_with("/course-reload.js", port, log)
        assert "WebSocket" in answer("/course-reload.js", port, "localhost")[1]
        assert answer("/index.html", port, "elsewhere.example")[0] == BAD_REQUEST
        index = course / "index.md"
        index.write_text(index.read_text(encoding="utf-8") + "\nA sentence from the editor.\n", encoding="utf-8")
        page_with("A sentence from the editor.", port, log)
        listening = subprocess.run(
            [sys.executable, "-c", f"import socket; socket.create_connection(('{_other_address()}', {port}), 2)"],
            capture_output=True,
            check=False,
        )
        assert listening.returncode != 0, "the server answers on an address other machines can reach"
    assert not (course / "_build").exists()
    assert (tmp_path / "_build" / course.name / ".preview" / "html" / "index.html").is_file()


def _other_address() -> str:
    """Return a loopback address that only a server on every address would answer on."""
    return "127.0.0.2"


def test_a_port_that_is_taken_is_wrong_use_before_the_build(course: Path, tmp_path: Path) -> None:
    """Exit status 2 with what to do; nothing was built."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "course", "serve", str(course), "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be used: address already in use; --port 0 takes a free one" in " ".join(done.stderr.split())
    assert not (tmp_path / "_build").exists()


def test_a_course_toml_that_breaks_while_it_is_served_is_one_line(course: Path, tmp_path: Path) -> None:
    """File and line, no traceback; the page stays, and the next edit that is right reaches it."""
    port, log = free_port(), tmp_path / "log"
    settings = course / "course.toml"
    right = settings.read_text(encoding="utf-8")
    with served(course, tmp_path, port):
        page_with("</html>", port, log)
        settings.write_text(right + "broken = \n", encoding="utf-8")
        line = right.count("\n") + 1
        wait_for(f"course.toml:{line}: C003 not TOML", log)
        settings.write_text(right.replace("[course]\n", "[course]\nsubtitle = 'A new subtitle'\n"), encoding="utf-8")
        index = course / "index.md"
        index.write_text(index.read_text(encoding="utf-8") + "\nA sentence from the editor.\n", encoding="utf-8")
        page_with("A sentence from the editor.", port, log)
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")


def test_a_neighbour_of_conf_py_and_what_stands_against_the_course_are_followed(course: Path, tmp_path: Path) -> None:
    """Nothing that was loaded before hides an edit; a page with an error in it is shown, and the error is told."""
    port, log = free_port(), tmp_path / "log"
    conf = course / "conf.py"
    head = f"import sys\nsys.path.insert(0, {str(course)!r})\nfrom neighbour import WORD\n"
    tail = "\nmyst_enable_extensions = ['substitution']\nmyst_substitutions = {'word': WORD}\n"
    conf.write_text(head + conf.read_text(encoding="utf-8") + tail, encoding="utf-8")
    (course / "neighbour.py").write_text("WORD = 'the first word'\n", encoding="utf-8")
    index = course / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\nHere is {{ word }}.\n", encoding="utf-8")
    with served(course, tmp_path, port):
        page_with("Here is the first word.", port, log)
        (course / "neighbour.py").write_text("WORD = 'another one'\n", encoding="utf-8")
        page_with("Here is another one.", port, log)
        index.write_text(index.read_text(encoding="utf-8") + "\n{claim}`S99` is not there.\n", encoding="utf-8")
        page_with("is not there.", port, log)
        wait_for("S99", log)


def test_a_course_that_is_broken_from_the_start_has_a_page_that_comes_back(course: Path, tmp_path: Path) -> None:
    """The page says where to look, and reloads with the first save that can be built."""
    port, log = free_port(), tmp_path / "log"
    right = (course / "course.toml").read_text(encoding="utf-8")
    (course / "course.toml").write_text("[course\n", encoding="utf-8")
    with served(course, tmp_path, port):
        assert "/course-reload.js" in page_with("the terminal says why", port, log)
        (course / "course.toml").write_text(right, encoding="utf-8")
        page_with("Content-Security-Policy", port, log)
        assert "There is no such page" in answer("/nowhere.html", port, "localhost")[1]


def wait_for(words: str, log: Path) -> None:
    """Wait until the server has said something; fail with its log after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in log.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
