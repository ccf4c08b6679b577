using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Nf.Errors;

namespace Nf.Build;

/// <summary>Finds the source lines of addresses in an image.</summary>
public static class AddressLines
{
    /// <summary>A line for each address: the function, and where it stands in the sources.</summary>
    /// <param name="boardName">The board that the image is for; one that is not known is taken for a Cortex-M.</param>
    /// <param name="elfPath">The image.</param>
    /// <param name="addresses">The addresses.</param>
    /// <exception cref="NfException">FileNotFound, ToolMissing, or InvalidArgument for a file that is no image.</exception>
    public static IReadOnlyList<string> Of(string boardName, string elfPath, IReadOnlyList<uint> addresses)
    {
        if (!File.Exists(elfPath))
            throw new NfException(Status.FileNotFound, $"{elfPath}: no such file; `nf build` says where the image is.");
        string program = BoardReader.Names().Contains(boardName)
            ? new Toolchain(BoardReader.Read(boardName)).AddressToLine
            : "arm-none-eabi-addr2line";
        // The lowest bit of an address in Thumb code says just that.
        IEnumerable<string> numbers = addresses.Select(address => (address & ~1u).ToString("x", CultureInfo.InvariantCulture));
        ProcessStartInfo start = new(program, ["-f", "-p", "-e", elfPath, .. numbers]) { RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            string[] lines = process.StandardOutput.ReadToEnd().Split('\n', System.StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return process.ExitCode == 0
                ? lines
                : throw new NfException(Status.InvalidArgument, $"{elfPath}: this is no image of {boardName}.");
        }
        catch (Win32Exception error)
        {
            throw new NfException(Status.ToolMissing, $"{program} is not installed; `nf doctor` tells how to get it.", error);
        }
    }
}
