# SPDX-License-Identifier: GPL-3.0-or-later
# Read by tests/run and samples/try: installs Debian packages that are missing, and only those.

# What any build needs.
build_packages="gcc libc6-dev cmake ninja-build pkg-config
    libfftw3-dev libsndfile1-dev libzip-dev libssl-dev libjansson-dev libyajl-dev libexpat1-dev
    libsqlite3-dev libpango1.0-dev libmicrohttpd-dev fonts-dejavu-core fonts-noto-cjk"

# need_packages NAME...: says nothing and asks nobody where all are there.
need_packages() {
    missing=
    for package in "$@"; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
        [ "$state" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0

    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "missing packages:$missing" >&2
            echo "install them as root: apt-get install$missing" >&2
            return 1
        fi
        as_root=sudo
    fi
    echo "installing:$missing"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null || return 1
    # shellcheck disable=SC2086 # the lists are words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y \
        $missing </dev/null >/dev/null
}
