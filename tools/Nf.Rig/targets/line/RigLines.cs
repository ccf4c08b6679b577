using System;
using System.Collections.Generic;
using System.Text;
using Nf.Errors;
using Nf.Platform;

namespace Nf.Rig;

/// <summary>Lines of this machine's GPIO chips that are joined to pins of a target, by the names of their wires.</summary>
internal sealed class RigLines
{
    private readonly Dictionary<string, (RigChip Chip, int Pin)> _pins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _failures = new(StringComparer.Ordinal);

    /// <summary>Opens the chips that a rig names.</summary>
    public RigLines(RigFile file)
    {
        Dictionary<string, RigChip> chips = new(StringComparer.Ordinal);
        foreach ((string name, string text) in file.RigPins)
        {
            _ = GpioLineAddress.TryParse(text, out GpioLineAddress address);
            if (!chips.TryGetValue(address.Chip, out RigChip? chip))
                chips[address.Chip] = chip = new RigChip();
            _pins[name] = (chip, chip.Add(address.Line));
        }
        foreach ((string path, RigChip chip) in chips)
        {
            if (chip.Open(path) is var status && status != Status.Ok)
                _failures[path] = $"{path} can't be opened ({status})";
        }
        foreach ((string name, string text) in file.RigPins)
        {
            _ = GpioLineAddress.TryParse(text, out GpioLineAddress address);
            if (_failures.TryGetValue(address.Chip, out string? failure))
                _failures[name] = failure;
        }
    }

    /// <summary>Why a wire can't be reached; null when it can.</summary>
    public string? WhyNot(RigWire wire) => !_pins.ContainsKey(wire.Name)
        ? $"its pins are real: join this machine to {wire.Name} with pins: {{{wire.Name}: \"gpiochip0:LINE\"}}"
        : _failures.GetValueOrDefault(wire.Name);

    /// <summary>The level of a wire.</summary>
    public bool Read(RigWire wire)
    {
        (RigChip chip, int pin) = _pins[wire.Name];
        Check(wire, chip.Read(pin, out bool isHigh));
        return isHigh;
    }

    /// <summary>Drives a wire.</summary>
    public void Drive(RigWire wire, bool isHigh)
    {
        (RigChip chip, int pin) = _pins[wire.Name];
        Check(wire, chip.Drive(pin, isHigh));
    }

    private static void Check(RigWire wire, Status status)
    {
        if (status != Status.Ok)
            throw new NfException(status, $"{wire.Name}: the line of this machine that is joined to it does not work ({status}).");
    }

    // The same driver that the daemon has.
    private sealed class RigChip
    {
        private readonly Dictionary<int, PinMode> _open = [];
        private PinLines _lines;
        private LinuxGpio _chip;
        private int _count;

        public int Add(int line)
        {
            _ = _lines.Set(_count, line);
            return _count++;
        }

        public Status Open(string path) => _chip.Open(Encoding.UTF8.GetBytes(path + "\0"), in _lines);

        public Status Read(int pin, out bool isHigh)
        {
            PinValue value = PinValue.Low;
            Status status = Use(pin, PinMode.Input);
            if (status == Status.Ok)
                status = _chip.Read(pin, out value);
            isHigh = value == PinValue.High;
            return status;
        }

        public Status Drive(int pin, bool isHigh)
        {
            Status status = Use(pin, PinMode.Output);
            return status == Status.Ok ? _chip.Write(pin, isHigh ? PinValue.High : PinValue.Low) : status;
        }

        private Status Use(int pin, PinMode mode)
        {
            if (_open.TryGetValue(pin, out PinMode before) && (before == mode || before == PinMode.Output))
                return Status.Ok;
            _open[pin] = mode;
            return _chip.OpenPin(pin, mode);
        }
    }
}
