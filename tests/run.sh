#!/usr/bin/env bash
# Sets up everything the tests need, then runs them. Arguments go to pytest; PYTHON chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "tests/run.sh: Python 3.11 or newer is needed; name one with PYTHON=python3.13" >&2; exit 2; }
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
environment=.venv-tests-$version

if [ ! -x "$environment/bin/python" ]; then
  "$python" -m venv "$environment"
fi
wanted=$(cksum < pyproject.toml)
if [ "$(cat "$environment/.installed" 2>/dev/null)" != "$wanted" ]; then
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade pip
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[test]'
  echo "$wanted" > "$environment/.installed"
fi

# A browser (the system's own, else by its package manager, else by Playwright's installer), and where the package
# manager may be used the validators that need Java: epubcheck, and through it the Nu HTML checker.
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
missing=()
browser >/dev/null || missing+=(chromium)
{ [ -f /usr/share/java/epubcheck.jar ] && command -v java >/dev/null; } || missing+=(epubcheck default-jre-headless)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
browser >/dev/null || "$environment/bin/python" -m playwright install chromium

PATH=$PWD/$environment/bin:$PATH
export PATH
# Two processes: the runs of Sphinx dominate, and each test file keeps its fixtures to one of them.
exec python -m pytest --numprocesses "${TEST_PROCESSES:-2}" --dist loadgroup "$@"
