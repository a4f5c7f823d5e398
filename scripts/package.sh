#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev package: the npm package, with the addon for this platform inside; its path is printed.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"
source "$root/scripts/lib/node_package.sh"

need build node
prepare_page
configure release "${release_options[@]}"
compile release
step package "Packing" pack_node "$build"
ls "$build"/transom-*.tgz
