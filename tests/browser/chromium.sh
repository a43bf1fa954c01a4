#!/bin/sh
# Sees to it that the browser tests have a Chromium: the machine's own, else Debian's, else Playwright's.
#   sh tests/browser/chromium.sh PYTHON
python=$1
found() { "$python" -c 'import sys; from tests.browser.harness import chromium; sys.exit(not chromium())'; }

found && exit 0
if command -v apt-get >/dev/null; then
    as_root=$([ "$(id -u)" = 0 ] || echo "sudo -n")
    echo "Installing Chromium and a Chinese font for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
    found && exit 0
fi
"$python" -m playwright install chromium && exit 0
echo "The browser tests need Chromium: install it, or say where it is with LCITY_CHROMIUM=/path." >&2
exit 1
