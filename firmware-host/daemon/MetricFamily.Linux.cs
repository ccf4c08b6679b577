using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>A metric family of OpenMetrics 1.0: what its samples have in common. Source: the OpenMetrics specification, 1.0.0.</summary>
internal readonly ref struct MetricFamily
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly ReadOnlySpan<byte> _name;
    private readonly MetricType _type;
    private readonly ReadOnlySpan<byte> _unit;
    private readonly ReadOnlySpan<byte> _help;

    /// <summary>A family.</summary>
    /// <param name="name">Its name, which ends with the unit if it has one.</param>
    /// <param name="type">Its type.</param>
    /// <param name="unit">Its unit, or nothing.</param>
    /// <param name="help">What it is, without quotes and backslashes.</param>
    public MetricFamily(ReadOnlySpan<byte> name, MetricType type, ReadOnlySpan<byte> unit, ReadOnlySpan<byte> help)
    {
        _name = name;
        _type = type;
        _unit = unit;
        _help = help;
    }

    /// <summary>Writes what stands before the samples.</summary>
    public void Begin(ref Utf8Writer text)
    {
        Metadata(ref text, "# TYPE "u8, _type switch
        {
            MetricType.Counter => "counter"u8,
            MetricType.StateSet => "stateset"u8,
            MetricType.Info => "info"u8,
            _ => "gauge"u8,
        });
        if (_unit.Length != 0) Metadata(ref text, "# UNIT "u8, _unit);
        Metadata(ref text, "# HELP "u8, _help);
    }

    /// <summary>Writes a family of one sample without labels.</summary>
    /// <param name="text">Takes it.</param>
    /// <param name="value">The value; of seconds, in nanoseconds.</param>
    public void Write(ref Utf8Writer text, ulong value)
    {
        Begin(ref text);
        Name(ref text);
        Value(ref text, value);
    }

    /// <summary>Writes the name of a sample.</summary>
    public void Name(ref Utf8Writer text)
    {
        text.Text(_name);
        if (_type == MetricType.Counter) text.Text("_total"u8);
        if (_type == MetricType.Info) text.Text("_info"u8);
    }

    /// <summary>Writes a label, the first after an opening brace.</summary>
    /// <param name="text">Takes it.</param>
    /// <param name="before">A brace or a comma.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, UTF-8.</param>
    public static void Label(ref Utf8Writer text, byte before, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        text.Byte(before);
        text.Text(name);
        text.Text("=\""u8);
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] is (byte)'"' or (byte)'\\') text.Byte((byte)'\\');
            // A line of the format ends with a line feed; other control characters help nobody.
            text.Byte(value[i] < (byte)' ' ? (byte)'?' : value[i]);
        }

        text.Byte((byte)'"');
    }

    /// <summary>Writes the value and ends the sample.</summary>
    public void Value(ref Utf8Writer text, ulong value)
    {
        text.Byte((byte)' ');
        bool isTime = _unit.SequenceEqual("seconds"u8);
        text.Decimal(isTime ? value / NanosecondsPerSecond : value);
        if (isTime)
        {
            text.Byte((byte)'.');
            ulong rest = value % NanosecondsPerSecond;
            for (ulong digit = NanosecondsPerSecond / 10; digit != 0; digit /= 10) text.Byte((byte)('0' + (rest / digit % 10)));
        }

        text.Byte((byte)'\n');
    }

    private void Metadata(ref Utf8Writer text, ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> content)
    {
        text.Text(keyword);
        text.Text(_name);
        text.Byte((byte)' ');
        text.Text(content);
        text.Byte((byte)'\n');
    }
}
