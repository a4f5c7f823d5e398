#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev fuzz SECONDS: shared out among the fuzzers; what they learn stays in build/fuzz/corpus.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"

[[ ${1:-} =~ ^[1-9][0-9]*$ && $# -eq 1 ]] || die "fuzz takes a number of seconds"

# run_fuzzer PROGRAM SECONDS: new inputs go to the corpus under build/, those in the checkout are only read.
run_fuzzer() {
  local name corpus crashes="$build/fuzz/crashes" seeds=()
  name="$(basename "$1")"
  corpus="$build/fuzz/corpus/$name"
  mkdir -p "$corpus" "$crashes"
  if [[ -d $root/fuzz/corpus/$name ]]; then seeds=("$root/fuzz/corpus/$name"); fi
  say "$name for $2 s"
  "$1" "-max_total_time=$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    "-artifact_prefix=$crashes/$name-" "$corpus" "${seeds[@]}" && return
  say "FAILED: $name; the input lies in $crashes"
  return 1
}

need build fuzz
configure fuzz -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ \
  -DTRANSOM_FUZZ=ON -DTRANSOM_SANITIZE=ON -DTRANSOM_TESTS=OFF -DTRANSOM_EXAMPLES=OFF
compile fuzz fuzzers
mapfile -t fuzzers < <(find "$build/fuzz/fuzz" -maxdepth 1 -name '*_fuzzer' -type f | sort)
((${#fuzzers[@]} > 0)) || die "no fuzzers were built"

failures=0
for fuzzer in "${fuzzers[@]}"; do
  run_fuzzer "$fuzzer" $((($1 + ${#fuzzers[@]} - 1) / ${#fuzzers[@]})) || failures=$((failures + 1))
done
((failures == 0)) || die "$failures of ${#fuzzers[@]} fuzzers found something"
