using System;
using System.Collections.Generic;
using System.Globalization;
using Nf.Emulation;
using Nf.Platform;

namespace Nf.Rig;

/// <summary>The pins of an emulated board. What a rig drives holds over power cuts.</summary>
internal sealed class EmulatedPins : IDisposable
{
    private readonly Dictionary<string, bool> _driven = new(StringComparer.Ordinal);
    private QtestClient? _client;

    /// <summary>The board has its power again: its inputs are driven as before.</summary>
    /// <param name="socket">The emulator's socket.</param>
    public void Connect(string socket)
    {
        _client?.Dispose();
        _client = new QtestClient(socket);
        DriveAgain();
    }

    /// <summary>Drives all inputs again, which a reset has let go.</summary>
    public void DriveAgain()
    {
        foreach ((string pin, bool isHigh) in _driven)
            Send(pin, isHigh);
    }

    /// <summary>Drives an input.</summary>
    public void Drive(string pin, bool isHigh)
    {
        _driven[pin] = isHigh;
        Send(pin, isHigh);
    }

    /// <summary>The level of a pin.</summary>
    public bool Read(string pin)
    {
        string word = _client!.Execute($"readl 0x{StellarisPins.LevelAddress(StellarisPins.Parse(pin)):x}");
        return ulong.Parse(word[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) != 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private void Send(string pin, bool isHigh) => _client?.Execute(
        $"set_irq_in {StellarisPins.Device(pin[1])} unnamed-gpio-in {StellarisPins.Parse(pin) % PinName.PinsPerPort} {(isHigh ? 1 : 0)}");
}
