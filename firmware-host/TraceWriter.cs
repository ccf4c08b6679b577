using System;
using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// What a guest did, as lines of ASCII, and the SHA-256 of exactly these bytes: two runs that did the same have the same digest,
/// on whatever board.
/// </summary>
/// <remarks>
/// <para>Every line begins with the tick and ends with '\n':</para>
/// <code>
/// 7 log info heater on
/// 0 gpio PF0 mode output
/// 7 gpio PF0 write 1
/// 7 gpio PF0 read 1
/// 7 i2c 0x48 write 0160
/// 7 i2c 0x48 read 1900
/// 7 i2c 0x48 write 00 read 1900
/// 8 i2c 0x48 write 00 read -> I2cNoAcknowledge
/// 8 display 0,16 64x32 draw 1c291ca3
/// 9 end Ok
/// </code>
/// <para>
/// A failed call ends with an arrow and the name of its status, in place of what it would have read. Of drawn pixels
/// there is the CRC-32. In the text of a log, bytes that
/// are not printable ASCII, and backslashes, stand as \xNN. A line has no limit; it leaves in pieces of the size of the buffer.
/// About 330 bytes, no allocation.
/// </para>
/// </remarks>
public unsafe struct TraceWriter
{
    private const int BufferSize = 192;
    private const int I2cAddressDigitsMin = 2;

    private Sha256 _sha256;
    private Buffer _buffer;
    private int _length;
    private delegate*<nint, ReadOnlySpan<byte>, void> _sink;
    private nint _sinkContext;

    /// <summary>How many lines there are.</summary>
    public ulong LineCount { get; private set; }

    /// <summary>Begins a trace.</summary>
    /// <param name="sink">Takes the bytes as they come, the last piece of a line ending in '\n'; null if only the digest is wanted.</param>
    /// <param name="sinkContext">Passed to the sink.</param>
    public void Initialize(delegate*<nint, ReadOnlySpan<byte>, void> sink, nint sinkContext)
    {
        this = default;
        _sha256.Initialize();
        _sink = sink;
        _sinkContext = sinkContext;
    }

    /// <summary>Gives the digest of all lines so far; the trace may go on. O(1).</summary>
    /// <param name="digest">At least <see cref="Sha256.DigestSize"/> bytes.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.BufferTooSmall"/>.</returns>
    public readonly Status Digest(Span<byte> digest)
    {
        Sha256 copy = _sha256;
        return copy.Finish(digest);
    }

    /// <summary>The guest logged a message.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="level">How much it matters.</param>
    /// <param name="text">Any bytes.</param>
    public void Log(ulong tick, LogLevel level, scoped ReadOnlySpan<byte> text)
    {
        Begin(tick, " log "u8);
        Text(NameOf(level));
        Byte((byte)' ');
        for (int i = 0; i < text.Length; i++)
            Escaped(text[i]);
        EndLine();
    }

    /// <summary>The guest configured a pin.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="pin">Any number.</param>
    /// <param name="mode">Any number.</param>
    /// <param name="status">What came of it.</param>
    public void GpioMode(ulong tick, int pin, PinMode mode, Status status)
    {
        BeginGpio(tick, pin);
        Text(" mode "u8);
        Text(NameOf(mode));
        EndLine(status);
    }

    /// <summary>The guest drove a pin.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="pin">Any number.</param>
    /// <param name="value">The level.</param>
    /// <param name="status">What came of it.</param>
    public void GpioWrite(ulong tick, int pin, PinValue value, Status status)
    {
        BeginGpio(tick, pin);
        Text(" write "u8);
        Byte(DigitOf(value));
        EndLine(status);
    }

    /// <summary>The guest read a pin.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="pin">Any number.</param>
    /// <param name="value">The level; not looked at on failure.</param>
    /// <param name="status">What came of it.</param>
    public void GpioRead(ulong tick, int pin, PinValue value, Status status)
    {
        BeginGpio(tick, pin);
        Text(" read"u8);
        if (status == Status.Ok)
        {
            Byte((byte)' ');
            Byte(DigitOf(value));
        }
        EndLine(status);
    }

