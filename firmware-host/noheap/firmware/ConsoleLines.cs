using System;
using System.Runtime.CompilerServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// What the firmware tells its console, a line each, all beginning with <c>nf: </c> so that a reader can tell them from a guest's own
/// output: <c>nf: trace LINE</c>; when a module is refused <c>nf: refused detail=N offset=N name=N</c>; for each frame of a trap
/// <c>nf: frame function=N offset=N</c>; last
/// <c>nf: end status=N ticks=N fuel=N result=N exit_code=N stack_used_bytes=N stack_bytes=N digest=HEX</c>.
/// </summary>
internal unsafe struct ConsoleLines
{
    private const int LineMax = 272;

    private bool _insideLine;

    /// <summary>A sink for <see cref="TraceWriter"/>; the context is a <see cref="ConsoleLines"/> that stays where it is.</summary>
    public static void Trace(nint context, ReadOnlySpan<byte> piece)
    {
        ref ConsoleLines lines = ref *(ConsoleLines*)context;
        if (piece.Length == 0) return;
        if (!lines._insideLine) Write("nf: trace "u8);
        Write(piece);
        lines._insideLine = piece[piece.Length - 1] != (byte)'\n';
    }

    /// <summary>Tells how a run ended.</summary>
    public static void End(in RunReport report)
    {
        if (report.Load.Detail != LoadDetail.None) Refused(in report.Load);
        for (uint i = 0; i < report.Backtrace.Count; i++) Frame(report.Backtrace.Frames[(int)i]);
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        Field(ref line, "nf: end status="u8, (long)report.Status);
        Field(ref line, " ticks="u8, (long)report.Ticks);
        Field(ref line, " fuel="u8, (long)report.Fuel);
        Field(ref line, " result="u8, report.Result);
        Field(ref line, " exit_code="u8, report.ExitCode);
        GuestThread.MeasureStack(out int usedBytes, out int stackBytes);
        Field(ref line, " stack_used_bytes="u8, usedBytes);
        Field(ref line, " stack_bytes="u8, stackBytes);
        line.Text(" digest="u8);
        line.Hex(report.Digest);
        line.Byte((byte)'\n');
        Write(line.Written);
    }

    /// <summary>Tells why the run did not begin.</summary>
    public static void Failed(Status status)
    {
        RunReport report = default;
        report.Status = status;
        End(in report);
    }

    private static void Refused(in LoadError error)
    {
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        Field(ref line, "nf: refused detail="u8, (long)error.Detail);
        Field(ref line, " offset="u8, error.Offset);
        Field(ref line, " name="u8, error.NameOffset);
        Field(ref line, " function="u8, error.FunctionIndex);
        Field(ref line, " feature="u8, (long)error.Feature);
        Field(ref line, " expected="u8, error.Expected);
        Field(ref line, " found="u8, error.Found);
        line.Byte((byte)'\n');
        Write(line.Written);
    }

    private static void Frame(Frame frame)
    {
        Span<byte> buffer = stackalloc byte[LineMax];
        Utf8Writer line = new(buffer);
        Field(ref line, "nf: frame function="u8, frame.FunctionIndex);
        Field(ref line, " offset="u8, frame.ModuleOffset);
        line.Byte((byte)'\n');
        Write(line.Written);
    }

    // Inlined into every caller it costs more flash than the call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Field(ref Utf8Writer line, ReadOnlySpan<byte> name, long value)
    {
        line.Text(name);
        line.Decimal(value);
    }

    private static void Write(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text) BoardImports.ConsoleWrite(bytes, text.Length);
    }
}
