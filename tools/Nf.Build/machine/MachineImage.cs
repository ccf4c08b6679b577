using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;

namespace Nf.Build;

/// <summary>What QEMU boots as an ARM machine with Debian: made of Debian's packages once, and kept in build/machine.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="First">The first file system, which loads drivers.</param>
/// <param name="Disk">The disk; a machine takes a copy of it.</param>
/// <param name="Packages">The packages that it is made of, with their versions.</param>
public sealed record MachineImage(string Kernel, string First, string Disk, IReadOnlyList<string> Packages)
{
    /// <summary>Makes it, unless it is there.</summary>
    /// <param name="progress">Told what is being done; null for nobody.</param>
    /// <exception cref="NfException">ToolMissing, also when the packages cannot be fetched; BuildFailed.</exception>
    public static MachineImage Make(Action<string>? progress)
    {
        string source = Repository.PathOf("tools", "Nf.Build", "machine");
        string script = Path.Combine(source, "make-machine.sh"), folder = Repository.PathOf("build", "machine");
        using IDisposable hold = FirmwareBuilder.Lock(folder);
        MachineImage image = In(folder);
        IEnumerable<string> inputs = Directory.GetFiles(Path.Combine(source, "guest"), "*", SearchOption.AllDirectories).Append(script);
        InputStamp stamp = new(image.Disk, [script], inputs.Order(StringComparer.Ordinal));
        if (stamp.IsCurrent)
            return In(folder);
        stamp.Drop();
        progress?.Invoke("fetching an ARM kernel and a small Debian, about 100 MB");
        Run(script, folder);
        stamp.Keep();
        return In(folder);
    }

    private static void Run(string script, string folder)
    {
        const int NotFetched = 3;
        ToolRunner tools = new(Path.Combine(folder, "make.log"));
        (int exitCode, string output) = tools.Run(script, [folder]);
        if (exitCode == 0)
            return;
        string where = $"(log: {Repository.Relative(tools.LogPath)})";
        throw exitCode == NotFetched
            ? new NfException(Status.ToolMissing, $"Debian's packages for the ARM machine cannot be fetched: is the network there? {where}")
            : new NfException(Status.BuildFailed, $"the ARM machine failed: {ToolRunner.FirstError(output)} {where}");
    }

    private static MachineImage In(string folder)
    {
        string packages = Path.Combine(folder, "packages.txt");
        return new MachineImage(
            Path.Combine(folder, "vmlinuz"),
            Path.Combine(folder, "initrd.gz"),
            Path.Combine(folder, "disk.img"),
            File.Exists(packages) ? File.ReadAllLines(packages) : []);
    }
}
