#!/bin/bash
# Builds the example guests; the bytes depend on nothing but the sources and the pinned compilers.
#
#   examples/build.sh [NAME|all]... [--out DIR]
#
# An example is a folder NAME that gives NAME.wasm: beside its sources, or in DIR. What the folder holds says how:
#   *.c        in a folder wasi-*: WebAssembly with WASI and a C library
#   *.c        elsewhere: WebAssembly and include/nf.h, no C library
#   *.ts       AssemblyScript and include/nf.ts
#   flags      more options for the C compiler, one a line
set -euo pipefail

examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# MVP: every engine takes it. The stack lies below the data: an overflow traps instead of overwriting,
# and a small guest stays in the first kilobytes of its only page.
c_flags=(-O2 -Wall -Wextra -Werror -mcpu=mvp "-Wl,--stack-first,--strip-all")
c_freestanding=(--target=wasm32 -std=c11 -ffreestanding -nostdlib -I"$examples/include"
    "-Wl,--no-entry,-z,stack-size=1024,--initial-memory=65536,--max-memory=65536,--export-if-defined=nf_samples")
c_wasi=(--target=wasm32-wasi -std=gnu11 --sysroot=/usr "-Wl,-z,stack-size=8192,--initial-memory=65536,--max-memory=131072")
asc_flags=(-Osize --converge --noAssert --runtime stub --use abort= --initialMemory 1 --maximumMemory 1 --lowMemoryLimit 4096
    --disable sign-extension --disable nontrapping-f2i --disable bulk-memory --disable mutable-globals)

fail() {
    echo "build.sh: $1" >&2
    exit "$2"
}

# The exit codes are those of nf: 100 Usage, 103 ToolMissing, 104 BuildFailed.
need() { # command, Debian package
    command -v "$1" >/dev/null || fail "$1 is missing: apt-get install $2" 103
}

build_c() { # name, output, flags...
    local name=$1 output=$2
    shift 2
    local own=()
    if [ -e "$examples/$name/flags" ]; then mapfile -t own <"$examples/$name/flags"; fi
    need clang-14 clang-14
    need wasm-ld-14 lld-14
    clang-14 "${c_flags[@]}" "$@" "${own[@]}" "$examples/$name"/*.c -o "$output" || fail "$name: clang-14 failed" 104
    chmod 644 "$output"
}

build_wasi() { # name, output
    [ -e /usr/lib/wasm32-wasi/libc.a ] || fail "the WASI C library is missing: apt-get install wasi-libc" 103
    build_c "$1" "$2" "${c_wasi[@]}"
}

build_assemblyscript() { # name, output
    need node nodejs
    need npm npm
    # asc resolves sources from where it runs.
    (
        cd "$examples"
        [ -x node_modules/.bin/asc ] || npm ci --silent || fail "npm ci failed in $examples" 104
        node_modules/.bin/asc "$1"/*.ts --outFile "$2" "${asc_flags[@]}" || fail "$1: asc failed" 104
    )
}

build() { # name
    local name=$1 output="${out:-$examples/$1}/$1.wasm"
    if compgen -G "$examples/$name/*.ts" >/dev/null; then
        build_assemblyscript "$name" "$output"
    elif ! compgen -G "$examples/$name/*.c" >/dev/null; then
        fail "there is no example '$name'; there are: $(all | xargs)" 100
    elif [[ $name == wasi-* ]]; then
        build_wasi "$name" "$output"
    else
        build_c "$name" "$output" "${c_freestanding[@]}"
    fi
    echo "$output $(stat -c %s "$output") bytes"
}

all() {
    local folder
    for folder in "$examples"/*/; do
        folder=$(basename "$folder")
        if compgen -G "$examples/$folder/$folder.[ct]*" >/dev/null; then echo "$folder"; fi
    done
}

out=
names=()
while [ $# -gt 0 ]; do
    case $1 in
        --out)
            [ $# -ge 2 ] || fail "--out needs a folder" 100
            mkdir -p "$2"
            out=$(cd "$2" && pwd)
            shift
            ;;
        all) mapfile -t -O "${#names[@]}" names < <(all) ;;
        -*) fail "unknown option '$1'; usage: build.sh [NAME|all]... [--out DIR]" 100 ;;
        *) names+=("$1") ;;
    esac
    shift
done
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(all)

for name in "${names[@]}"; do build "$name"; done
