# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Whether a run left processes or files behind.

# Files that somebody puts where everybody does, told from other programs' by their names.
shared_files() {
  find /tmp /dev/shm -maxdepth 1 \( -iname '*transom*' -o -iname '*webkit*' -o -iname '*WK2*' -o -name 'org.chromium*' \) \
    ! -path "$scratch" | sort
}

checkout_state() { git -C "$root" status --porcelain 2>/dev/null || true; }

# From here on everything that is started carries a mark, and has directories of its own for all that it may write.
watch_leftovers() {
  shared_files >"$scratch/shared-files"
  checkout_state >"$scratch/checkout"
  export TRANSOM_TEST_RUN="$scratch"
  export TMPDIR="$scratch/tmp" TEST_TMPDIR="$scratch/tmp" XDG_RUNTIME_DIR="$scratch/runtime"
  export XDG_CACHE_HOME="$scratch/home/cache" XDG_CONFIG_HOME="$scratch/home/config" XDG_DATA_HOME="$scratch/home/data"
  mkdir -p "$TMPDIR" "$XDG_CACHE_HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"
  mkdir -m 700 "$XDG_RUNTIME_DIR"
}

# Processes that carry the mark, this shell's display server apart.
marked_processes() {
  local environment pid
  while IFS= read -r environment; do
    pid="${environment//[!0-9]/}"
    if [[ $pid != "${xvfb_pid:-}" ]]; then
      echo "process $pid: $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)"
    fi
  done < <(env --unset=TRANSOM_TEST_RUN grep -lzxF "TRANSOM_TEST_RUN=$scratch" /proc/[0-9]*/environ 2>/dev/null)
}

# What WebKit and ccache themselves leave in the runtime directory is not ours to mend; ccache makes its own there even
# when it is told to put its files elsewhere.
private_files() {
  find "$scratch/tmp" "$scratch/runtime" -mindepth 1 ! -path "$scratch/runtime/.flatpak*" \
    ! -path "$scratch/runtime/webkitgtk*" ! -path "$scratch/runtime/ccache-tmp*"
}

# WebKit's processes notice the end of their main process by themselves, a moment later.
processes_gone() {
  local deadline=$((SECONDS + 15))
  while [[ -n "$(marked_processes)" ]]; do
    if ((SECONDS > deadline)); then
      marked_processes >&2
      return 1
    fi
    sleep 0.1
  done
}

nothing_left() {
  local files status=0
  processes_gone || status=1
  files="$(private_files; shared_files | comm -13 "$scratch/shared-files" -)"
  if [[ -n $files ]]; then
    echo "$files" >&2
    status=1
  fi
  checkout_state | diff "$scratch/checkout" - >&2 || status=1
  return "$status"
}
