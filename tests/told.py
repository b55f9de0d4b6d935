"""Write anew every file that says word by word what checks, formats, papers and books say: `python -m tests.told`.

Each `told.py` (and `refused.py`, `odd.py`) beside tests makes a text of everything that its room says, and a test
compares it with the one that is kept. Read the difference line by line before you keep it: it is the right value from
then on.

    python -m tests.told            # all of them
    python -m tests.told formats    # those whose name has this word
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def modules(word: str) -> list[str]:
    """Return the modules that write such files."""
    files = [*HERE.rglob("*/told.py"), *HERE.rglob("refused.py"), *HERE.rglob("odd.py")]
    names = [".".join(path.relative_to(HERE.parent).with_suffix("").parts) for path in sorted(files)]
    return [name for name in names if word in name]


if __name__ == "__main__":
    for module in modules("".join(sys.argv[1:2])):
        sys.stderr.write(f"{module}\n")
        subprocess.run([sys.executable, "-m", module], check=True, cwd=HERE.parent)
