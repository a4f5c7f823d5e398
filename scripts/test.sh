#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev test [CTEST ARGUMENTS]: with arguments, only the tests of CTest that these select.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"
source "$root/scripts/lib/display.sh"
source "$root/scripts/lib/exchange.sh"
source "$root/scripts/lib/tally.sh"
source "$root/scripts/lib/leftovers.sh"
source "$root/scripts/lib/node_package.sh"
source "$root/scripts/lib/consumer.sh"

run_everything() {
  run_node_tests page "the page runtime"
  run_ctest --label-regex unit
  start_xvfb
  run_ctest --label-exclude unit
  run_node_tests node "the main process in JavaScript"
  run_consumer_tests
}

need build node run test
prepare_page
check_sandbox
configure test "${test_options[@]}"
configure release "${release_options[@]}"
compile test
if (($# == 0)); then compile release; fi
watch_leftovers
# Unit tests must do without a display, page tests without the user's.
unset DISPLAY WAYLAND_DISPLAY
if (($# > 0)); then
  start_xvfb
  run_ctest "$@"
else
  run_everything
fi
check_that "nothing is left behind" nothing_left
summary
