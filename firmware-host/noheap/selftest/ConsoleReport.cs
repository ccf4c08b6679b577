using System;
using System.Runtime.InteropServices;
using Nf.OnTarget;

namespace Nf.FirmwareHost;

/// <summary>Writes each result as a line: <c>ok NAME</c> or <c>FAILED NAME</c>; at the end <c>selftest PASSED FAILED</c>, two numbers.</summary>
internal unsafe struct ConsoleReport : IReport
{
    private int _passed;
    private int _failed;

    /// <summary><see cref="Status.Ok"/> while no test has failed.</summary>
    public readonly Status Status => _failed == 0 ? Status.Ok : Status.TestFailed;

    /// <inheritdoc/>
    public void Record(ReadOnlySpan<byte> name, bool passed)
    {
        Write(passed ? "ok "u8 : "FAILED "u8);
        Write(name);
        Write("\n"u8);
        if (passed)
            _passed++;
        else
            _failed++;
    }

    /// <summary>Writes the last line.</summary>
    public readonly void Finish()
    {
        Write("selftest "u8);
        WriteNumber(_passed);
        Write(" "u8);
        WriteNumber(_failed);
        Write("\n"u8);
    }

    private static void WriteNumber(int value)
    {
        const int DigitsMax = 10;
        Span<byte> digits = stackalloc byte[DigitsMax];
        int start = DigitsMax;
        do
        {
            digits[--start] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);
        Write(digits.Slice(start));
    }

    private static void Write(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            nf_console_write(bytes, text.Length);
    }

    [DllImport("nf_board")]
    private static extern void nf_console_write(byte* bytes, int length);
}
