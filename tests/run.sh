#!/bin/sh
# Makes a virtual environment, finds a browser and nginx, and runs what checks the project: ruff and
# mypy, eslint and tsc, Node's tests, pytest.
#
#     sh tests/run.sh
#
# The environment is `.venv-tests`: what no requirements file names is not there, so it can't be leaned
# on. It is made anew where a requirements file or the interpreter changed. PYTHON names the
# interpreter (else python3), CHROMIUM the browser. Without a browser on this machine: Debian's package
# where it may be installed, else Playwright's own. PostgreSQL's programs and nginx are taken from Debian's
# packages; without them the tests of the classes' store and of several replicas fail.
set -eu
cd "$(dirname "$0")/.."
environment=.venv-tests
python=$environment/bin/python

make_environment() {
    wanted=$("${PYTHON:-python3}" --version && cat requirements.txt tests/requirements.txt)
    if [ "$(cat "$environment/made-from" 2>/dev/null)" != "$wanted" ]; then
        "${PYTHON:-python3}" -m venv --clear "$environment"
        "$python" -m pip install --quiet --requirement requirements.txt --requirement tests/requirements.txt
        echo "$wanted" >"$environment/made-from" # last, so that a broken installation is begun again
    fi
}

find_browser() {
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}

install_browser() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
                chromium chromium-headless-shell >/dev/null &&
            return
    fi
    "$python" -m playwright install --with-deps chromium || "$python" -m playwright install chromium
}

install_database() {
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql >/dev/null
}

make_environment

if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && ! command -v postgres >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then install_database; fi
fi

if [ -z "${CHROMIUM:-}" ]; then
    find_browser >/dev/null || install_browser
    if browser=$(find_browser); then
        export CHROMIUM="$browser"
    fi # else the tests take Playwright's own
fi

find_nginx() { # /usr/sbin is not on everybody's path
    command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]
}

if ! find_nginx && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends nginx-light >/dev/null
fi

"$python" -m ruff check .
"$python" -m ruff format --check .
"$python" -m mypy

PATH="$PWD/$environment/bin:$PATH" # its Node and npm
npm ci --silent --no-audit --no-fund
npm run --silent lint
npm run --silent types
npm run --silent test -- --test-reporter=dot

export OMP_NUM_THREADS=1 # as the app has it; two workers on two cores need no more
unset PYTHONDONTWRITEBYTECODE # workers and servers start again and again: compiled once is enough
# twice: Playwright's event loop stands in the way of tests that run one of their own; the browser's in the order
# of their files, of which the first, with few tests, take longest
failed=0
"$python" -m pytest -q -n 2 --dist worksteal --ignore tests/browser || failed=1
"$python" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests/browser || failed=1
exit $failed
