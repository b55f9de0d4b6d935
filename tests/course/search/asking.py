"""Ask the script of the search about an index under node, as a page from disk does."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from course.sphinxext.search import search_script
from tests.client.test_client import find_tool

HARNESS = """
const vm = require("node:vm");
const { script, files, asked, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
globalThis.document = {
  currentScript: { src: "file:///site/_static/course-search.js" },
  documentElement: { dataset: {} },
  getElementById: () => null,
  createElement: () => ({}),
  head: { append: (node) => {
    const name = node.src.split("/search/")[1];
    if (!(name in files)) return node.onerror();
    vm.runInThisContext(files[name]);
    return node.onload();
  } },
};
vm.runInThisContext(script);
(async () => {
  const found = [];
  for (const typed of asked) {
    const { hits } = await courseSearch.find(typed);
    found.push(hits.map(({ page, anchor }) => `${courseSearch.head().pages[page][0]}#${anchor}`));
  }
  console.log(JSON.stringify({ found, words: texts.map((text) => courseSearch.wordsOf(text)) }));
})();
"""


def run(files: dict[str, str], asked: list[str], texts: tuple[str, ...] = ()) -> dict[str, Any]:
    """Ask the script about an index, as a page from disk does."""
    given = json.dumps({"script": search_script(), "files": files, "asked": asked, "texts": texts})
    done = subprocess.run([find_tool("node"), "-e", HARNESS], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
