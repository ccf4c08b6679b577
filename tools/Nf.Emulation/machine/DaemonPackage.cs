using System;
using System.Collections.Generic;
using Nf.Build;
using Nf.Errors;
using Nf.FirmwareHost;

namespace Nf.Emulation;

/// <summary>Builds the daemon and makes its Debian package.</summary>
public static class DaemonPackage
{
    /// <summary>The version of what is packaged.</summary>
    public static string Version { get; } = $"{FirmwareVersion.Major}.{FirmwareVersion.Minor}.{FirmwareVersion.Patch}";

    /// <summary>The name of the package's file.</summary>
    /// <param name="system">The system that it is for.</param>
    public static string FileName(DebianTarget system) => DebianPackage.FileName(system, Version);

    /// <summary>Makes it.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="system">The system that it is for.</param>
    /// <param name="file">The package's file.</param>
    /// <param name="guests">Guests that the daemon brings along, from place 0 on: .wasm files or folders.</param>
    /// <exception cref="NfException">A guest is not found or broken, a tool is missing, or the build fails.</exception>
    public static void Write(Action<string> progress, DebianTarget system, string file, IReadOnlyList<string> guests)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(system);
        string image = HostImage.Build(progress, BoardReader.Read(system.Board), guests);
        progress($"{system.Board}: package");
        DebianPackage.Write(system, Version, image, file);
    }
}
