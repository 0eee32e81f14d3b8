# shellcheck shell=bash
# Sourced by run and test: the system that Relais is built on and runs in.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A distribution with GNOME 48 or later is used as it is, after its package manager has added what is missing. Anything
# older (or any system, with RELAIS_PRIVATE_TREE=1) gets a private Debian 13 tree, see tree.sh. In both cases the caller
# says `prepare_system SECTION…` and then `enter COMMAND…`.

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
cache_dir=${XDG_CACHE_HOME:-$HOME/.cache}/relais
accept_installs=${accept_installs:-}
tree=

say () { printf 'relais: %s\n' "$*" >&2; }
die () { say "$*"; exit 1; }

# packages SECTION…: Debian's names, sorted.
packages () {
  awk -v wanted=" $* " '
    /^\[/ { section = substr ($0, 2, length ($0) - 2); next }
    /^[a-z0-9]/ { if (index (wanted, " " section " ")) print $1 }' \
    "$source_dir/build-aux/packages.txt" | sort -u
}

# The same in Fedora's names.
fedora_packages () {
  packages "$@" | awk '
    NR == FNR { if ($0 ~ /^[a-z0-9]/) { name = $1; $1 = ""; fedora[name] = $0 } next }
    !($1 in fedora) { print "no Fedora name for " $1 > "/dev/stderr"; exit 1 }
    fedora[$1] != " -" { print fedora[$1] }' "$source_dir/build-aux/packages-fedora.txt" - | xargs -n 1
}

# Which package manager this system's own packages come from, or nothing when they are too old or unknown.
recent_system () (
  [ -z "${RELAIS_PRIVATE_TREE:-}" ] && [ -r /etc/os-release ] || return 1
  # shellcheck source=/dev/null
  . /etc/os-release
  at_least () { [ "$(printf '%s\n' "$1" "${VERSION_ID:-9999}" | sort -V | head -n 1)" = "$1" ]; }
  case ${ID:-} in
    debian) at_least 13 && echo apt ;;
    ubuntu) at_least 25.04 && echo apt ;;
    fedora) at_least 42 && echo dnf ;;
    *) return 1 ;;
  esac
)

as_root () {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  elif command -v pkexec >/dev/null; then pkexec "$@"
  else die "no sudo here; as root: $*"
  fi
}

# install_packages MANAGER PACKAGE…: says what, asks unless root or told yes.
install_packages () {
  local manager=$1 answer
  shift
  say "to be installed with $manager: $*"
  if [ "$(id -u)" != 0 ] && [ -z "$accept_installs" ]; then
    { : </dev/tty; } 2>/dev/null || die "nobody to ask: run again with --yes, or install these first"
    read -r -p "Install them? [y/N] " answer </dev/tty 2>/dev/tty
    case $answer in [yYoO]*) ;; *) die "nothing was installed" ;; esac
  fi
  case $manager in
    apt)
      as_root apt-get update -q >&2 </dev/null
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@" >&2 </dev/null ;;
    dnf) as_root dnf install -y --setopt=install_weak_deps=False "$@" >&2 </dev/null ;;
  esac || die "the installation failed"
}

# missing_packages MANAGER PACKAGE…: those that are not installed.
missing_packages () {
  local manager=$1
  shift
  case $manager in
    apt)
      printf '%s\n' "$@" | grep -vxFf <(
        dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p') ;;
    dnf) printf '%s\n' "$@" | while read -r name; do rpm -q --quiet --whatprovides "$name" || echo "$name"; done ;;
  esac || true
}

# prepare_system SECTION…: afterwards `enter` works. A private tree always has every section: one tree serves run and test.
prepare_system () {
  local manager names missing
  if manager=$(recent_system); then
    case $manager in
      apt) names=$(packages "$@") ;;
      dnf) names=$(fedora_packages "$@") ;;
    esac
    # shellcheck disable=SC2086
    missing=$(missing_packages "$manager" $names)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages "$manager" $missing
  else
    # shellcheck source=build-aux/tree.sh
    . "$source_dir/build-aux/tree.sh"
    prepare_tree
  fi
  export RELAIS_BUILD_DIR
  RELAIS_BUILD_DIR=$cache_dir/build/$(basename "$source_dir")-$(printf '%s\n' "$source_dir" "$tree" | sha256sum | cut -c 1-12)
  mkdir -p "$RELAIS_BUILD_DIR"
}

# enter COMMAND…: becomes the command, inside the tree when there is one.
enter () {
  if [ -n "$tree" ]; then
    enter_tree "$@"
  else
    exec "$@"
  fi
}
