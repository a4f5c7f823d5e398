# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What every script begins with: where things lie, how progress is told, how things are cleaned up.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
build="$root/build"
logs="$build/logs"
mkdir -p "$logs"

say() { echo "==> $*" >&2; }

die() {
  echo "dev: $*" >&2
  exit 1
}

[[ -d /proc/self ]] || die "/proc is not mounted: in a chroot, mount /proc, /sys and /dev"

# on_exit COMMAND [ARGUMENT…]: runs it when the script ends, however it ends; the last one given runs first.
exit_commands=()
on_exit() { exit_commands=("$(printf '%q ' "$@")" "${exit_commands[@]}"); }
run_exit_commands() {
  local status=$? command
  trap - EXIT
  for command in "${exit_commands[@]}"; do eval "$command" || true; done
  exit "$status"
}
trap run_exit_commands EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# ended_within SECONDS PID: whether a process that this script started ends in time. Its status stays for wait.
ended_within() {
  local deadline=$((SECONDS + $1))
  while kill -0 "$2" 2>/dev/null; do
    if ((SECONDS > deadline)); then return 1; fi
    sleep 0.05
  done
}

# stop PID: ends a process that this script started, by force if it will not hear.
stop() {
  kill -TERM "$1" 2>/dev/null || return 0
  ended_within 10 "$1" || kill -KILL "$1"
  wait "$1" || true
}

# A directory of this run alone, gone when the script ends.
scratch="$(mktemp -d "${TMPDIR:-/tmp}/transom-dev.XXXXXX")"
on_exit rm -rf "$scratch"

# last_words LOG: its last line that says something, cut to the width of a terminal line.
last_words() { tr '\r' '\n' <"$1" | grep -v '^[[:space:]]*$' | tail -n 1 | cut -c 1-100; }

# wait_with_progress PID LOG: on a terminal redraws the log's last line, elsewhere prints it now and then.
wait_with_progress() {
  local pid=$1 log=$2 ticks=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    ticks=$((ticks + 1))
    if [[ -t 2 ]]; then
      printf '\r\033[K    %s' "$(last_words "$log")" >&2
    elif ((ticks % 100 == 0)); then
      echo "    $(last_words "$log")" >&2
    fi
  done
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
  wait "$pid"
}

# step NAME WHAT COMMAND [ARGUMENT…]: a long step. Its output goes to build/logs/NAME.log, and to the screen only if it fails.
step() {
  local log="$logs/$1.log" what=$2 began=$SECONDS status=0
  shift 2
  say "$what"
  "$@" >"$log" 2>&1 </dev/null &
  on_exit stop $!
  wait_with_progress $! "$log" || status=$?
  if ((status != 0)); then
    tail -n 60 "$log" >&2
    die "this failed: $what (status $status; all of it: $log)"
  fi
  if ((SECONDS - began >= 5)); then say "$what: done after $((SECONDS - began)) s"; fi
}
