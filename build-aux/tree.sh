# shellcheck shell=bash
# Sourced by system.sh on a system older than GNOME 48: a private Debian 13 tree under ~/.cache/relais.
#
# SPDX-FileCopyrightText: 2026 The Relais developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mmdebstrap makes the tree once, bubblewrap enters it; the system itself is not changed. The tree's name is a hash of what
# went into it, so a changed package list makes a new one. It is made beside its final place under a lock and renamed when
# whole: an interrupted run leaves nothing that a later one would use. All of it belongs to the user: `rm -r` is enough.
#
# This is a place to build and run, not a sandbox: the home folder, the display, the buses and the network are the user's own.

# shellcheck source=build-aux/supervise.sh
. "$source_dir/build-aux/supervise.sh"

suite=trixie
tree_version=1

# What mmdebstrap is told beside the packages. French and English are kept, documentation is not unpacked.
tree_options=(
  --variant=apt
  --dpkgopt='path-exclude=/usr/share/doc/*'
  --dpkgopt='path-exclude=/usr/share/man/*'
  --dpkgopt='path-exclude=/usr/share/info/*'
  --dpkgopt='path-exclude=/usr/share/help/*'
  --dpkgopt='path-exclude=/usr/share/gtk-doc/*'
  --dpkgopt='path-exclude=/usr/share/locale/*/*'
  --dpkgopt='path-include=/usr/share/locale/fr/*'
  --dpkgopt='path-include=/usr/share/locale/en_GB/*'
  --dpkgopt=force-unsafe-io
  # A home folder is closed to apt's own download user.
  --aptopt='APT::Sandbox::User "root"'
  # A name for the mounts of enter_tree, the languages, and the identity that D-Bus asks for.
  --customize-hook='printf "fr_FR.UTF-8 UTF-8\nen_GB.UTF-8 UTF-8\n" >"$1/etc/locale.gen"; chroot "$1" locale-gen'
  --customize-hook='rm -f "$1/etc/resolv.conf" "$1/etc/hosts"; : >"$1/etc/resolv.conf"; : >"$1/etc/hosts"'
  --customize-hook='rm -f "$1/etc/machine-id"; chroot "$1" dbus-uuidgen >"$1/etc/machine-id"'
)

prepare_tree () {
  local key
  key=$(packages run test | cat - <(declare -p suite tree_version tree_options) | sha256sum | cut -c 1-12)
  tree=$cache_dir/trees/debian13-$key
  mkdir -p "$cache_dir/trees"
  # Shared while the tree is in use: forget_old_trees leaves it alone then.
  exec {tree_lock}>>"$tree.lock"
  if [ ! -d "$tree" ]; then
    need_tools mmdebstrap bwrap
    if ! flock -n "$tree_lock"; then
      say "another run is making the private Debian 13 tree; waiting for it"
      flock "$tree_lock"
    fi
    [ -d "$tree" ] || make_tree
    forget_old_trees
  fi
  flock -s "$tree_lock"
  need_tools bwrap
  touch -c "$tree.lock"
}

