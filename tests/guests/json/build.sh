#!/bin/bash
# Builds json.wasm, beside its source or in a folder, with the heap of ../collector; the bytes depend on nothing but the sources and clang 14.
#
#   tests/guests/json/build.sh [FOLDER]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
heap=$here/../collector
output=${1:-$here}/json.wasm

clang-14 --target=wasm32 -std=c11 -O2 -Wall -Wextra -Werror -mcpu=mvp -mmultivalue -mmutable-globals \
    -Xclang -target-abi -Xclang experimental-mv -ffreestanding -nostdlib -fno-builtin -I"$heap" \
    -Wl,--no-entry,--stack-first,-z,stack-size=4096,--max-memory=20971520,--export=gc_sp,--export=gc_stack_limit \
    "$here"/json.c "$heap"/heap.c "$heap"/globals.s -o "$output"
chmod 644 "$output"
