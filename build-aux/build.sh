# shellcheck shell=bash
# Sourced inside by start and check: the build folders, below $RELAIS_BUILD_DIR and never in the checkout.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# The distribution's own python and tools, whatever the caller keeps in front of them.
export PATH=/usr/bin:/bin:$PATH PYTHONDONTWRITEBYTECODE=1
# Meson compiles through ccache where it finds it.
export CCACHE_DIR=${RELAIS_BUILD_DIR%/build/*}/ccache CCACHE_MAXSIZE=1G
build_dir=$RELAIS_BUILD_DIR/normal
prefix=$RELAIS_BUILD_DIR/prefix

say () { printf 'relais: %s\n' "$*" >&2; }

# quietly LOG COMMAND…: what the command tells is shown only when it fails.
quietly () {
  "${@:2}" >"$1" 2>&1 </dev/null || { tail -n 20 "$1" >&2; return 1; }
}

# configure FOLDER MESON-ARGUMENT…: from nothing when the arguments changed or an earlier configuration did not finish; again
# when a folder that Meson looks through gained or lost a file, or a build file changed.
configure () {
  local folder=$1 log=$1.log stamp=$1/relais-arguments
  shift
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$*" ]; then
    say "configuring $folder"
    rm -rf "$folder"
    quietly "$log" meson setup "$@" "$folder" "$source_dir"
  elif [ -n "$(find "$source_dir"/{data,tests} -type d -newer "$stamp" -print -quit)" ]; then
    quietly "$log" meson setup --reconfigure "$@" "$folder" "$source_dir"
  else
    quietly "$log" ninja -C "$folder" build.ninja
  fi && printf '%s\n' "$*" >"$stamp"
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
