#!/usr/bin/env bash
# Sets up everything the tests need, then runs them. PYTHON chooses the interpreter, TEST_SEED the order of the tests.
#   bash tests/run.sh [arguments of pytest]            the versions of tests/constraints.txt
#   bash tests/run.sh --newest [arguments of pytest]   the newest versions that pyproject.toml allows
#   bash tests/run.sh --lowest [arguments of pytest]   the lowest versions of everything that it names
#   bash tests/run.sh --firefox                        a few ways of learners in Firefox, which it installs
#   bash tests/run.sh --spark                          the statistics by Spark, which it installs, against DuckDB
#   bash tests/run.sh --refresh                        writes tests/constraints.txt anew, with the newest versions
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "tests/run.sh: Python 3.11 or newer is needed; name one with PYTHON=python3.13" >&2; exit 2; }
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
constraints=tests/constraints.txt
row=
firefox=
spark=
fresh=
case ${1:-} in
  --newest | --lowest | --refresh) row=$1; shift ;;
  --firefox) firefox=1; shift ;;
  --spark) spark=1; shift ;;
esac
environment=.venv-tests-$version${row#-}

if [ ! -x "$environment/bin/python" ]; then
  "$python" -m venv "$environment"
fi
install() { "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
compile() { "$environment/bin/python" -m uv pip compile --quiet --no-annotate --extra test pyproject.toml "$@"; }
case $row in
  --refresh)
    install uv
    UV_CUSTOM_COMPILE_COMMAND="bash tests/run.sh --refresh" \
      compile --universal --python-version 3.11 --upgrade --output-file "$constraints" > /dev/null
    exit ;;
  --newest) install --upgrade --upgrade-strategy eager --editable '.[test]' ;;
  --lowest)
    install uv
    compile --resolution lowest-direct --output-file "$environment/lowest.txt" > /dev/null
    install --requirement "$environment/lowest.txt"
    install --no-deps --editable . ;;
  *)
    wanted=$(cat pyproject.toml "$constraints" | cksum)
    if [ "$(cat "$environment/.installed" 2>/dev/null)" != "$wanted" ]; then
      install --constraint "$constraints" --editable '.[test]'
      echo "$wanted" > "$environment/.installed"
      fresh=1
    fi ;;
esac

# Firefox is driven by its own protocol, so that nothing but the browser and a client from PyPI is needed (Mozilla's,
# MPL 2.0, 13 packages of 3 MB; no part of the usual run).
if [ -n "$firefox" ]; then
  command -v firefox-esr >/dev/null || command -v firefox >/dev/null || {
    apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null; }
  install 'marionette-driver==3.7.1' setuptools
  unset PYTHONDONTWRITEBYTECODE
  PATH=$PWD/$environment/bin:$PATH exec python -m pytest -p no:randomly tests/firefox "$@"
fi

# Spark's client brings Spark itself (Apache-2.0, 450 MB); it runs on Java 17 or newer.
if [ -n "$spark" ]; then
  command -v java >/dev/null || {
    apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null; }
  install --constraint "$constraints" 'pyspark>=4,<5'
  unset PYTHONDONTWRITEBYTECODE
  PATH=$PWD/$environment/bin:$PATH exec python -m pytest -p no:randomly tests/spark "$@"
fi

# A browser (the system's own, else by its package manager, else by Playwright's installer), and where the package
# manager may be used the validators that need Java (epubcheck, and through it the Nu HTML checker) and fonts of East Asia.
# Chromium without windows (Debian's `chromium-headless-shell`) opens a page in a third of the time; where it is not
# to be had, any Chromium will do, so its absence is met once, with a new environment, and stops nothing.
browser() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }
packaged() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
if [ -n "$fresh" ] && packaged && ! command -v chromium-headless-shell >/dev/null; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium-headless-shell; } >/dev/null 2>&1 || true
fi
missing=()
browser >/dev/null || missing+=(chromium)
command -v ssh-keygen >/dev/null || missing+=(openssh-client)
{ [ -f /usr/share/java/epubcheck.jar ] && command -v java >/dev/null; } || missing+=(epubcheck default-jre-headless)
ls /usr/share/fonts/opentype/noto/NotoSerifCJK-* >/dev/null 2>&1 || missing+=(fonts-noto-cjk fonts-noto-color-emoji)
if [ ${#missing[@]} -gt 0 ] && packaged; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
browser >/dev/null || "$environment/bin/python" -m playwright install chromium

PATH=$PWD/$environment/bin:$PATH
export PATH
# Many tests begin a Python of their own; each would compile all of ours again.
unset PYTHONDONTWRITEBYTECODE
# Three processes on two cores: the runs of Sphinx dominate, and a quarter of the time one waits for another program.
# Each test file keeps its fixtures to one of them. The order is mixed, so that no test lives on what another one left;
# the seed is fixed, so that a failure comes again.
exec python -m pytest --numprocesses "${TEST_PROCESSES:-3}" --dist loadgroup \
  --randomly-seed "${TEST_SEED:-1}" "$@"