    /// <summary>The guest wrote to an I2C device, read from it, or both in this order.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="address">Any number.</param>
    /// <param name="written">What was written; empty if the guest only read.</param>
    /// <param name="read">What was read, not looked at on failure; empty if the guest only wrote.</param>
    /// <param name="status">What came of it.</param>
    public void I2c(ulong tick, int address, scoped ReadOnlySpan<byte> written, scoped ReadOnlySpan<byte> read, Status status)
    {
        Begin(tick, " i2c 0x"u8);
        Hex((uint)address, I2cAddressDigitsMin);
        if (written.Length > 0)
        {
            Text(" write "u8);
            Hex(written);
        }
        if (read.Length > 0)
            Text(" read"u8);
        if (read.Length > 0 && status == Status.Ok)
        {
            Byte((byte)' ');
            Hex(read);
        }
        EndLine(status);
    }

    /// <summary>The guest drew on the display.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="area">Any numbers; one below 0 stands as what it is without a sign.</param>
    /// <param name="pixels">What it drew; not looked at on failure.</param>
    /// <param name="status">What came of it.</param>
    public void Draw(ulong tick, in DisplayArea area, scoped ReadOnlySpan<byte> pixels, Status status)
    {
        Begin(tick, " display "u8);
        Number((uint)area.X);
        Byte((byte)',');
        Number((uint)area.Y);
        Byte((byte)' ');
        Number((uint)area.Width);
        Byte((byte)'x');
        Number((uint)area.Height);
        Text(" draw"u8);
        if (status == Status.Ok)
        {
            Byte((byte)' ');
            Hex(Crc32.Of(pixels), 8);
        }
        EndLine(status);
    }

    /// <summary>The guest ended.</summary>
    /// <param name="tick">The tick in which it happened.</param>
    /// <param name="status">How.</param>
    public void End(ulong tick, Status status)
    {
        Begin(tick, " end "u8);
        Text(StatusName.Of(status));
        EndLine();
    }

    private static ReadOnlySpan<byte> NameOf(LogLevel level) => level switch
    {
        LogLevel.Debug => "debug"u8,
        LogLevel.Info => "info"u8,
        LogLevel.Warning => "warning"u8,
        LogLevel.Error => "error"u8,
        _ => "unknown"u8,
    };

    private static ReadOnlySpan<byte> NameOf(PinMode mode) => mode switch
    {
        PinMode.Input => "input"u8,
        PinMode.Output => "output"u8,
        PinMode.InputPullUp => "input-pull-up"u8,
        _ => "unknown"u8,
    };

    private static byte DigitOf(PinValue value) => value == PinValue.Low ? (byte)'0' : (byte)'1';

    private void Begin(ulong tick, scoped ReadOnlySpan<byte> what)
    {
        Number(tick);
        Text(what);
    }

    private void BeginGpio(ulong tick, int pin)
    {
        Begin(tick, " gpio "u8);
        Span<byte> name = stackalloc byte[Utf8Writer.DecimalLengthMax];
        Utf8Writer writer = new(name);
        PinName.Format(pin, ref writer);
        Text(writer.Written);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Number(ulong value)
    {
        Span<byte> digits = stackalloc byte[Utf8Writer.DecimalLengthMax];
        Utf8Writer writer = new(digits);
        writer.Decimal(value);
        Text(writer.Written);
    }

    private void EndLine(Status status)
    {
        if (status != Status.Ok)
        {
            Text(" -> "u8);
            Text(StatusName.Of(status));
        }
        EndLine();
    }

    private void EndLine()
    {
        Byte((byte)'\n');
        Flush();
        LineCount++;
    }

    private void Escaped(byte value)
    {
        bool isPlain = value is >= 0x20 and < 0x7F and not (byte)'\\';
        if (isPlain)
        {
            Byte(value);
            return;
        }
        Text("\\x"u8);
        Hex(value, 2);
    }

    private void Hex(scoped ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            Hex(bytes[i], 2);
    }

    private void Hex(uint value, int digitsMin)
    {
        Span<byte> digits = stackalloc byte[8];
        Utf8Writer writer = new(digits);
        writer.Hex(value, digitsMin);
        Text(writer.Written);
    }

    // Inlined into every caller it costs more flash than the call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Text(scoped ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
            Byte(text[i]);
    }

    private void Byte(byte value)
    {
        if (_length == BufferSize)
            Flush();
        _buffer[_length] = value;
        _length++;
    }

    private void Flush()
    {
        ReadOnlySpan<byte> bytes = ((ReadOnlySpan<byte>)_buffer).Slice(0, _length);
        _sha256.Append(bytes);
        if (_sink != null)
            _sink(_sinkContext, bytes);
        _length = 0;
    }

    [InlineArray(BufferSize)]
    private struct Buffer
    {
        private byte _element;
    }
}
