#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev docs: the API reference, with every warning an error: each public name has its words.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"

# Enumerators and macros without a word, on which this Doxygen says nothing. Names of the inside are TRANSOM_DETAIL_….
without_words() {
  awk '
    /<enumvalue |<memberdef kind="define"/ && !/prot="private"/ { is_looking = 1; name = "" }
    is_looking && name == "" && /<name>/ { name = $0; gsub(/ *<[^>]*> */, "", name) }
    is_looking && /<para>/ { is_looking = 0 }
    /<\/enumvalue>|<\/memberdef>/ {
      if (is_looking && name !~ /^TRANSOM_DETAIL_/) print FILENAME ": " name " is not documented"
      is_looking = 0
    }' "$build"/docs/xml/*.xml | sed 's|.*/||' | sort -u
}

need docs
version="$(sed -nE 's/^project\(Transom VERSION ([0-9.]+).*/\1/p' "$root/CMakeLists.txt")"
mkdir -p "$build/docs"
sed -e "s|@PROJECT_VERSION@|$version|g" -e "s|@PROJECT_SOURCE_DIR@|$root|g" -e "s|@OUTPUT_DIR@|$build/docs|g" \
  "$root/cmake/Doxyfile.in" >"$build/docs/Doxyfile"
rm -rf "$build/docs/xml"
step docs "Writing the API reference" doxygen "$build/docs/Doxyfile"
wordless="$(without_words)"
if [[ -n $wordless ]]; then die "$wordless"; fi
echo "$build/docs/html/index.html"
