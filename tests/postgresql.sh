#!/bin/sh
# Sees to it that the tests of rooms have a PostgreSQL: the machine's own, else Debian's. Without one they skip.
found() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

found && exit 0
if command -v apt-get >/dev/null; then
    as_root=$([ "$(id -u)" = 0 ] || echo "sudo -n")
    echo "Installing PostgreSQL for the tests of rooms ..."
    export DEBIAN_FRONTEND=noninteractive
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } 2>/dev/null
    found && exit 0
fi
echo "There is no PostgreSQL here: the tests of rooms kept in one will skip. Install postgresql to run them." >&2
