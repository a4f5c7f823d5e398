# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The npm package: what node/package.json names, and under prebuilt/ the addon with the libraries that it loads, stripped.

# pack_node DIRECTORY: puts the package there, made of build/release.
pack_node() {
  local stage="$scratch/node-package" prefix="$scratch/node-prefix" target
  target="$stage/prebuilt/$(node -p 'process.platform + "-" + process.arch')"
  node "$root/node/build.mjs"
  mkdir -p "$target"
  cp -r "$root"/node/{package.json,README.md,bin,dist,types} "$root/LICENSE" "$stage/"
  rm "$stage"/dist/*.map "$stage"/types/{tsconfig.json,*.test-d.ts}
  cmake --install "$build/release" --prefix "$prefix" --strip
  # npm packs no links: under the name that the addon asks for.
  cp -L "$prefix"/lib/libtransom.so.?.? "$target/"
  cp -r "$prefix/lib/transom" "$target/"
  strip --strip-unneeded -o "$target/transom.node" "$build/release/lib/transom.node"
  (cd "$stage" && npm pack --silent --pack-destination "$1")
}
