#!/usr/bin/env bash
# The one command of this project: installs what the verb needs, builds the command line when a source is newer than it, and runs it.
# `./nf --help` lists the verbs. Progress goes to standard error only. Exit codes are the numbers of memory/Status.cs.
set -euo pipefail

readonly usage_status=100 tool_missing_status=103 build_failed_status=104
root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
readonly root
readonly requirements=$root/tools/requirements.tsv
readonly project=$root/tools/Nf.Cli/Nf.Cli.csproj
readonly program=$root/tools/Nf.Cli/bin/Release/net10.0/nf.dll
readonly stamp=$root/build/nf/built
readonly sdk_page=https://dotnet.microsoft.com/download/dotnet/10.0
readonly log=$root/build/nf/build.log
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf 'nf: %s\n' "$*" >&2; }

# fail STATUS NAME MESSAGE: one line for a person and, if asked for, the JSON object that every verb prints.
fail() {
    say "$3"
    if [[ -n $json ]]; then printf '{"status":%d,"status_name":"%s","error":"%s"}\n' "$1" "$2" "${3//[\"\\]/}"; fi
    exit "$1"
}

# Reads the command line only as far as the set-up depends on it.
sets=' run '
json=
read_arguments() {
    local verb='' boardless='' previous='' argument
    need_target "${NF_TARGET:-}"
    for argument in "$@"; do
        if [[ "$previous $argument" == '--engine aot' ]]; then sets+='ahead '; fi
        if [[ $previous == --target ]]; then need_target "$argument"; fi
        previous=$argument
        case $argument in
            --) break ;;
            --engine=aot) sets+='ahead ' ;;
            --engines) sets+='ahead batch ' ;;
            --json) json=1 ;;
            --emulate | --format | --format=*) boardless=1 ;;
            --help | -h | '-?') sets=' run '; return ;;
            --target) ;;
            --target=*) need_target "${argument#--target=}" ;;
            -*) ;;
            *) verb=${verb:-$argument} ;;
        esac
    done
    case $verb in
        build | size | emu | package | powercut | soak) sets+='image ' ;;
        flash) sets+='image '; [[ -n $boardless ]] || sets+='board ' ;;
        test) sets+='image machine wasm test batch ' ;;
        bench) sets+='image wasm test batch ' ;;
        wast) sets+='wast batch ' ;;
        compile) sets+='image ahead ' ;;
        machine) sets+='image machine ' ;;
        chunk) sets+='ahead wasm ' ;;
    esac
}

# A target that runs already, at the end of some line, needs nothing of this machine, nor does the simulation; every other one is built here.
need_target() {
    case $1 in
        '' | sim | serial:* | unix:* | tcp:*) ;;
        *) sets+='image ' ;;
    esac
}

missing_packages() {
    local set check package purpose
    while IFS=$'\t' read -r set check package purpose; do
        [[ $sets == *" $set "* && $set != \#* ]] || continue
        case $check in
            cmd:*) command -v -- "${check#cmd:}" >/dev/null || printf '%s\n' "$package" ;;
            file:*) [[ -e ${check#file:} ]] || printf '%s\n' "$package" ;;
        esac
    done <"$requirements"
}

install_packages() {
    local -a packages as_root=()
    mapfile -t packages < <(missing_packages | sort -u)
    ((${#packages[@]})) || return 0
    local line="apt-get install -y --no-install-recommends ${packages[*]}"
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then fail $tool_missing_status ToolMissing "missing: ${packages[*]}. Run: sudo $line"; fi
        as_root=(sudo -n)
    fi
    command -v apt-get >/dev/null || fail $tool_missing_status ToolMissing \
        "missing: ${packages[*]} (by their Debian names). Install them with this system's package manager."
    say "installing ${packages[*]}"
    mkdir -p "$(dirname -- "$log")"
    if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $line -q; } >"$log" 2>&1; then
        tail -n 5 -- "$log" >&2
        fail $tool_missing_status ToolMissing "the packages could not be installed (log: build/nf/build.log). Run: $line"
    fi
}

need_dotnet() {
    if ! command -v dotnet >/dev/null && [[ -x $HOME/.dotnet/dotnet ]]; then export PATH=$HOME/.dotnet:$PATH; fi
    command -v dotnet >/dev/null || fail $tool_missing_status ToolMissing "the .NET 10 SDK is missing. Get it from $sdk_page"
}

need_sdk() {
    dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
        fail $tool_missing_status ToolMissing "dotnet is there, but its SDK 10 is missing. Get it from $sdk_page"
}

is_built() {
    [[ -e $program && -e $stamp ]] || return 1
    local newer
    newer=$(cd -- "$root" && find memory runtime-core platform firmware-host tools \
        Directory.Build.props Directory.Packages.props global.json \
        \( -name bin -o -name obj -o -name node_modules -o -name noheap -o -name corelib \) -prune -o \
        -type f \( -name '*.cs' -o -name '*.[ch]' -o -name '*.csproj' \
            -o -name '*.props' -o -name '*.targets' -o -name 'CMakeLists.txt' -o -name '*.json' \) \
        -newer "$stamp" -print -quit)
    [[ -z $newer ]]
}

build() {
    need_sdk
    say 'building the command line'
    # Of the time before the build: what changes meanwhile is newer.
    touch -- "$stamp.new"
    if ! dotnet build "$project" -c Release -v q -nologo >"$log" 2>&1; then
        grep -m 3 -E 'error|not found' -- "$log" >&2 || tail -n 5 -- "$log" >&2
        fail $build_failed_status BuildFailed 'the command line does not build (log: build/nf/build.log)'
    fi
    mv -- "$stamp.new" "$stamp"
}

read_arguments "$@"
[[ -r $requirements ]] || fail $usage_status Usage "this script belongs into the root of a clone of nf, but ${root} is none"
need_dotnet
install_packages
if ! is_built; then
    mkdir -p "$(dirname -- "$stamp")"
    exec 9>"$stamp.lock"
    flock 9
    is_built || build
    exec 9>&-
fi
exec dotnet "$program" "$@"
