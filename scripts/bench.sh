#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev bench [--quick] [--json FILE]
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"
source "$root/scripts/lib/display.sh"

need build node run bench
prepare_page
configure release "${release_options[@]}" -DTRANSOM_BENCH=ON
compile release transom-bench
step node-build "Bundling node/" node "$root/node/build.mjs"
provide_display
child "$build/release/bench/transom-bench" "$@" &
on_exit stop $!
wait $!
