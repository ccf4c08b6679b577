#!/usr/bin/env bash
# Makes an ARM machine for QEMU of Debian's own packages: a kernel, a first file system that only loads drivers, and a disk with systemd,
# udev and dpkg on it. apt resolves, fetches and verifies the packages with the sources of this machine, but with lists and a state of its
# own, so that nothing of this machine is changed and no foreign architecture is added to it.
# make-machine.sh FOLDER: leaves vmlinuz, initrd.gz, disk.img and packages.txt there. It ends with 3 when something cannot be fetched.
set -Eeuo pipefail
failure=3
trap 'exit $failure' ERR
(($# == 1)) || { echo 'make-machine.sh: expected the folder to make the machine in' >&2; exit 2; }

mkdir -p "$1"
folder=$(readlink -f -- "$1")
own=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
readonly folder own
readonly guest=$own/guest architecture=arm64 disk_megabytes=256
readonly apt=$folder/apt root=$folder/root first=$folder/first

# What a service meets on a real machine. busybox stands for the rest of the everyday commands.
readonly packages='systemd udev dpkg libc-bin dash passwd init-system-helpers'
# In the order in which they need each other.
readonly modules='virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk crc16 crc32c_generic mbcache jbd2 ext4
    virtio_console failover net_failover virtio_net i6300esb'

# Debian's files belong to root; for everybody else they do inside fakeroot.
((EUID == 0)) || exec fakeroot "$0" "$@"

options=(-q "-oAPT::Architecture=$architecture" "-oAPT::Architectures=$architecture" "-oDir::State=$apt" "-oDir::State::lists=$apt/lists"
    "-oDir::State::status=$apt/status" "-oDir::Cache=$apt/cache" -oDir::Etc::preferences=/dev/null -oDir::Etc::preferencesparts=/dev/null
    -oAcquire::Languages=none -oAcquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -oAPT::Sandbox::User=root -oDebug::NoLocking=1
    -oAPT::Install-Recommends=false -oAcquire::Retries=2)

fetch() {
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/kernel"
    : >"$apt/status"
    # One index that cannot be had need not be the one that matters: what is missing shows below.
    apt-get "${options[@]}" update || true
    local kernel
    kernel=$(apt-cache "${options[@]}" depends "linux-image-$architecture" | sed -n 's/^  Depends: //p' | head -n 1)
    [[ -n $kernel ]] || { echo "error: apt found no kernel for $architecture: is the network there?" >&2; return 1; }
    # shellcheck disable=SC2086 # a list of words
    apt-get "${options[@]}" install -y --download-only $packages
    (cd -- "$apt/kernel" && apt-get "${options[@]}" download "$kernel" busybox-static)
}

# As dpkg does it, but without running anything: the scripts of these packages are for another processor.
unpack() {
    mkdir -p "$root"/usr/{bin,sbin,lib} "$root"/{dev,proc,run,sys,tmp,root,etc,var/lib/dpkg/info,var/lib/dpkg/updates}
    for name in bin sbin lib; do ln -sfn "usr/$name" "$root/$name"; done
    local package
    for package in "$apt"/cache/archives/*.deb "$apt"/kernel/busybox-static_*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C "$root"
        dpkg-deb --show --showformat='${Package} ${Version}\n' "$package"
    done >"$folder/packages.txt"
    dpkg-deb --show --showformat='${Package} ${Version}\n' "$apt"/kernel/linux-image-*.deb >>"$folder/packages.txt"
    rm -rf "$root"/usr/share/{doc,man,locale,i18n,zoneinfo} "$root"/usr/lib/udev/hwdb.d "$root"/usr/lib/systemd/catalog
    mkdir -p "$folder/kernel"
    dpkg-deb --fsys-tarfile "$apt"/kernel/linux-image-*.deb | tar -x -C "$folder/kernel"
    cp "$folder"/kernel/boot/vmlinuz-* "$folder/vmlinuz"
}

# What the packages' scripts would have done, as far as it is needed here, and this machine's own services.
configure() {
    local command unit
    # Not busybox's: that one takes its own commands for dpkg's.
    ln -sf dash "$root/bin/sh"
    for command in $(qemu-aarch64 "$root/bin/busybox" --list); do
        [[ -e $root/bin/$command || -L $root/bin/$command || -e $root/sbin/$command ]] || ln -s busybox "$root/bin/$command"
    done
    : >"$root/var/lib/dpkg/status"
    cp -r "$guest/etc" "$guest/usr" "$root"
    chmod 755 "$root"/usr/local/sbin/*
    for unit in nf-shell.service nf-forward.socket; do
        mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
        ln -s "../$unit" "$root/etc/systemd/system/multi-user.target.wants/$unit"
    done
    # Nobody logs in here, there is no bus to log in over, and each service costs time in an emulator.
    while read -r unit; do ln -s /dev/null "$root/etc/systemd/system/$unit"; done <"$guest/masked"
}

make_disk() {
    rm -f "$folder/disk.img"
    truncate -s "${disk_megabytes}M" "$folder/disk.img"
    # Without periodic checks and reserved blocks, always with the same identity.
    mke2fs -q -t ext4 -m 0 -U 6e666d61-6368-696e-6500-000000000001 -d "$root" "$folder/disk.img"
}

make_first() {
    mkdir -p "$first"/{bin,dev,mnt,modules,proc}
    cp "$root/bin/busybox" "$first/bin/"
    local module
    for module in $modules; do
        find "$folder/kernel/lib/modules" -name "$module.ko" -exec cp {} "$first/modules/" \;
        [[ -e $first/modules/$module.ko ]] || { echo "error: the kernel has no module $module" >&2; return 1; }
    done
    # shellcheck disable=SC2086 # a list of words
    printf '%s\n' $modules >"$first/modules/order"
    cp "$guest/init" "$first/init"
    chmod 755 "$first/init"
    (cd -- "$first" && find . | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0) | gzip -1n >"$folder/initrd.gz"
}

rm -rf "$apt" "$root" "$first" "$folder/kernel"
fetch
failure=1
unpack
configure
make_disk
make_first
rm -rf "$apt" "$root" "$first" "$folder/kernel"
