#!/bin/sh
# Sees to it that the tests of the proxy have an nginx: the machine's own, else Debian's. Without one they skip.
PATH=$PATH:/usr/sbin:/usr/local/sbin
found() { command -v nginx >/dev/null; }

found && exit 0
if command -v apt-get >/dev/null; then
    as_root=$([ "$(id -u)" = 0 ] || echo "sudo -n")
    echo "Installing nginx for the tests of the proxy ..."
    export DEBIAN_FRONTEND=noninteractive
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends nginx-light >/dev/null; } 2>/dev/null
    found && exit 0
fi
echo "There is no nginx here: the tests of .streamlit/nginx.conf will skip. Install nginx to run them." >&2
