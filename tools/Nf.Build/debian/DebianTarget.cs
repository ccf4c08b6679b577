using System.Linq;
using Nf.Errors;

namespace Nf.Build;

/// <summary>A system for which nfd is packaged.</summary>
/// <param name="Board">Its board.</param>
/// <param name="Architecture">Debian's name of its processor.</param>
/// <param name="SystemCalls">systemd's name of its system calls. A 32-bit program on a 64-bit system has its own, which are not "native" there.</param>
public sealed record DebianTarget(string Board, string Architecture, string SystemCalls)
{
    private static readonly DebianTarget[] s_all =
        [new("linux-arm64", "arm64", "arm64"), new("linux-arm", "armhf", "arm"), new("linux-x64", "amd64", "x86-64")];

    /// <summary>The target of a name.</summary>
    /// <exception cref="NfException">NotSupported.</exception>
    public static DebianTarget Of(string board) => s_all.FirstOrDefault(target => target.Board == board) ?? throw new NfException(
        Status.NotSupported, $"There is no package for '{board}', only for {string.Join(", ", s_all.Select(target => target.Board))}.");
}
