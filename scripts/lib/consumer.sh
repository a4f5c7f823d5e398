# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Using Transom as an application does: installed, with CMake and without, and from a place it was moved to.

consumer_source="$root/tests/consumer"
first_prefix="$scratch/first/prefix"
second_prefix="$scratch/second/prefix"

quietly() { "$@" >"$logs/consumer.log" 2>&1 || { cat "$logs/consumer.log" >&2 && die "this failed: $*"; }; }

install_transom() { quietly "$root/dev" install "$first_prefix"; }

build_with_cmake() {
  quietly cmake -G Ninja -S "$consumer_source" -B "$scratch/with-cmake" "-DCMAKE_PREFIX_PATH=$1"
  quietly ninja -C "$scratch/with-cmake"
}

build_with_pkg_config() {
  local flags libdir
  export PKG_CONFIG_PATH="$1/lib/pkgconfig"
  read -ra flags <<<"$(pkg-config --cflags --libs transom)"
  libdir="$(pkg-config --variable=libdir transom)"
  mkdir -p "$scratch/with-pkg-config"
  cp "$root/examples/ping-pong/index.html" "$scratch/with-pkg-config/"
  quietly g++ -std=c++20 "$root/examples/ping-pong/main.cc" -o "$scratch/with-pkg-config/consumer" \
    "${flags[@]}" "-Wl,-rpath,$libdir"
}

build_child_with_pkg_config() {
  local flags libdir
  export PKG_CONFIG_PATH="$1/lib/pkgconfig"
  read -ra flags <<<"$(pkg-config --cflags --libs transom-renderer)"
  libdir="$(pkg-config --variable=libdir transom-renderer)"
  quietly g++ -std=c++20 "$root/examples/native/counter.cc" -o "$scratch/with-pkg-config/counter" \
    "${flags[@]}" "-Wl,-rpath,$libdir"
}

run_child_with_pkg_config() {
  export LD_LIBRARY_PATH="$second_prefix/lib"
  cp "$scratch/with-cmake/words" "$scratch/with-pkg-config/"
  count_words "$scratch/with-pkg-config/words"
}

# An application and its child, which it finds beside itself. Without windows it needs no display.
count_words() {
  local expected=$'process://counter: counting 14 bytes\n3 words'
  [[ "$(timeout 60 env --unset=DISPLAY --unset=WAYLAND_DISPLAY "$1")" == "$expected" ]]
}

# A child process must not need what draws windows.
needs_no_toolkit() { ! ldd "$1" | grep -E 'libgtk|libglib|libwebkit'; }

holds_its_files() { cmp <("$scratch/with-cmake/bundled") <(cat "$root"/examples/ping-pong/{index.html,main.cc}) >&2; }

has_types() { grep -F "'asynchronous-message': (arg0: string) => unknown;" "$scratch/with-cmake/channels.d.ts"; }

# docs/first-application.md, with the tools of the notes example, which has the same.
build_first_application() {
  cp -r "$root/examples/first" "$scratch/first-application"
  ln -sfn "$root/examples/notes/page/node_modules" "$scratch/first-application/node_modules"
  quietly cmake -G Ninja -S "$scratch/first-application" -B "$scratch/first-application/build" "-DCMAKE_PREFIX_PATH=$1"
  quietly ninja -C "$scratch/first-application/build"
}

run_first_application() {
  mkdir -p "$scratch/two-files"
  printf 'one\ntwo\nthree\n' >"$scratch/two-files/a.txt"
  echo four >"$scratch/two-files/b.txt"
  [[ "$(timeout 60 "$scratch/first-application/build/first" "$scratch/two-files" --once)" == "shown: 2 files, 3 lines" ]]
}

# A typing error in the page has to end the build.
first_application_is_checked() {
  sed -i "s/invoke('files')/invoke('fiels')/" "$scratch/first-application/page/preload.ts"
  ! ninja -C "$scratch/first-application/build" >"$logs/consumer.log" 2>&1 && grep -F "'\"fiels\"'" "$logs/consumer.log"
}

links_lead_somewhere() {
  local folder="$1/share/doc/transom" link broken=0
  while read -r link; do
    if [[ ! -e "$folder/$link" ]]; then echo "README.md links to $link" >&2 && broken=1; fi
  done < <(grep -oP '[^\[]\]\(\K(?!https?:)[^)#]+' "$folder/README.md" | sort -u)
  ((broken == 0))
}

run_moved() {
  export LD_LIBRARY_PATH="$second_prefix/lib"
  run_exchange "$scratch/with-cmake/consumer"
}

move_prefix() {
  mkdir -p "$(dirname "$second_prefix")"
  mv "$first_prefix" "$second_prefix"
}

