# shellcheck shell=bash
# Sourced inside by start and check: the build folders, below $RELAIS_BUILD_DIR and never in the checkout.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# The distribution's own python and tools, whatever the caller keeps in front of them.
export PATH=/usr/bin:/bin:$PATH PYTHONDONTWRITEBYTECODE=1
build_dir=$RELAIS_BUILD_DIR/normal
prefix=$RELAIS_BUILD_DIR/prefix

say () { printf 'relais: %s\n' "$*" >&2; }

# configure FOLDER MESON-ARGUMENT…: anew when the arguments changed or an earlier configuration did not finish; again when
# a folder that Meson looks through gained or lost a file.
configure () {
  local folder=$1 arguments
  shift
  arguments=$(printf '%s\n' "$@")
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/relais-arguments" 2>/dev/null)" = "$arguments" ]; then
    [ -n "$(find "$source_dir"/{data,tests} -type d -newer "$folder/relais-arguments" -print -quit)" ] || return 0
    set -- --reconfigure "$@"
  else
    rm -rf "$folder"
  fi
  say "configuring $folder"
  if ! meson setup "$@" "$folder" "$source_dir" >"$folder.log" 2>&1; then
    tail -n 20 "$folder.log" >&2
    return 1
  fi
  mv "$folder.log" "$folder/relais-setup.log"
  printf '%s\n' "$arguments" >"$folder/relais-arguments"
}

configure_normal () {
  configure "$build_dir" --prefix="$prefix" --libdir=lib --wrap-mode=nodownload
}

# compile FOLDER [TARGET…]: silent when there is nothing to do; one line that moves on a terminal; all of what fails.
compile () {
  local folder=$1 terminal=0
  shift
  [ ! -t 2 ] || terminal=1
  ninja -C "$folder" "$@" 2>&1 </dev/null | awk -v terminal="$terminal" -v folder="$folder" '
    function say (text) { printf "%s%s\n", moved ? "\r\033[K" : "", text > "/dev/stderr"; moved = 0 }
    /^ninja: (Entering directory|no work to do)/ { next }
    /^\[[0-9]+\/[0-9]+\]/ {
      if (!started++) say ("relais: building in " folder)
      if (terminal) { printf "\r\033[K%.79s", $0 > "/dev/stderr"; moved = 1; fflush ("/dev/stderr") }
      next }
    { say ($0) }
    END { if (moved) printf "\r\033[K" > "/dev/stderr" }'
  return "${PIPESTATUS[0]}"
}
