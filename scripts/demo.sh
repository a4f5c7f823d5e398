#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev demo [--js] [--once] [ARGUMENTS], ./dev demo notes [--js] [FOLDER]
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"
source "$root/scripts/lib/display.sh"
source "$root/scripts/lib/exchange.sh"

example=ping-pong
if [[ ${1:-} == notes ]]; then
  example=notes
  shift
fi
demo="$build/release/examples/$example/$example"

# As if they had been written one after the other, not all of them now.
spread_over_days() {
  local note hours=2
  for note in "$@"; do
    touch -d "$hours hours ago" "$note"
    hours=$((hours + 17))
  done
}

# A copy of the sample notes, which the user may change: made once, and made anew when it is removed.
sample_notes() {
  local folder="$build/demo-notes"
  if [[ ! -d $folder ]]; then
    cp -r "$root/examples/notes/sample" "$folder"
    spread_over_days "$folder"/*.md
    touch "$folder/Garden.md" # which the window begins with
  fi
  echo "$folder"
}

# The same with a main process in JavaScript.
target="$example" script=""
if [[ ${1:-} == --js ]]; then
  shift
  demo="$root/node/bin/transom.cjs"
  script="$root/examples/ping-pong-js/main.js"
  if [[ $example == notes ]]; then script="$build/notes-js/main.cjs"; fi
  target=transom_node
fi

need build node run
prepare_page
configure release "${release_options[@]}"
compile release "$target"
if [[ -n $script ]]; then step node-build "Bundling node/" node "$root/node/build.mjs"; fi
if [[ -n $script && $example == notes ]]; then
  step notes-build "Bundling the notes" node "$root/examples/notes/main-js/build.mjs" --outdir "$build/notes-js"
fi
provide_display

if [[ $example != notes && ${1:-} == --once ]]; then
  run_exchange "$demo" "${@:2}" ${script:+"$script"}
  exit
fi
if [[ $example == notes && $# -eq 0 ]]; then set -- "$(sample_notes)"; fi
say "Close the window (or press Ctrl-C) to end the demo"
child "$demo" --enable-logging ${script:+"$script"} "$@" &
on_exit stop $!
wait $!
