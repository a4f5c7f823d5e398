# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The npm package: what node/package.json names; under prebuilt/ the addon with the libraries that it loads, stripped; and under
# source/ what node/install.cjs builds it from where that one can't be loaded.

# What building the addon takes, into DIRECTORY.
pack_node_source() {
  local entry modules="$root/node/node_modules"
  mkdir -p "$1"/{page/types,node,headers/node-api-headers}
  (cd "$root" && git ls-files -z -- CMakeLists.txt LICENSE README.md CHANGELOG.md cmake include src page/types \
    node/CMakeLists.txt node/native | grep -zv '_test\.cc$' | xargs -0 cp --parents -t "$1")
  for entry in runtime seal; do node "$root/page/build.mjs" --entry "$entry" --outfile "$1/page/$entry.js"; done
  cp "$root/node/packaged/page-build.mjs" "$1/page/build.mjs"
  mkdir "$1/headers/node-addon-api"
  cp "$modules"/node-addon-api/{*.h,LICENSE.md} "$1/headers/node-addon-api/"
  cp -r "$modules"/node-api-headers/{include,LICENSE} "$1/headers/node-api-headers/"
}

# pack_node DIRECTORY: puts the package there, made of build/release.
pack_node() {
  local stage="$scratch/node-package" prefix="$scratch/node-prefix" target
  target="$stage/prebuilt/$(node -p 'process.platform + "-" + process.arch')"
  node "$root/node/build.mjs"
  mkdir -p "$target"
  cp -r "$root"/node/{package.json,README.md,install.cjs,bin,dist,types} "$root/LICENSE" "$stage/"
  rm "$stage"/dist/*.map "$stage"/types/{tsconfig.json,*.test-d.ts}
  cmake --install "$build/release" --prefix "$prefix" --strip
  # npm packs no links: under the name that the addon asks for.
  cp -L "$prefix"/lib/libtransom.so.?.? "$target/"
  cp -r "$prefix/lib/transom" "$target/"
  strip --strip-unneeded -o "$target/transom.node" "$build/release/lib/transom.node"
  pack_node_source "$stage/source"
  (cd "$stage" && npm pack --silent --pack-destination "$1")
}
