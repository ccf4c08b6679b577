using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Nf.Cli;

/// <summary>
/// Keeps standard output for one JSON object: while this lives, whatever else writes there, a guest or a program that nf starts, lands on
/// standard error. What was written here goes out in the end.
/// </summary>
internal sealed class StandardOutput : StringWriter
{
    private const int Output = 1;
    private const int Error = 2;

    private readonly int _kept = dup(Output);

    public StandardOutput()
        : base(System.Globalization.CultureInfo.InvariantCulture) => _ = dup2(Error, Output);

    protected override void Dispose(bool disposing)
    {
        // Not a FileStream over the descriptor: it would write at an offset of its own when standard output is a file.
        _ = dup2(_kept, Output);
        using Stream stream = Console.OpenStandardOutput();
        stream.Write(Encoding.UTF8.GetBytes(ToString()));
        base.Dispose(disposing);
    }

    [DllImport("libc")]
    private static extern int dup(int fileDescriptor);

    [DllImport("libc")]
    private static extern int dup2(int from, int to);
}
