using System.Runtime.InteropServices;
using Nf.Errors;

namespace Nf.Build;

/// <summary>The target that this process runs on.</summary>
public static class HostTarget
{
    /// <summary>Its name, a folder below <c>boards/</c>.</summary>
    /// <exception cref="NfException">NotSupported on another processor than nf compiles for.</exception>
    public static string Name => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "linux-x64",
        Architecture.Arm64 => "linux-arm64",
        Architecture other => throw new NfException(Status.NotSupported, $"nf compiles nothing ahead of time for {other}: choose --engine interpreter"),
    };
}
