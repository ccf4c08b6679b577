using System;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>What is at the other end of an SPI bus.</summary>
internal abstract class SpiModel
{
    private bool _isSelected;

    public bool IsSelected
    {
        get => _isSelected;
        set
        {
            if (_isSelected && !value)
                Released();
            if (!_isSelected && value)
                Selected();
            _isSelected = value;
        }
    }

    public abstract byte Exchange(byte output);

    protected virtual void Selected()
    {
    }

    protected virtual void Released()
    {
    }
}

/// <summary>The port to a model.</summary>
internal struct ModelSpi(SpiModel model) : ISpiDevice
{
    public readonly void Select(bool isSelected) => model.IsSelected = isSelected;

    public readonly Status Exchange(byte output, out byte input)
    {
        input = model.IsSelected ? model.Exchange(output) : (byte)0xFF;
        return Status.Ok;
    }
}

/// <summary>A W25Q80BL that takes a while for each write and refuses what the data sheet says it refuses.</summary>
internal sealed class NorModel(byte[] content) : SpiModel
{
    private const int BusyPolls = 5;

    private readonly byte[] _page = new byte[256];
    private int _count;
    private byte _command;
    private int _address;
    private int _busy;
    private bool _isWriteEnabled;
    private int _pageBytes;

    public bool IsProtected { get; set; }

    public override byte Exchange(byte output)
    {
        int place = _count++;
        if (place == 0)
        {
            // A device that is writing hears only the question whether it still is.
            _command = _busy > 0 && output != 0x05 ? (byte)0 : output;
            _address = 0;
            return 0xFF;
        }
        if (_command == 0x05)
        {
            byte state = (byte)((_busy > 0 ? 1 : 0) | (_isWriteEnabled ? 2 : 0));
            _busy = Math.Max(0, _busy - 1);
            return state;
        }
        if (_command == 0x9F)
            return place switch { 1 => 0xEF, 2 => 0x40, 3 => 14, _ => 0 };
        if (place <= 3)
        {
            _address = (_address << 8) | output;
            return 0xFF;
        }
        if (_command == 0x02)
            _page[(_address + _pageBytes++) % 256] = output;
        return _command == 0x03 ? content[_address++ % content.Length] : (byte)0xFF;
    }

    protected override void Selected()
    {
        _count = 0;
        _pageBytes = 0;
        _page.AsSpan().Fill(0xFF);
    }

    protected override void Released()
    {
        if (_command == 0x06 && _busy == 0)
            _isWriteEnabled = !IsProtected;
        if (_command is not (0x02 or 0x20) || !_isWriteEnabled)
            return;
        int length = _command == 0x02 ? 256 : 4096;
        Span<byte> target = content.AsSpan(_address / length * length, length);
        for (int i = 0; i < length; i++)
            target[i] = _command == 0x02 ? (byte)(target[i] & _page[i]) : (byte)0xFF;
        _isWriteEnabled = false;
        _busy = BusyPolls;
        _command = 0;
    }
}

/// <summary>A card in SPI mode, byte or sector addressed, that takes some rounds to wake and some bytes to answer.</summary>
internal sealed class SdModel(byte[] content, bool hasHighCapacity) : SpiModel
{
    private readonly System.Collections.Generic.Queue<byte> _answers = new();
    private readonly byte[] _command = new byte[6];
    private readonly byte[] _sector = new byte[514];
    private int _received;
    private int _written = -1;
    private int _target;
    private int _wakeRounds = 3;
    private bool _isApplication;
    private bool _hasWriteBegun;

    public bool RefusesWrites { get; set; }

    public override byte Exchange(byte output)
    {
        if (_written >= 0)
            return TakeData(output);
        byte answer = _answers.Count > 0 ? _answers.Dequeue() : (byte)0xFF;
        if (_hasWriteBegun && _answers.Count == 0)
        {
            _hasWriteBegun = false;
            _written = 0;
            return answer;
        }
        if (_received > 0 || (output & 0xC0) == 0x40)
            _command[_received++] = output;
        if (_received == 6)
        {
            _received = 0;
            Obey();
        }
        return answer;
    }

    protected override void Released()
    {
        _received = 0;
        _written = -1;
        _hasWriteBegun = false;
        _answers.Clear();
    }

    private byte TakeData(byte output)
    {
        if (_written == 0)
        {
            _written = output == 0xFE ? 1 : 0;
            return 0xFF;
        }
        _sector[_written++ - 1] = output;
        if (_written <= _sector.Length)
            return 0xFF;
        _written = -1;
        if (!RefusesWrites)
            _sector.AsSpan(0, 512).CopyTo(content.AsSpan(_target));
        Answer(RefusesWrites ? (byte)0xED : (byte)0xE5, 0, 0, 0);
        return 0xFF;
    }

    private void Obey()
    {
        int argument = (_command[1] << 24) | (_command[2] << 16) | (_command[3] << 8) | _command[4];
        int place = hasHighCapacity ? argument * 512 : argument;
        bool isApplication = _isApplication;
        _isApplication = false;
        byte idle = _wakeRounds > 0 ? (byte)1 : (byte)0;
        switch (_command[0] & 0x3F)
        {
            case 0 when _command[5] == 0x95:
                Answer(0xFF, 1);
                break;
            case 8 when _command[5] == 0x87:
                Answer(0xFF, 1, 0, 0, _command[3], _command[4]);
                break;
            case 55:
                _isApplication = true;
                Answer(0xFF, idle);
                break;
            case 41 when isApplication:
                _wakeRounds = Math.Max(0, _wakeRounds - 1);
                Answer(0xFF, _wakeRounds > 0 ? (byte)1 : (byte)0);
                break;
            case 58:
                Answer(0xFF, idle, hasHighCapacity ? (byte)0xC0 : (byte)0x80, 0xFF, 0x80, 0);
                break;
            case 17 when place % 512 == 0 && idle == 0:
                Answer(0xFF, 0, 0xFF, 0xFF, 0xFE);
                Answer(content.AsSpan(place, 512).ToArray());
                Answer(0x12, 0x34);
                break;
            case 24 when place % 512 == 0 && idle == 0:
                Answer(0xFF, 0);
                _target = place;
                _hasWriteBegun = true;
                break;
            default:
                Answer(0x04);
                break;
        }
    }

    private void Answer(params byte[] bytes)
    {
        foreach (byte value in bytes)
            _answers.Enqueue(value);
    }
}
