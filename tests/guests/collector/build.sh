#!/bin/bash
# Builds collector.wasm, beside its sources or in a folder; the bytes depend on nothing but the sources and clang 14.
#
#   tests/guests/collector/build.sh [FOLDER]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${1:-$here}/collector.wasm

# Arrays come back as two results; gc_sp is a mutable global that is exported; the stack lies below the data.
clang-14 --target=wasm32 -std=c11 -O2 -Wall -Wextra -Werror -mcpu=mvp -mmultivalue -mmutable-globals \
    -Xclang -target-abi -Xclang experimental-mv -ffreestanding -nostdlib -fno-builtin \
    -Wl,--no-entry,--stack-first,-z,stack-size=4096,--max-memory=20971520,--export=gc_sp,--export=gc_stack_limit \
    "$here"/*.c "$here"/*.s -o "$output"
chmod 644 "$output"
