# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Running an application that plays ping-pong until it has played it once.

exchange_lines=("ping" "[page] pong" "ping" "[page] pong")
exchange_seconds=60

# run_exchange PROGRAM [ARGUMENT…]: passes on what it prints, ends it after the exchange, and fails if that went otherwise
# than it should or the program doesn't end well.
run_exchange() {
  local pid line expected pipe deadline=$((SECONDS + exchange_seconds)) status=0
  pipe="$(mktemp -u "$scratch/output.XXXXXX")"
  mkfifo "$pipe"
  child "$1" --enable-logging "${@:2}" >"$pipe" &
  pid=$!
  on_exit stop "$pid"
  exec {output}<"$pipe"
  for expected in "${exchange_lines[@]}"; do
    read -r -t $((deadline > SECONDS ? deadline - SECONDS : 1)) line <&"$output" ||
      die "'$expected' did not come: the program ended, or $exchange_seconds s have passed"
    echo "$line"
    [[ $line == "$expected" ]] || die "the program printed '$line' where '$expected' was expected"
  done
  kill -TERM "$pid"
  ended_within 15 "$pid" || die "the program did not end when told to"
  wait "$pid" || status=$?
  ((status == 0)) || die "the program ended with status $status"
  timeout 15 cat <&"$output" || die "something of the program still runs"
  exec {output}<&-
}
