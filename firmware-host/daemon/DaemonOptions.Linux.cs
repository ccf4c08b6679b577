using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What the daemon was told on its command line. Texts stay where the process has its arguments, and end with a zero.</summary>
internal unsafe struct DaemonOptions
{
    private const int DecimalDigitsMax = 5;

    /// <summary>Which line each pin is.</summary>
    public PinLines Lines;

    /// <summary>The port of the metrics; 0: none.</summary>
    public ushort MetricsPort;

    private uint _given;

    /// <summary>The folder with everything that outlives the process.</summary>
    public byte* State { get; private set; }

    /// <summary>The path of the control line.</summary>
    public byte* Control { get; private set; }

    /// <summary>The GPIO chip; null: pins are simulated.</summary>
    public byte* Gpio { get; private set; }

    /// <summary>The I2C bus; null: it is simulated.</summary>
    public byte* I2c { get; private set; }

    /// <summary>The watchdog device; null: there is none.</summary>
    public byte* Watchdog { get; private set; }

    /// <summary>The file with the key of packages; null: none is needed.</summary>
    public byte* Key { get; private set; }

    /// <summary>Whether an option was given. O(1).</summary>
    public readonly bool Has(DaemonOptionName option) => (_given >> (int)option & 1) != 0;

    /// <summary>Reads a command line. O(arguments x options).</summary>
    /// <param name="count">Number of arguments, the program's name among them.</param>
    /// <param name="arguments">They.</param>
    /// <param name="options">What they say; of use after Ok only.</param>
    /// <param name="trouble">What is wrong with them.</param>
    /// <returns>Ok, also when only <c>--help</c> or <c>--version</c> was asked for; Usage.</returns>
    public static Status Parse(int count, byte** arguments, out DaemonOptions options, out DaemonUsage trouble)
    {
        options = default;
        trouble = default;
        for (int i = 1; i < count; i++)
        {
            trouble.Argument = arguments[i];
            if (!TryFind(CText.Of(arguments[i]), out trouble.Option)) trouble.Kind = DaemonUsageKind.Unknown;
            else if (!options.Take(trouble.Option)) trouble.Kind = DaemonUsageKind.GivenTwice;
            else if (DaemonOption.At(trouble.Option).Value.Length == 0) continue;
            else if (i + 1 == count) trouble.Kind = DaemonUsageKind.ValueMissing;
            else trouble.Kind = options.Read(trouble.Option, trouble.Argument = arguments[++i]);
            if (trouble.Kind != DaemonUsageKind.None) return Status.Usage;
        }

        if (options.Has(DaemonOptionName.Help) || options.Has(DaemonOptionName.Version)) return Status.Ok;
        trouble.Kind = DaemonUsageKind.OptionMissing;
        trouble.Option = options.State == null ? DaemonOptionName.State : DaemonOptionName.Control;
        return options.State == null || options.Control == null ? Status.Usage : Status.Ok;
    }

    private static bool TryFind(ReadOnlySpan<byte> name, out DaemonOptionName option)
    {
        for (option = 0; (int)option < DaemonOption.Count; option++)
        {
            if (name.SequenceEqual(DaemonOption.At(option).Name)) return true;
        }

        return false;
    }

    // Only pins are many.
    private bool Take(DaemonOptionName option)
    {
        bool isNew = !Has(option) || option == DaemonOptionName.Pin;
        _given |= 1u << (int)option;
        return isNew;
    }

    private DaemonUsageKind Read(DaemonOptionName option, byte* value)
    {
        ReadOnlySpan<byte> text = CText.Of(value);
        if (text.Length == 0) return DaemonUsageKind.ValueBad;
        switch (option)
        {
            case DaemonOptionName.State: State = value; break;
            case DaemonOptionName.Control: Control = value; break;
            case DaemonOptionName.Gpio: Gpio = value; break;
            case DaemonOptionName.I2c: I2c = value; break;
            case DaemonOptionName.Watchdog: Watchdog = value; break;
            case DaemonOptionName.Key: Key = value; break;
            case DaemonOptionName.Pin: return ReadPin(text);
            default: return ReadPort(text);
        }

        return DaemonUsageKind.None;
    }

    private DaemonUsageKind ReadPin(ReadOnlySpan<byte> text)
    {
        const int Sign = PinName.Length;
        if (text.Length <= Sign || text[Sign] != (byte)'=') return DaemonUsageKind.ValueBad;
        Status status = PinName.Parse(text.Slice(0, Sign), out int pin);
        if (status != Status.Ok || !TryDecimal(text.Slice(Sign + 1), out int line)) return DaemonUsageKind.ValueBad;
        status = Lines.Set(pin, line);
        if (status == Status.AlreadyTaken) return DaemonUsageKind.GivenTwice;
        return status == Status.Ok ? DaemonUsageKind.None : DaemonUsageKind.ValueBad;
    }

    private DaemonUsageKind ReadPort(ReadOnlySpan<byte> text)
    {
        bool isPort = TryDecimal(text, out int port) && port is > 0 and <= ushort.MaxValue;
        MetricsPort = isPort ? (ushort)port : (ushort)0;
        return isPort ? DaemonUsageKind.None : DaemonUsageKind.ValueBad;
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        bool isDecimal = text.Length is > 0 and <= DecimalDigitsMax;
        for (int i = 0; i < text.Length && isDecimal; i++)
        {
            isDecimal = text[i] is >= (byte)'0' and <= (byte)'9';
            number = (number * 10) + text[i] - '0';
        }

        return isDecimal;
    }
}
