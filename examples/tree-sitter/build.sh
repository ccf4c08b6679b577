#!/bin/bash
# Builds the parser from the sources that package.json names: as a guest, and natively, to compare with. The bytes depend on nothing but the
# sources and the pinned compilers. It takes about a minute; `nf chunk` and `nf bench tree-sitter` run it when they must.
#
#   examples/tree-sitter/build.sh [--out DIR]     DIR/tree-sitter.wasm, DIR/tree-sitter-native; build/tree-sitter by default
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$here/../../build/tree-sitter
runtime=$here/node_modules/tree-sitter/vendor/tree-sitter/lib
grammars=$here/node_modules/tree-sitter-typescript

fail() {
    echo "build.sh: $1" >&2
    exit "$2"
}

# The exit codes are those of nf: 100 Usage, 103 ToolMissing, 104 BuildFailed.
need() { # command, Debian package
    command -v "$1" >/dev/null || fail "$1 is missing: apt-get install $2" 103
}

case $# in
    0) ;;
    2) [ "$1" = --out ] || fail "unknown option '$1'; usage: build.sh [--out DIR]" 100; out=$2 ;;
    *) fail "usage: build.sh [--out DIR]" 100 ;;
esac
need npm npm
need clang-14 clang-14
need wasm-ld-14 lld-14
need gcc gcc
[ -e /usr/lib/wasm32-wasi/libc.a ] || fail "the WASI C library is missing: apt-get install wasi-libc" 103
[ -e "$runtime/src/lib.c" ] || (cd "$here" && npm ci --silent) || fail "npm ci failed in $here" 104
mkdir -p "$out"

libraries=("$runtime/src/lib.c" "$grammars"/{typescript,tsx}/src/{parser,scanner}.c)
includes=(-I"$runtime/include" -I"$runtime/src")

# Objects side by side, on as many processors as there are; other people's code is compiled without a word.
compile() { # folder, compiler and flags...
    local folder=$out/$1 source name
    shift
    mkdir -p "$folder"
    for source in "${libraries[@]}"; do
        name=${source#"$here/node_modules/"}
        printf '%s\0' "-I$(dirname "$source")" "$source" -o "$folder/${name//\//_}.o"
    done | xargs -0 -n 4 -P "$(nproc)" "$@" "${includes[@]}" -w -c
}

# A call costs a guest more than a native program: fuel, depth and the native stack are counted at its beginning (README.md).
wasi=(clang-14 --target=wasm32-wasi --sysroot=/usr -mbulk-memory -msign-ext -std=gnu11 -O3 -mllvm -inline-threshold=3000)
native=(gcc -std=gnu11 -O2)
compile wasm "${wasi[@]}" || fail "clang-14 failed" 104
compile native "${native[@]}" || fail "gcc failed" 104

# The stack lies below the data: an overflow traps instead of overwriting. The package says how much memory there is.
"${wasi[@]}" -Wall -Wextra -Werror "${includes[@]}" "$here/guest.c" "$out"/wasm/*.o -o "$out/tree-sitter.wasm" -mexec-model=reactor \
    -Wl,--stack-first,-z,stack-size=262144,--max-memory=1073741824,--strip-debug || fail "tree-sitter.wasm does not link" 104
chmod 644 "$out/tree-sitter.wasm"
"${native[@]}" -Wall -Wextra -Werror "${includes[@]}" "$here"/{guest,native}.c "$out"/native/*.o -o "$out/tree-sitter-native" ||
    fail "tree-sitter-native does not link" 104
echo "$out/tree-sitter.wasm $(stat -c %s "$out/tree-sitter.wasm") bytes"
