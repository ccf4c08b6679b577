using System;
using Nf.Platform;
using Nf.Wast;

namespace Nf.FirmwareHost;

/// <summary>
/// Writes a line for each command that did not pass: <c>wast: command number=N verdict=N found=N detail=N offset=N function=N feature=N
/// index=N cell=N</c>, and last <c>wast: end commands=N status=N</c>. Those that passed are only counted: they are many, and a console is slow.
/// </summary>
internal unsafe struct ConsoleReport : IScriptReport
{
    private const int LineMax = 256;

    // The runner works on a copy of the report.
    private static int s_commands;

    /// <inheritdoc/>
    public readonly void Record(in CommandResult result)
    {
        s_commands++;
        if (result.Verdict == Verdict.Passed) return;
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        Field(ref line, "wast: command number="u8, result.Number);
        Field(ref line, " verdict="u8, (long)result.Verdict);
        Field(ref line, " found="u8, (long)result.Found);
        Field(ref line, " detail="u8, (long)result.Load.Detail);
        Field(ref line, " offset="u8, result.Load.Offset);
        Field(ref line, " function="u8, result.Load.FunctionIndex);
        Field(ref line, " feature="u8, (long)result.Load.Feature);
        Field(ref line, " index="u8, result.ResultIndex);
        Field(ref line, " cell="u8, (long)result.Cell);
        Write(ref line);
    }

    /// <summary>Tells how the run ended.</summary>
    public static void End(Status status)
    {
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        Field(ref line, "wast: end commands="u8, s_commands);
        Field(ref line, " status="u8, (long)status);
        Write(ref line);
    }

    private static void Field(ref Utf8Writer line, ReadOnlySpan<byte> name, long value)
    {
        line.Text(name);
        line.Decimal(value);
    }

    private static void Write(ref Utf8Writer line)
    {
        line.Byte((byte)'\n');
        fixed (byte* bytes = line.Written) BoardImports.ConsoleWrite(bytes, line.Written.Length);
    }
}
