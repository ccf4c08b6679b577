#!/bin/bash
# Builds the kernels, beside their sources or in a folder; the bytes of what is WebAssembly depend on nothing but the sources and clang 14.
#
#   bench/kernels/build.sh [FOLDER]           kernels.wasm, which every engine runs; kernels-wasi.wasm: driver.c with them;
#                                             kernels-small.wasm: without float and sha256, for boards on which the interpreter has
#                                             no room for what it compiles all of them to
#   bench/kernels/build.sh --native FOLDER    kernels: the same program for this machine
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
examples=$here/../../examples
small=("$here"/{integer,memory,calls,indirect,shared}.c "$examples"/kernels/{sort,matrix,scanner}.c)
kernels=("${small[@]}" "$here"/{float,sha256}.c "$examples"/sha256/sha256.c)
# Without contraction: a product and a sum are rounded twice everywhere.
common=(-O2 -Wall -Wextra -Werror -ffp-contract=off -fno-math-errno -fno-builtin-memcpy -fno-builtin-memset -I"$examples/include")

if [ "${1:-}" = --native ]; then
    gcc -std=gnu11 "${common[@]}" -Wno-attributes "${kernels[@]}" "$here/driver.c" -o "$2/kernels"
    exit
fi

output=${1:-$here}
wasm=(-mcpu=mvp "-Wl,--stack-first,--strip-all")

build_freestanding() { # name, sources...
    local name=$1
    shift
    clang-14 --target=wasm32 -std=c11 -ffreestanding -nostdlib -fno-builtin "${common[@]}" "${wasm[@]}" \
        "-Wl,--no-entry,-z,stack-size=1024,--initial-memory=65536,--max-memory=65536" "$@" -o "$output/$name.wasm"
}

build_freestanding kernels "${kernels[@]}"
build_freestanding kernels-small "${small[@]}"
clang-14 --target=wasm32-wasi -std=gnu11 --sysroot=/usr "${common[@]}" "${wasm[@]}" \
    "${kernels[@]}" "$here/driver.c" -o "$output/kernels-wasi.wasm"
chmod 644 "$output"/kernels.wasm "$output"/kernels-small.wasm "$output"/kernels-wasi.wasm
