# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# Building: the page's tools, and CMake's trees under build/.

# fetch_modules FOLDER WHAT: fetches what a folder's package.json names, only when that has changed.
fetch_modules() {
  local folder="$root/$1" stamp="$root/$1/node_modules/.installed" wanted
  wanted="$(cd "$folder" && sha256sum package.json package-lock.json)"
  if [[ -f $stamp && "$(<"$stamp")" == "$wanted" ]]; then return; fi
  step npm "Fetching $2 with npm" npm --prefix "$folder" ci --no-audit --no-fund --no-progress
  echo "$wanted" >"$stamp"
}

# What the pages are made with, the runtime's and those of the notes example; and the addon for Node.
prepare_page() {
  fetch_modules page "the page's tools"
  fetch_modules examples/notes/page "what the page of the notes example is made of"
  fetch_modules node "what the addon for Node is made of"
}

# configure TREE OPTION…: makes build/TREE know these options. What was said earlier stays said, so that a tree made for one
# command is not made over and over by another.
configure() {
  local tree="$build/$1" option news=() launcher=()
  shift
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  mkdir -p "$tree"
  touch "$tree/.options"
  for option in "${launcher[@]}" "$@"; do
    if ! grep -qxF -e "$option" "$tree/.options"; then news+=("$option"); fi
  done
  if ((${#news[@]} == 0)) && [[ -f $tree/build.ninja ]]; then return; fi
  step "${tree##*/}-configure" "Configuring build/${tree##*/}" cmake -G Ninja -S "$root" -B "$tree" "${news[@]}"
  printf '%s\n' "${news[@]}" >>"$tree/.options"
}

# compile TREE [TARGET…]: builds what changed.
compile() {
  local tree=$1
  shift
  step "$tree-build" "Building build/$tree" ninja -C "$build/$tree" "$@"
}

# The tree whose products are used: the demo, the benchmark, what is installed.
release_options=(-DCMAKE_BUILD_TYPE=Release -DTRANSOM_TESTS=OFF -DTRANSOM_EXAMPLES=ON -DTRANSOM_NODE_ADDON=ON)
# The tree that is tested.
test_options=(-DCMAKE_BUILD_TYPE=RelWithDebInfo -DTRANSOM_SANITIZE=ON -DTRANSOM_WERROR=ON -DTRANSOM_NODE_ADDON=ON)
