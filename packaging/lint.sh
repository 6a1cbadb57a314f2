#!/usr/bin/env bash
# SPDX-FileCopyrightText: Groundplan contributors
# SPDX-License-Identifier: Apache-2.0
# clang-tidy over every source that changed since its last clean run, and checks that no compiler makes.
set -euo pipefail
build=$1 top=$2
cd "$top"
failed=0
complain() { printf 'lint: %s\n' "$*" >&2; failed=1; }

# Every file says whose it is and under which licence.
while read -r file; do
    head -3 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' || complain "$file: no SPDX lines at the top"
done < <(git ls-files '*.cpp' '*.h' '*.cmake' '*CMakeLists.txt' '*.sh' dev .ci/run)

# Unfinished work does not land.
if git grep -nE '(//|#).*\b(TODO|FIXME|XXX)\b' -- '*.cpp' '*.h' '*.yaml' >&2; then complain "unfinished work above"; fi

# No file becomes a god object.
while read -r lines file; do
    [ "$lines" -gt 700 ] && complain "$file: $lines lines; split it"
done < <(git ls-files '*.cpp' '*.h' | xargs wc -l | grep -v ' total$')

# Data files are read by the same code as users' files: the tests do that. Here only that shell scripts parse.
for script in dev .ci/run packaging/*.sh; do bash -n "$script" || complain "$script does not parse"; done

# clang-tidy, two at a time, remembering by content what was clean.
stamps=$build/tidy
mkdir -p "$stamps"
export build stamps
settings=$(cat .clang-tidy cmake/*.cmake | sha256sum | cut -c1-16)
export settings
tidy_one() {
    local file=$1 key
    key=$( { echo "$settings"; cat "$file"; cat "$(dirname "$file")"/*.h 2>/dev/null; } | sha256sum | cut -c1-32)
    [ -e "$stamps/$key" ] && return 0
    # Precompiled headers are GCC's; clang reads the same headers as text.
    if clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-ignored-gch --extra-arg=-Wno-invalid-pch \
        --extra-arg=-Wno-ignored-optimization-argument "$file" >"$stamps/$key.log" 2>&1; then
        mv "$stamps/$key.log" "$stamps/$key"
    else
        grep -E 'warning:|error:' "$stamps/$key.log" | sort -u | head -40 >&2
        rm -f "$stamps/$key.log"
        return 1
    fi
}
export -f tidy_one
# All sources were clean at the commit in packaging/linted: those that are the same since need no second look (a whole
# run takes three quarters of an hour on two cores). LINT_ALL=1 looks at all of them; after a clean one, write down the commit.
sources() {
    local base
    base=$(cat packaging/linted)
    if [ -z "${LINT_ALL:-}" ] && git cat-file -e "$base^{commit}" 2>/dev/null; then
        git diff --name-only --diff-filter=d "$base" -- 'core/*.cpp' 'views/*.cpp' 'app/*.cpp'
    else
        git ls-files 'core/*.cpp' 'views/*.cpp' 'app/*.cpp'
    fi
}
sources | xargs -P "$(nproc)" -I{} bash -c 'tidy_one "$1"' _ {} || complain "clang-tidy (see above)"

[ "$failed" = 0 ] && printf 'lint: clean\n'
exit "$failed"
