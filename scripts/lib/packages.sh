# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# Everything that is asked of the system, by purpose, in Debian 12's names.

packages_build=(g++ cmake ninja-build pkg-config libwebkitgtk-6.0-dev libuv1-dev nlohmann-json3-dev)
packages_node=(nodejs npm)
packages_run=(xvfb fonts-dejavu-core)
packages_test=(libgtest-dev libgmock-dev procps libxtst-dev)
packages_bench=()
packages_fuzz=(clang-14 libclang-rt-14-dev llvm)
packages_lint=(clang-format-16 clang-tidy-16 shellcheck)
packages_docs=(doxygen)

# Node may have come another way than by apt; any from 18 up will do.
has_node() {
  command -v npm >/dev/null && command -v node >/dev/null &&
    [[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]]
}

# missing_packages NAME…: those that are not installed.
missing_packages() {
  local installed
  installed="$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')" || true
  printf '%s\n' "$@" | grep -vxF "${installed:-/}" || true
}

# as_root COMMAND…: as it is for root, through sudo for others.
as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  local apt=(as_root env DEBIAN_FRONTEND=noninteractive apt-get)
  # In a container or chroot nobody counts on dpkg to survive a power failure; to wait for the disk after each file would
  # take most of the time there.
  if [[ ! -d /run/systemd/system ]]; then apt+=(-o Dpkg::Options::=--force-unsafe-io); fi
  step apt-update "Asking for the current list of Debian's packages" "${apt[@]}" update
  step apt-install "Installing with apt-get: $*" "${apt[@]}" install --yes --no-install-recommends "$@"
}

# need PURPOSE…: the packages of these purposes are there when it returns.
need() {
  local purpose wanted=() missing
  for purpose in "$@"; do
    if [[ $purpose == node ]] && has_node; then continue; fi
    local -n list="packages_$purpose"
    wanted+=("${list[@]}")
  done
  if ! command -v dpkg-query apt-get >/dev/null; then
    say "This is not Debian: these must be there under their names here: ${wanted[*]}"
    return
  fi
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  if ((${#missing[@]} == 0)); then return; fi
  if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || die "run as root, or install these first: ${missing[*]}"
    sudo -v || die "sudo was refused; install these first: ${missing[*]}"
  fi
  install_packages "${missing[@]}"
}
