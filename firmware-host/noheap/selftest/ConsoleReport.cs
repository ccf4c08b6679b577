using System;
using System.Runtime.InteropServices;
using Nf.OnTarget;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Writes each result as a line: <c>ok NAME</c> or <c>FAILED NAME line L expected E found F</c>; at the end <c>selftest PASSED FAILED</c>, two numbers.</summary>
internal unsafe struct ConsoleReport : IReport
{
    private int _passed;
    private int _failed;

    /// <summary><see cref="Status.Ok"/> while no test has failed.</summary>
    public readonly Status Status => _failed == 0 ? Status.Ok : Status.TestFailed;

    /// <inheritdoc/>
    public void Record(ReadOnlySpan<byte> name, in Check check) => Record(name, check.FailedLine == 0, in check);

    /// <inheritdoc/>
    public void Record(ReadOnlySpan<byte> name, bool passed) => Record(name, passed, default);

    private void Record(ReadOnlySpan<byte> name, bool passed, in Check check)
    {
        Write(passed ? "ok "u8 : "FAILED "u8);
        Write(name);
        if (check.FailedLine != 0)
        {
            WriteField(" line "u8, check.FailedLine);
            WriteField(" expected "u8, check.Expected);
            WriteField(" found "u8, check.Found);
        }

        Write("\n"u8);
        if (passed)
            _passed++;
        else
            _failed++;
    }

    /// <summary>Writes the last line.</summary>
    public readonly void Finish()
    {
        WriteField("selftest "u8, _passed);
        WriteField(" "u8, _failed);
        Write("\n"u8);
    }

    private static void WriteField(ReadOnlySpan<byte> label, long value)
    {
        const int DigitsMax = 20;
        Span<byte> text = stackalloc byte[DigitsMax];
        Utf8Writer writer = new(text);
        writer.Decimal(value);
        Write(label);
        Write(writer.Written);
    }

    private static void Write(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            nf_console_write(bytes, text.Length);
    }

    [DllImport("nf_board")]
    private static extern void nf_console_write(byte* bytes, int length);
}
