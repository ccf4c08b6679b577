using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>An emulated ARM machine with nfd as a service, installed from its Debian package.</summary>
public sealed class DaemonMachine : IDisposable
{
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromSeconds(90);

    /// <summary>Starts a machine that has the packages, but none of them installed.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="systems">The systems whose packages it gets.</param>
    /// <param name="guests">Guests that the daemon brings along: .wasm files or folders.</param>
    /// <exception cref="NfException">ToolMissing, also when Debian's packages cannot be fetched; what a build or the emulator fails with.</exception>
    public DaemonMachine(Action<string> progress, IEnumerable<DebianTarget> systems, IReadOnlyList<string> guests)
    {
        ArgumentNullException.ThrowIfNull(progress);
        MachineImage image = MachineImage.Make(progress);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nf-deb-");
        try
        {
            string[] packages = [.. systems.Select(system => Package(progress, system, guests, folder.FullName))];
            progress("starting the machine");
            Linux = LinuxMachine.Start(image, packages);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        try
        {
            Linux.Shell.WaitUntilReady(LinuxMachine.StartLimit);
        }
        catch
        {
            Linux.Dispose();
            throw;
        }
    }

    /// <summary>The machine.</summary>
    public LinuxMachine Linux { get; }

    /// <summary>The system whose package is installed; null when none is.</summary>
    public DebianTarget? Installed { get; private set; }

    /// <summary>Has a command done that has to go well.</summary>
    /// <param name="command">Lines for sh.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="NfException">EmulatorFailed when it did not go well, TimedOut.</exception>
    public string Do(string command)
    {
        ShellAnswer answer = Linux.Shell.Run(command, s_commandLimit);
        return answer.Code == 0
            ? answer.Output.TrimEnd()
            : throw new NfException(Status.EmulatorFailed, $"The machine says {answer.Code} to '{command}': {answer.Output.TrimEnd()}");
    }

    /// <summary>Installs the package of a system, and has the service run.</summary>
    /// <param name="system">The system.</param>
    /// <param name="options">Options of the daemon, beside its state and its control line.</param>
    public void Install(DebianTarget system, string options)
    {
        Do($"dpkg -i /baggage/{DaemonPackage.FileName(system)}");
        Installed = system;
        Configure(options);
    }

    /// <summary>Has the service run with options.</summary>
    /// <param name="options">Options of the daemon, beside its state and its control line.</param>
    public void Configure(string options) =>
        Do($"echo 'NFD_OPTIONS=\"{options}\"' >/etc/default/nfd; systemctl daemon-reload; systemctl restart nfd");

    /// <summary>Removes the package with all that it made.</summary>
    public void Purge()
    {
        Do("dpkg --purge nfd");
        Installed = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Linux.Dispose();

    private static string Package(Action<string> progress, DebianTarget system, IReadOnlyList<string> guests, string folder)
    {
        string file = Path.Combine(folder, DaemonPackage.FileName(system));
        DaemonPackage.Write(progress, system, file, guests);
        return file;
    }
}
