# shellcheck shell=sh disable=SC2034
# Sourced by the scripts of this folder: installs Debian packages and checks for the Swift toolchain.

# What the server is built from and runs on.
BUILD_PACKAGES="ca-certificates pkg-config libcurl4-openssl-dev libssl-dev libsqlite3-dev libsndfile1-dev libspeexdsp-dev"
# What the sandbox needs besides: it speaks and listens for the demo and the tests.
SANDBOX_PACKAGES="espeak-ng espeak-ng-data libkissfft-dev"

# need_packages NAME...: installs those that are missing, with sudo when not root; prints the line to run where neither works.
need_packages() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    echo "==> installing:$missing"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1; then as_root="sudo"; else tell_apt_line; fi
    fi
    log=$(mktemp)
    # shellcheck disable=SC2086 # a list of names
    if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -5 "$log" >&2
        rm -f "$log"
        tell_apt_line
    fi
    rm -f "$log"
}

tell_apt_line() {
    echo "These packages are missing and could not be installed from here. Run this as root, then start again:" >&2
    echo "    apt-get update && apt-get install -y$missing" >&2
    exit 70
}

need_swift() {
    command -v swift >/dev/null 2>&1 && return 0
    echo "No Swift toolchain was found: install Swift 6.2 or newer from https://www.swift.org/install and put swift on the PATH." >&2
    exit 70
}
