# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What a program with a window needs around it: a display, a runtime directory, and room for WebKit's sandbox.

# child COMMAND…: replaces the shell with a command that ends when the script does, even if that is killed.
child() { exec setpriv --pdeathsig TERM -- "$@"; }

# WebKit runs every page in a sandbox of bubblewrap, and aborts where that can't start. So it is tried first, to tell why.
check_sandbox() {
  local why
  command -v bwrap >/dev/null || die "bwrap not found: install bubblewrap, which WebKit's sandbox is made of"
  [[ -d /sys/block ]] || die "/sys is not mounted, which WebKit's sandbox needs: in a chroot, mount /proc, /sys and /dev"
  if ! why="$(bwrap --unshare-pid --unshare-net --unshare-uts --ro-bind / / --proc /proc --dev /dev true 2>&1)"; then
    die "WebKit's sandbox can't start here ($why): a container must allow user namespaces and mounting /proc" \
      "(docker run --privileged); the root of a chroot must be a mount point (mount --bind DIR DIR), with /proc, /sys, /dev"
  fi
}

# Where the user has no runtime directory, this run gets its own.
provide_runtime_directory() {
  if [[ -d ${XDG_RUNTIME_DIR:-} && -w ${XDG_RUNTIME_DIR:-} ]]; then return; fi
  export XDG_RUNTIME_DIR="$scratch/runtime"
  mkdir -m 700 "$XDG_RUNTIME_DIR"
}

# Starts an X server without a screen, on a number that it finds itself, and settles what a display without a desktop needs.
start_xvfb() {
  local number pipe="$scratch/xvfb"
  command -v Xvfb >/dev/null || die "no display (DISPLAY and WAYLAND_DISPLAY are unset) and no Xvfb: install xvfb"
  mkfifo "$pipe"
  child Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp -noreset 3>"$pipe" >"$logs/xvfb.log" 2>&1 &
  xvfb_pid=$!
  on_exit stop "$xvfb_pid"
  read -r -t 30 number <"$pipe" || die "Xvfb did not start: $(last_words "$logs/xvfb.log")"
  unset WAYLAND_DISPLAY
  # OpenGL in software takes longer than all the rest of opening a window, and its drivers leak.
  export DISPLAY=":$number" GDK_BACKEND=x11 GDK_DEBUG=gl-disable GSK_RENDERER=cairo WEBKIT_DISABLE_COMPOSITING_MODE=1
  export GTK_A11Y=none NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory
}

# The user's display, or one of our own where there is none.
provide_display() {
  check_sandbox
  provide_runtime_directory
  if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then start_xvfb; fi
}
