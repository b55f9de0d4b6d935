"""How long feedback takes in the browser: from the click to the frame that shows it, with sixty questions on a page.

Run: python tests/benchmarks/feedback_speed.py [a built page with many single-choice questions]
Without an argument a course of one lesson with sixty questions is built first. Prints median, 95th percentile, worst.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

COUNT = 60
ROOT = Path(__file__).parents[1] / "roots" / "test-learner"
ITEM = """  - id: q{n}
    type: single
    stem: Which is the right choice of question {n}?
    choices:
      - {{id: a, text: This one of {n}, correct: true, feedback: Right as it says itself of question {n}.}}
      - {{id: b, text: That one of {n}, feedback: Wrong as it does not say itself of {n}.}}
      - {{id: c, text: Another one of {n}, feedback: Wrong as well and for the same reason as {n}.}}
"""
MEASURE = """async () => {
  const times = [];
  const paint = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();  // a message sent in a frame arrives when the frame is painted
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  for (const form of document.querySelectorAll('form.quiz-item[data-mode=formative]')) {
    form.querySelector('input').click();
    await paint();
    const before = performance.now();
    form.querySelector('.quiz-check').click();
    times.push(await paint() - before);
    if (!form.querySelector('.quiz-status').textContent) throw new Error('no feedback');
  }
  return times;
}"""


def build(folder: Path) -> Path:
    """Build the small course with sixty questions in its second lesson, and return that page."""
    source = shutil.copytree(ROOT, folder / "test-learner")
    head = "schema: quizbank/1\nid: more\ntitle: Many\nlesson: 02-more\nitems:\n"
    bank = head + "".join(ITEM.format(n=n) for n in range(COUNT))
    (source / "quizzes" / "more.yaml").write_text(bank, encoding="utf-8")
    lesson = source / "lessons" / "02-more.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.partition(":::{recall}")[0] + "```{quiz} more\n```\n", encoding="utf-8")
    options = ["-D", "course_check=0", "-D", "quizzes_lint=off"]
    subprocess.run([sys.executable, "-m", "sphinx", "-q", *options, source, folder / "html"], check=True)
    return folder / "html" / "lessons" / "02-more.html"


def measure(page: Path) -> list[float]:
    """Return the milliseconds from each click to its painted feedback."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(page.resolve().as_uri())
        times: list[float] = opened.evaluate(MEASURE)
        browser.close()
    return times


def main() -> None:
    """Build, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(sys.argv[1]) if len(sys.argv) > 1 else build(Path(folder))
        times = sorted(measure(page))
    late = times[min(len(times) - 1, round(0.95 * len(times)))]
    middle = statistics.median(times)
    print(f"{len(times)} clicks: median {middle:.1f} ms, 95th percentile {late:.1f} ms, worst {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
