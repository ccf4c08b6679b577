using System;

namespace Nf.Platform;

/// <summary>
/// The register model of the TMP105 temperature sensor (Texas Instruments SBOS648): pointer, temperature, configuration, T_LOW, T_HIGH.
/// </summary>
/// <remarks>
/// It answers byte for byte as the tmp105 of QEMU 7.2 does, so that a trace is the same on a desktop and on an emulated chip; where the
/// data sheet leaves a case open, such as reading on behind a register, the emulator decides. Conversion takes no time, and the ALERT pin
/// is not modelled. 16 bytes.
/// </remarks>
public struct Tmp105
{
    /// <summary>The coldest temperature that can be set, in thousandths of a degree Celsius.</summary>
    public const int MilliCelsiusMin = -128_000;

    /// <summary>The hottest temperature that can be set, in thousandths of a degree Celsius.</summary>
    public const int MilliCelsiusMax = 127_999;

    private const int TemperatureRegister = 0;
    private const int ConfigurationRegister = 1;
    private const int LowLimitRegister = 2;

    private const byte ShutdownBit = 1 << 0;
    private const byte OneShotBit = 1 << 7;
    private const int ResolutionShift = 5;

    // The bytes of the last transfer stay: a read behind a register of one byte sees the second of them.
    private byte _first;
    private byte _second;
    private byte _pointer;
    private byte _configuration;
    private short _temperature;
    private short _lowLimit;
    private short _highLimit;

    /// <summary>Puts the sensor into the state after power-on: 0 degrees, 9 bits, limits of 75 and 80 degrees.</summary>
    public void Reset()
    {
        this = default;
        _lowLimit = 75 << 8;
        _highLimit = 80 << 8;
    }

    /// <summary>Sets what the sensor measures. O(1).</summary>
    /// <param name="milliCelsius">Thousandths of a degree Celsius, <see cref="MilliCelsiusMin"/> to <see cref="MilliCelsiusMax"/>.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status SetTemperature(int milliCelsius)
    {
        if (milliCelsius is < MilliCelsiusMin or > MilliCelsiusMax)
            return Status.InvalidArgument;
        // 256 steps a degree, cut off towards zero.
        _temperature = (short)(milliCelsius * 256 / 1000);
        EndOneShot();
        return Status.Ok;
    }

    /// <summary>
    /// Takes the bytes of one write transfer: the pointer, then at most two bytes for the register that it selects. O(bytes).
    /// </summary>
    /// <param name="data">Any bytes; those behind the third are acknowledged and dropped.</param>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (data.Length >= 1)
            _pointer = (byte)(data[0] & 3);
        if (data.Length >= 2)
            _first = data[1];
        if (data.Length >= 3)
            _second = data[2];

        if (_pointer == ConfigurationRegister && data.Length >= 2)
            _configuration = _first;
        else if (_pointer >= LowLimitRegister && data.Length >= 3)
            Limit = (short)((_first << 8) | _second);
        if (_pointer != TemperatureRegister && data.Length >= 2)
            EndOneShot();
    }

    /// <summary>Gives the bytes of one read transfer: the selected register, highest byte first, then 0xFF. O(bytes).</summary>
    /// <param name="data">Filled whole.</param>
    public void Read(Span<byte> data)
    {
        if (_pointer == ConfigurationRegister)
            _first = _configuration;
        else
            LoadWord(_pointer == TemperatureRegister ? MaskedTemperature : Limit);

        for (int i = 0; i < data.Length; i++)
            data[i] = i == 0 ? _first : i == 1 ? _second : (byte)0xFF;
    }

    private short Limit
    {
        readonly get => _pointer == LowLimitRegister ? _lowLimit : _highLimit;
        set
        {
            if (_pointer == LowLimitRegister)
                _lowLimit = value;
            else
                _highLimit = value;
        }
    }

    /// <summary>The temperature with as many bits as the resolution says: 9 for R1 R0 = 0, up to 12 for 3.</summary>
    private readonly short MaskedTemperature
    {
        get
        {
            int droppedBits = ~(_configuration >> ResolutionShift) & 3;
            return (short)(_temperature & (0xFFF0 << droppedBits));
        }
    }

    private void LoadWord(short value)
    {
        _first = (byte)(value >> 8);
        _second = (byte)value;
    }

    /// <summary>A single conversion in shutdown is over as soon as it was asked for.</summary>
    private void EndOneShot()
    {
        if ((_configuration & ShutdownBit) != 0)
            _configuration &= unchecked((byte)~OneShotBit);
    }
}
