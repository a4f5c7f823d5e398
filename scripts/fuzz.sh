#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev fuzz SECONDS: shared out among the fuzzers; what they learn stays in build/fuzz/corpus.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"

[[ ${1:-} =~ ^[1-9][0-9]*$ && $# -eq 1 ]] || die "fuzz takes a number of seconds"

# run_fuzzer NAME SECONDS: starts from the seeds made by the build, from what once broke something, and from what it found before.
run_fuzzer() {
  local directory corpora=()
  for directory in "$build/fuzz/found/$1" "$build/fuzz/fuzz/corpus/${1%_fuzzer}" "$root/fuzz/regressions/${1%_fuzzer}"; do
    if [[ -d $directory ]]; then corpora+=("$directory"); fi
  done
  say "$1 for $2 s"
  "$build/fuzz/fuzz/$1" "-max_total_time=$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    "-artifact_prefix=$crashes/$1-" "${corpora[@]}" && return
  say "FAILED: $1; the input lies in $crashes"
  return 1
}

need build fuzz
configure fuzz -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-14 \
  -DTRANSOM_FUZZ=ON -DTRANSOM_TESTS=OFF -DTRANSOM_EXAMPLES=OFF
mapfile -t fuzzers < <(ninja -C "$build/fuzz" -t targets all | sed -nE '/^cmake_/d; s/^([a-z_]+_fuzzer): phony$/\1/p')
compile fuzz "${fuzzers[@]}"

crashes="$build/fuzz/crashes"
mkdir -p "$crashes" "${fuzzers[@]/#/$build/fuzz/found/}"
failures=0
for fuzzer in "${fuzzers[@]}"; do
  run_fuzzer "$fuzzer" $((($1 + ${#fuzzers[@]} - 1) / ${#fuzzers[@]})) || failures=$((failures + 1))
done
((failures == 0)) || die "$failures of ${#fuzzers[@]} fuzzers found something"
