#!/bin/sh
# Installs what the tests need, finds a browser, and runs ruff and all tests.
#
#     sh tests/run.sh
#
# PYTHON names the interpreter (else python3), CHROMIUM the browser. Without a browser on this machine:
# Debian's package where it may be installed, else Playwright's own.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" -m pip install --quiet --requirement requirements.txt --requirement tests/requirements.txt

find_browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}

install_browser() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null &&
            return
    fi
    "$python" -m playwright install --with-deps chromium || "$python" -m playwright install chromium
}

if [ -z "${CHROMIUM:-}" ]; then
    find_browser >/dev/null || install_browser
    if browser=$(find_browser); then
        export CHROMIUM="$browser"
    fi # else the tests take Playwright's own
fi

"$python" -m ruff check .
"$python" -m ruff format --check .
"$python" -m pytest -q -n 2 --dist loadgroup
