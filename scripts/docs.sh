#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev docs: the API reference, with every warning an error.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"

need docs
version="$(sed -nE 's/^project\(Transom VERSION ([0-9.]+).*/\1/p' "$root/CMakeLists.txt")"
mkdir -p "$build/docs"
sed -e "s|@PROJECT_VERSION@|$version|g" -e "s|@PROJECT_SOURCE_DIR@|$root|g" -e "s|@OUTPUT_DIR@|$build/docs|g" \
  "$root/cmake/Doxyfile.in" >"$build/docs/Doxyfile"
step docs "Writing the API reference" doxygen "$build/docs/Doxyfile"
echo "$build/docs/html/index.html"
