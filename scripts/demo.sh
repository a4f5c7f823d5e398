#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev demo [--once] [ARGUMENTS]
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"
source "$root/scripts/lib/display.sh"
source "$root/scripts/lib/exchange.sh"

demo="$build/release/examples/ping-pong/ping-pong"

need build node run
prepare_page
configure release "${release_options[@]}"
compile release ping-pong
provide_display

if [[ ${1:-} == --once ]]; then
  run_exchange "$demo" "${@:2}"
else
  say "Close the window (or press Ctrl-C) to end the demo"
  child "$demo" --enable-logging "$@" &
  on_exit stop $!
  wait $!
fi
