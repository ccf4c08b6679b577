using System;
using System.Threading;
using Nf.Errors;

namespace Nf.Target;

/// <summary>
/// A line that is opened again when it breaks. What was on its way is lost then, as on any line; the client asks again, and the target does
/// nothing twice.
/// </summary>
/// <param name="open">Opens the line; fails with <see cref="NfException"/> while that is not possible.</param>
public sealed class ReconnectingLine(Func<TargetLine> open) : TargetLine
{
    private const int PauseMilliseconds = 20;

    private TargetLine? _line = open();

    /// <summary>How often the line broke.</summary>
    public int Breaks { get; private set; }

    /// <inheritdoc/>
    public override Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = 0;
        if (!IsOpen())
            Thread.Sleep(PauseMilliseconds);
        else if (_line!.Read(buffer, out bytes) != Status.Ok)
            bytes = Break();
        return Status.Ok;
    }

    /// <inheritdoc/>
    public override Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        bytes = 0;
        if (IsOpen() && _line!.Write(data, out bytes) != Status.Ok)
            bytes = Break();
        return Status.Ok;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing) => _line?.Dispose();

    private int Break()
    {
        _line!.Dispose();
        _line = null;
        Breaks++;
        return 0;
    }

    private bool IsOpen()
    {
        try
        {
            _line ??= open();
            return true;
        }
        catch (NfException)
        {
            return false;
        }
    }
}
