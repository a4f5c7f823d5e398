#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ./dev lint [--fix]: with --fix, clang-format and the page's linter mend what they can.
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/build.sh"

[[ ${1:-} == --fix || $# -eq 0 ]] || die "lint takes --fix or nothing"
need build node test lint docs

found=0
check() {
  say "$1"
  shift
  "$@" || found=1
}

# The checkout's files with these endings, tracked or new.
sources() { git -C "$root" ls-files --cached --others --exclude-standard -z -- "$@"; }

check_format() {
  local mode=(--dry-run -Werror)
  if [[ ${1:-} == --fix ]]; then mode=(-i); fi
  (cd "$root" && sources '*.h' '*.cc' | xargs -0 clang-format-16 "${mode[@]}")
}

check_tidy() { node "$root/scripts/lib/tidy.mjs" "$root" "$build/test"; }

check_page() {
  npm --prefix "$root/page" --silent run check || return
  npm --prefix "$root/page" --silent run lint -- ${1:+"$1"} || return
  npm --prefix "$root/examples/notes/page" --silent run check || return
  # With the linter of the runtime, which the example need not have.
  (cd "$root/examples/notes/page" && "$root/page/node_modules/.bin/eslint" --max-warnings 0 . ${1:+"$1"})
}

check_node() {
  npm --prefix "$root/node" --silent run check || return
  (cd "$root/node" && "$root/page/node_modules/.bin/eslint" --max-warnings 0 . ${1:+"$1"}) || return
  local notes="$root/examples/notes/main-js"
  "$root/node/node_modules/.bin/tsc" --noEmit -p "$notes" || return
  (cd "$notes" && "$root/page/node_modules/.bin/eslint" --max-warnings 0 . ${1:+"$1"})
}

check_shell() { (cd "$root" && shellcheck --check-sourced dev .ci/run scripts/*.sh); }

# Every public name has its words.
check_docs() { "$root/scripts/docs.sh" >/dev/null; }

prepare_page
configure test "${test_options[@]}"
compile test notes_types # by which the page of the notes example is checked
check "shellcheck" check_shell
check "The page's types and linter" check_page "$@"
check "The API reference" check_docs
check "Types and linter of the main process in JavaScript" check_node "$@"
check "clang-format" check_format "$@"
check "clang-tidy" check_tidy
if ((found)); then die "lint found something"; fi
say "Nothing to find fault with"