# need_tools COMMAND…: installs the packages of those that are missing.
need_tools () {
  local command wanted=()
  for command; do
    command -v "$command" >/dev/null && continue
    case $command in
      mmdebstrap) wanted+=(mmdebstrap debian-archive-keyring) ;;
      bwrap) wanted+=(bubblewrap) ;;
      newuidmap) wanted+=(uidmap) ;;
    esac
  done
  [ ${#wanted[@]} -gt 0 ] || return 0
  if command -v apt-get >/dev/null; then install_packages apt "${wanted[@]}"
  else die "this system is older than GNOME 48; to make a private Debian 13 tree, install first: ${wanted[*]}"
  fi
}

make_tree () {
  local part=$tree.part shared
  shared=/var/tmp/$(basename "$tree")-$(id -u)
  discard "$part" "$shared"
  trap 'discard "$part" "$shared"' EXIT
  say "making a private Debian 13 tree in $tree (once; about three minutes, 2 GB)"
  # Should this shell be killed, root's helpers go at once. A user's cannot be held so: they finish the tree, and hold the lock
  # until they have, so that a second run waits for it and uses it.
  if [ "$(id -u)" = 0 ]; then
    supervise 'kill -KILL' make_tree_as_root "$part"
  else
    need_tools newuidmap
    supervise 'kill -TERM' make_tree_as_user "$part" "$shared"
  fi >&2 </dev/null || die "the tree could not be made"
  [ -d "$tree" ] || mv -T "$part" "$tree"
  discard "$shared"
  trap - EXIT TERM INT HUP
  say "the tree is made"
}

# In a process namespace of its own everything ends with the first process.
make_tree_as_root () {
  exec setpriv --pdeathsig KILL unshare --pid --fork --kill-child --mount-proc \
    mmdebstrap --mode=root --format=directory "${tree_options[@]}" --include="$(packages run test | paste -sd ,)" "$suite" "$1"
}

# As somebody else the tree comes out of a user namespace, whose owners would be strangers here: it is unpacked as the
# caller's own. The temporary folder must be one that a stranger may enter, which a home folder is not.
make_tree_as_user () {
  set -o pipefail
  mkdir -p "$1" "$2"
  TMPDIR=$2 setpriv --pdeathsig TERM \
    mmdebstrap --mode=unshare --format=tar "${tree_options[@]}" --include="$(packages run test | paste -sd ,)" "$suite" - |
    tar -C "$1" -x --no-same-owner --exclude='./dev/*' &&
    mv -T "$1" "$tree" && rmdir "$2"
}

# discard FOLDER…: what an interrupted run left, whoever it belongs to in the user's namespace.
discard () {
  local folder
  for folder; do
    [ -e "$folder" ] || continue
    { chmod -R u+rwX "$folder" && rm -rf "$folder"; } 2>/dev/null || mmdebstrap --unshare-helper rm -rf "$folder" || true
    [ ! -e "$folder" ] || rm -rf "$folder"
  done
}

# Trees of earlier package lists go after two weeks without use.
forget_old_trees () {
  local lock old
  find "$cache_dir/trees" -maxdepth 1 -name '*.lock' -mtime +14 | while read -r lock; do
    old=${lock%.lock}
    [ "$old" = "$tree" ] || ( flock -n 9 && { discard "$old"; rm -f "$lock"; } ) 9>>"$lock"
  done
}

# The tree's /usr and /etc under the caller's own folders, display and sessions, all at their usual places.
tree_binds () {
  local path
  binds=(
    --tmpfs /
    --ro-bind "$tree/usr" /usr
    --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
    --ro-bind "$tree/etc" /etc
    --ro-bind /etc/resolv.conf /etc/resolv.conf
    --dir /var/lib --dir /var/cache --symlink ../run /var/run --bind /var/tmp /var/tmp
    --dev-bind /dev /dev --proc /proc --ro-bind /sys /sys --tmpfs /run
  )
  [ ! -d "$tree/var/cache/fontconfig" ] ||
    binds+=(--ro-bind "$tree/var/cache/fontconfig" /var/cache/fontconfig)
  # Certificates that this system trusts, a company's own among them.
  for path in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
    if [ -r "$path" ]; then
      binds+=(--ro-bind "$path" /etc/ssl/certs/ca-certificates.crt)
      break
    fi
  done
  for path in /*; do
    case $path in
      /bin | /boot | /dev | /etc | /lib* | /lost+found | /proc | /run | /sbin | /sys | /usr | /var) ;;
      *) [ ! -d "$path" ] || binds+=(--bind "$path" "$path") ;;
    esac
  done
  if [ -n "${private_session:-}" ]; then
    # Nothing that was started inside, and no temporary file, outlives it.
    binds+=(--tmpfs /tmp --unshare-pid --die-with-parent)
  fi
  for path in "$HOME" "$cache_dir" "$source_dir" "$PWD" /run/media "${XDG_RUNTIME_DIR:-}" "${XAUTHORITY:-}" \
              "$(bus_socket)"; do
    # What is under / and not hidden by the tree is there already.
    case $path in
      /run/* | /var/*) ;;
      /tmp/*) [ -n "${private_session:-}" ] || continue ;;
      *) continue ;;
    esac
    [ ! -e "$path" ] || binds+=(--bind "$path" "$path")
  done
}

bus_socket () {
  case ${DBUS_SESSION_BUS_ADDRESS:-} in
    unix:path=*) local path=${DBUS_SESSION_BUS_ADDRESS#unix:path=}; printf '%s' "${path%%[,;]*}" ;;
  esac
}

# Mail programs wait for the resolver unless the machine's own name is known.
hosts () {
  cat /etc/hosts
  grep -qw "$(uname -n)" /etc/hosts || printf '127.0.1.1\t%s\n' "$(uname -n)"
}

# Whoever calls must have a name inside: D-Bus and the keyring look it up.
people () {
  cat "$tree/etc/$1"
  [ "$(id -u)" = 0 ] || getent "$1" "$2"
}

# ask_inside PID: what bubblewrap runs is asked to end; bubblewrap follows with its status.
ask_inside () {
  local children
  read -r -a children <"/proc/$1/task/$1/children" 2>/dev/null || true
  kill -TERM "${children[@]:-$1}" 2>/dev/null
}

enter_tree () {
  local binds hosts_fd passwd_fd group_fd zone capabilities=()
  tree_binds
  exec {hosts_fd}< <(hosts) {passwd_fd}< <(people passwd "$(id -u)") {group_fd}< <(people group "$(id -g)")
  zone=$(readlink -f /etc/localtime | sed -n 's,.*/zoneinfo/,,p')
  [ "$(id -u)" != 0 ] || capabilities=(--cap-add ALL)
  set -- bwrap "${binds[@]}" "${capabilities[@]}" \
    --ro-bind-data "$hosts_fd" /etc/hosts \
    --ro-bind-data "$passwd_fd" /etc/passwd \
    --ro-bind-data "$group_fd" /etc/group \
    --chdir "$PWD" \
    --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
    --setenv TZ "${TZ:-${zone:-UTC}}" \
    --setenv RELAIS_IN_TREE 1 \
    --unsetenv LD_LIBRARY_PATH --unsetenv PYTHONPATH --unsetenv PYTHONHOME \
    setpriv --pdeathsig TERM "$@"
  [ -z "${private_session:-}" ] || exec "$@"
  # Should this shell or bubblewrap be killed, the program is still asked to end.
  supervise ask_inside setpriv --pdeathsig TERM "$@"
}
