# shellcheck shell=bash
# Sourced by tree.sh and private-session.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later

# supervise ASK COMMAND…: runs the command with this shell's standard input. A signal that should end this shell makes it call
# `ASK PID` instead, and the shell ends when the command has, with its status.
supervise () {
  local ask=$1 pid status=0
  shift
  # In the background, because a shell looks at its traps only between two commands of the foreground.
  "$@" <&0 &
  pid=$!
  # shellcheck disable=SC2064
  trap "$ask $pid" TERM INT HUP
  while kill -0 "$pid" 2>/dev/null; do
    wait "$pid" && status=0 || status=$?
  done
  wait "$pid" 2>/dev/null && status=0 || status=$?
  return "$status"
}