# Without a network: the package brings all that it needs.
install_node_package() {
  mkdir -p "$scratch/npm"
  quietly pack_node "$scratch/npm"
  echo '{"private": true}' >"$scratch/npm/package.json"
  quietly npm install --prefix "$scratch/npm" --offline --no-audit --no-fund "$scratch"/npm/transom-*.tgz
}

run_node_consumer() {
  cp "$root"/examples/ping-pong-js/{main.js,index.html} "$scratch/npm/"
  run_exchange "$scratch/npm/node_modules/.bin/transom" "$scratch/npm/main.js"
}

# As a dependency called electron: a program needs no other runner than node.
install_as_electron() {
  mkdir -p "$scratch/npm-electron"
  echo "{\"private\": true, \"dependencies\": {\"electron\": \"file:$(echo "$scratch"/npm/transom-*.tgz)\"}}" \
    >"$scratch/npm-electron/package.json"
  quietly npm install --prefix "$scratch/npm-electron" --offline --no-audit --no-fund
  cp "$root"/examples/ping-pong-js/{main.js,index.html} "$scratch/npm-electron/"
}

# Called with --enable-logging, which node itself doesn't know.
plain_node() { TRANSOM_ENABLE_LOGGING=1 exec node "${@:2}"; }

run_as_electron() {
  export -f plain_node
  printf '#!/usr/bin/env bash\nplain_node "$@"\n' >"$scratch/plain-node"
  chmod +x "$scratch/plain-node"
  run_exchange "$scratch/plain-node" "$scratch/npm-electron/main.js"
}

# In both kinds of modules, by every name.
finds_every_name() {
  local name
  for name in electron electron/main electron/common electron/renderer; do
    node -e "if (require('$name') !== require('electron')) process.exit(1)" || return
    node --input-type=module -e "import { ipcMain } from '$name'; import all from 'electron'; if (ipcMain !== all.ipcMain) process.exit(1)" || return
  done
}

finds_every_name_of_electron() { (cd "$scratch/npm-electron" && finds_every_name); }

# What would be built where the addon inside doesn't fit: nothing is missing in it.
configures_node_source() {
  local source="$scratch/npm/node_modules/transom/source"
  quietly cmake -S "$source" -B "$scratch/node-source" -DTRANSOM_TESTS=OFF -DTRANSOM_EXAMPLES=OFF \
    -DTRANSOM_NODE_ADDON=ON "-DTRANSOM_NODE_HEADERS=$source/headers"
  has_what_is_installed "$source" "$scratch/node-source/cmake_install.cmake"
}

# has_what_is_installed SOURCE RULES: the files of SOURCE that these rules install are there.
has_what_is_installed() {
  local file lacking=0
  while read -r file; do
    if [[ ! -e $file ]]; then echo "the package lacks $file" >&2 && lacking=1; fi
  done < <(grep -oE "\"$1/[^\";]+" "$2" | tr -d '"' | sort -u)
  ((lacking == 0))
}

run_consumer_tests() {
  check_that "./dev install installs everything" install_transom
  check_that "an application finds the installation through find_package" build_with_cmake "$first_prefix"
  check_that "an application built with CMake plays ping-pong" run_exchange "$scratch/with-cmake/consumer"
  check_that "a native child process built with CMake answers its application" count_words "$scratch/with-cmake/words"
  check_that "a native child process needs no toolkit" needs_no_toolkit "$scratch/with-cmake/counter"
  check_that "an application holds the files that transom_add_resources() gave it" holds_its_files
  check_that "transom_types() has an application write the types of its channels" has_types
  check_that "the links of the installed README lead somewhere" links_lead_somewhere "$first_prefix"
  check_that "the first application of the guide is built" build_first_application "$first_prefix"
  check_that "the first application shows its files in a page" run_first_application
  check_that "a wrong channel in the page of the first application is an error of its build" first_application_is_checked
  move_prefix
  check_that "the installation works from where it was moved to" run_moved
  check_that "an application finds the moved installation through pkg-config" build_with_pkg_config "$second_prefix"
  check_that "an application built with pkg-config plays ping-pong" run_exchange "$scratch/with-pkg-config/consumer"
  check_that "a native child process is built through pkg-config" build_child_with_pkg_config "$second_prefix"
  check_that "a native child process built with pkg-config answers its application" run_child_with_pkg_config
  check_that "the npm package is packed and installed" install_node_package
  check_that "an application in JavaScript plays ping-pong with the npm package" run_node_consumer
  check_that "the npm package is installed under the name electron" install_as_electron
  check_that "an application in JavaScript plays ping-pong with it under plain node" run_as_electron
  check_that "require and import find it under every name of Electron's" finds_every_name_of_electron
  check_that "the source in the npm package can be configured" configures_node_source
}
