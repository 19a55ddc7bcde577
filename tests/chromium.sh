#!/bin/sh
# Chromium for the browser tests, from apt where the user may install it; else those tests are skipped with a reason.
command -v chromium >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "no apt here: browser tests need chromium on the path"; exit 0; }
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
{ $sudo apt-get update && $sudo apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 ||
    echo "chromium could not be installed: browser tests will be skipped"
