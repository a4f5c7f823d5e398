#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev install [PREFIX]: the library, its headers, its engine and what CMake and pkg-config ask for; under /usr/local
# without PREFIX.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"

(($# <= 1)) || die "install takes one directory or nothing"
[[ ${1:-} != -* ]] || die "install knows no option $1: ./dev install [PREFIX]"
prefix="$(realpath -m "${1:-/usr/local}")"

# The directory itself, or what there is of the way to it.
writable() {
  local directory=$1
  while [[ ! -e $directory ]]; do directory="$(dirname "$directory")"; done
  [[ -w $directory ]]
}

need build node
prepare_page
configure release "${release_options[@]}"
compile release
as_owner=()
if ! writable "$prefix"; then as_owner=(as_root); fi
step install "Installing under $prefix" "${as_owner[@]}" cmake --install "$build/release" --prefix "$prefix"
# The dynamic linker keeps a list of what lies in the directories that it knows by itself.
if [[ $prefix == /usr/local || $prefix == /usr ]]; then as_root ldconfig; fi
