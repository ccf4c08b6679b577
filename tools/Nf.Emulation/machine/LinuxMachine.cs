using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nf.Build;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>
/// An emulated ARM machine with Debian's kernel, systemd and dpkg, eight GPIO lines and a watchdog that resets it. Its disk outlives resets, not
/// the machine. What stands in <see cref="Address"/> leads to the control line of an nfd in it.
/// </summary>
public sealed class LinuxMachine : IDisposable
{
    private const int MegabytesOfMemory = 256;
    private const int ControlPort = 7000;
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nf-vm-");
    private readonly int _port = FreePort();
    private readonly Process _process;

    private LinuxMachine(MachineImage image, IEnumerable<string> files)
    {
        File.Copy(image.Disk, PathOf("disk"));
        WriteBaggage(files);
        _process = Start(image);
        try
        {
            Monitor = new QmpClient(PathOf("qmp"), () => !_process.HasExited);
            Shell = new MachineShell(PathOf("shell"), () => !_process.HasExited);
            Pins = new MachinePins(Monitor, PathOf("rig"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How long the machine may take to start; it takes about 6 s on a processor that has nothing else to do.</summary>
    public static TimeSpan StartLimit { get; } = TimeSpan.FromSeconds(180);

    /// <summary>Commands for the machine, once it started.</summary>
    public MachineShell Shell { get; }

    /// <summary>The emulator's monitor.</summary>
    public QmpClient Monitor { get; }

    /// <summary>The GPIO lines.</summary>
    public MachinePins Pins { get; }

    /// <summary>The control line of the nfd in the machine, for --target.</summary>
    public string Address => $"tcp:127.0.0.1:{_port}";

    /// <summary>What the kernel and systemd said so far.</summary>
    public string Console => File.Exists(PathOf("console")) ? File.ReadAllText(PathOf("console")) : "";

    /// <summary>Starts one, without waiting for it.</summary>
    /// <param name="image">What it boots.</param>
    /// <param name="files">Files that it finds in /baggage.</param>
    /// <exception cref="NfException">ToolMissing or EmulatorFailed.</exception>
    public static LinuxMachine Start(MachineImage image, params IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new LinuxMachine(image, files);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Pins?.Dispose();
        Shell?.Dispose();
        Monitor?.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit(s_endLimit);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    // A second disk, which is nothing but an archive: the machine needs no driver for any way of sharing files.
    private void WriteBaggage(IEnumerable<string> files)
    {
        using TarWriter archive = new(File.Create(PathOf("baggage")), TarEntryFormat.Ustar);
        foreach (string file in files)
            archive.WriteEntry(file, Path.GetFileName(file));
    }

    private Process Start(MachineImage image)
    {
        string program = "qemu-system-aarch64";
        try
        {
            return Process.Start(new ProcessStartInfo(program, Arguments(image)) { RedirectStandardInput = true })!;
        }
        catch (Win32Exception error)
        {
            _folder.Delete(recursive: true);
            throw new NfException(Status.ToolMissing, $"{program} is not installed; `nf doctor` tells how to get it.", error);
        }
    }

    private IEnumerable<string> Arguments(MachineImage image)
    {
        string[] kernel = ["console=ttyAMA0", "quiet", "panic=1", "net.ifnames=0", "systemd.unit=multi-user.target", "systemd.getty_auto=0"];
        return new string[]
        {
            "-M", "virt", "-cpu", "cortex-a72", "-accel", "tcg", "-m", $"{MegabytesOfMemory}", "-nodefaults", "-display", "none", "-monitor", "none",
            "-kernel", image.Kernel, "-initrd", image.First, "-append", string.Join(' ', kernel), "-serial", $"file:{EmulatorLine.Escape(PathOf("console"))}",
            "-device", "virtio-serial-pci", "-chardev", $"socket,id=shell,path={EmulatorLine.Escape(PathOf("shell"))},server=on,wait=off",
            "-device", "virtconsole,chardev=shell",
            "-qmp", EmulatorLine.Socket(PathOf("qmp")), "-qtest", EmulatorLine.Socket(PathOf("rig")), "-qtest-log", "/dev/null",
            "-netdev", $"user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:{_port}-:{ControlPort}", "-device", "virtio-net-pci,netdev=net,romfile=",
            "-device", "i6300esb", "-watchdog-action", "reset",
        }.Concat(Disk("disk")).Concat(Disk("baggage"));
    }

    private string[] Disk(string name) =>
        ["-drive", $"file={EmulatorLine.Escape(PathOf(name))},format=raw,if=none,id={name}", "-device", $"virtio-blk-pci,drive={name}"];

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
