# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Running tests and counting them.

passed=0
failed=0

# check_that GUARANTEE COMMAND [ARGUMENT…]: one test of our own. It runs in a shell of its own, so that it may die.
check_that() {
  local guarantee=$1
  shift
  say "$guarantee"
  if ("$@") >"$logs/check.log"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    say "FAILED: $guarantee"
  fi
}

# count PASSED FAILED STATUS: adds what a suite says of itself; one that fails without saying so counts as one failure.
count() {
  passed=$((passed + ${1:-0}))
  failed=$((failed + ${2:-0}))
  if (($3 != 0 && ${2:-0} == 0)); then failed=$((failed + 1)); fi
}

# The number that node's test runner gives after WORD, whichever of its reports it prints.
node_count() { sed -nE "s/^[^a-z]*$1 ([0-9]+)\$/\1/p" "$2" | tail -n 1; }

# run_node_tests FOLDER WHAT: the tests of a folder with a package.json.
run_node_tests() {
  local log="$logs/$1-test.log" status=0
  say "Tests of $2"
  npm --prefix "$root/$1" --silent test 2>&1 | tee "$log" || status=$?
  count "$(node_count pass "$log")" "$(node_count fail "$log")" "$status"
}

# The number of ATTRIBUTE in what CTest reports.
junit_count() { grep -oE "\b$1=\"[0-9]+\"" "$2" | head -n 1 | tr -dc '0-9'; }

# run_ctest ARGUMENT…: the tests of build/test that these select.
run_ctest() {
  local report="$scratch/ctest.xml" status=0 tests failures skipped
  rm -f "$report"
  say "Tests of build/test ($*)"
  ctest --test-dir "$build/test" --parallel "$(nproc)" --output-on-failure --no-tests=error --output-junit "$report" \
    "$@" || status=$?
  [[ -f $report ]] || { count 0 0 "$status" && return; }
  tests="$(junit_count tests "$report")"
  failures="$(junit_count failures "$report")"
  skipped="$(junit_count skipped "$report")"
  count $((tests - failures - skipped)) "$failures" "$status"
}

# The last line, alone on it; the status says the same.
summary() {
  echo "$passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}
