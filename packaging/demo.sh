#!/usr/bin/env bash
# SPDX-FileCopyrightText: Groundplan contributors
# SPDX-License-Identifier: Apache-2.0
# The main job, end to end: sample -> project -> documents and pictures; a small platform imported and mapped; the window.
# Called by `./dev demo` with the folder of the programs and the checkout.
set -euo pipefail
bin=$1 top=$2
shift 2
cli=$bin/groundplan-cli
demo=$top/demo
say() { printf '\n%s\n' "$*"; }

rm -rf "$demo"
mkdir -p "$demo"

say "1. The sample: 50 services of an online shop, from today's Jenkins to golden paths"
"$cli" new "$demo/shop.gplan" --template microservices-50
"$cli" info "$demo/shop.gplan"
"$cli" verify "$demo/shop.gplan"

say "2. The gap between current and target"
"$cli" diff "$demo/shop.gplan" --from current --to target | head -3 || true

say "3. What the rules find today, and in the target"
for plateau in current target; do "$cli" check "$demo/shop.gplan" --plateau $plateau | grep -E '^Shop|^Golden' || true; done

say "4. Every document, as Markdown and HTML"
"$cli" generate "$demo/shop.gplan" --out "$demo/documents" --format md,html --plateau target

say "5. Its pictures"
"$cli" --quiet export "$demo/shop.gplan" --format svg --out "$demo/pictures/target" --plateau target
"$cli" --quiet export "$demo/shop.gplan" --format svg --out "$demo/pictures/compare" --plateau target --compare-from current

say "6. A platform nobody drew: Kubernetes manifests and a Backstage catalog, imported and mapped"
"$cli" new "$demo/bookshop.gplan"
"$cli" import "$demo/bookshop.gplan" "$top/tests/data/import/bookshop"
"$cli" layout "$demo/bookshop.gplan"
"$cli" export "$demo/bookshop.gplan" --format svg --out "$demo/pictures/bookshop"

say "What is there now:"
printf '  %s\n' "$demo/shop.gplan" "$demo/bookshop.gplan" "$demo/documents/index.html" "$demo/pictures/"

if [ "${1:-}" != --no-window ] && [ -n "${DISPLAY:-}" ]; then
    say "The window is open; closing it ends the demo."
    exec "$bin/groundplan" "$demo/shop.gplan"
fi
say "There is no display, so here is a picture of the window instead:"
"$bin/groundplan-screenshot" target "$demo/window.png" "$demo/shop.gplan"
printf '  %s\n' "$demo/window.png"
