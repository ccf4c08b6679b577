#!/bin/bash
# Builds collections-c.wasm and collections-as.wasm, beside their sources or in a folder; the bytes depend on nothing but the sources and the
# pinned compilers.
#
#   tests/guests/collections/build.sh [FOLDER]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
examples=$(cd "$here/../../../examples" && pwd)
output=$(cd "${1:-$here}" && pwd)

# What is lent begins at the exported global.
clang-14 --target=wasm32 -std=c11 -Os -Wall -Wextra -Werror -mcpu=mvp -ffreestanding -nostdlib -fno-builtin -I"$examples/include" \
    -Wl,--no-entry,--stack-first,-z,stack-size=256,--initial-memory=65536,--max-memory=65536,--strip-all,--export-if-defined=lent \
    "$here/collections.c" -o "$output/collections-c.wasm"
chmod 644 "$output/collections-c.wasm"

# asc resolves sources from where it runs.
cd "$examples"
[ -x node_modules/.bin/asc ] || npm ci --silent
node_modules/.bin/asc ../tests/guests/collections/collections.ts --outFile "$output/collections-as.wasm" -Osize --converge --noAssert \
    --runtime stub --use abort= --initialMemory 1 --maximumMemory 1 --lowMemoryLimit 256 \
    --disable sign-extension --disable nontrapping-f2i --disable bulk-memory --disable mutable-globals
