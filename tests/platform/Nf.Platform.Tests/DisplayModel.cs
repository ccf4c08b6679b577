using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

/// <summary>The memory of an SSD0323 and the commands that the driver may use, as the data sheet has them; filled with noise at power-on.</summary>
internal sealed class DisplayModel
{
    private const int Columns = 64;
    private const int Rows = 64;

    private readonly List<byte> _pending = [];
    private int _column, _firstColumn, _lastColumn, _row, _firstRow, _lastRow;

    public DisplayModel() => new Random(5).NextBytes(Memory);

    public byte[] Memory { get; } = new byte[Columns * Rows];

    public bool IsOpen { get; set; }

    public bool IsOn { get; private set; }

    public byte Remap { get; private set; }

    /// <summary>What the line answers from the next transfer on.</summary>
    public Status Fault { get; set; }

    public Status Command(ReadOnlySpan<byte> bytes)
    {
        Assert.IsTrue(IsOpen);
        foreach (byte next in bytes)
        {
            _pending.Add(next);
            Execute();
        }
        return Fault;
    }

    public Status Data(ReadOnlySpan<byte> bytes)
    {
        Assert.IsTrue(IsOpen);
        Assert.IsEmpty(_pending, "a command is not whole");
        foreach (byte next in bytes)
        {
            Memory[(_row * Columns) + _column] = next;
            if (_column++ != _lastColumn) continue;
            _column = _firstColumn;
            _row = _row == _lastRow ? _firstRow : _row + 1;
        }
        return Fault;
    }

    private void Execute()
    {
        switch (_pending)
        {
            case [0x15, var first, var last]:
                Assert.IsTrue(first <= last && last < Columns);
                (_column, _firstColumn, _lastColumn) = (first, first, last);
                break;
            case [0x75, var first, var last]:
                Assert.IsTrue(first <= last && last < Rows);
                (_row, _firstRow, _lastRow) = (first, first, last);
                break;
            case [0xA0, var remap]: Remap = remap; break;
            case [0xA4]: break;
            case [0xAF]: IsOn = true; break;
            case [0x15 or 0x75 or 0xA0] or [0x15 or 0x75, _]: return;
            default: Assert.Fail($"unknown command {Convert.ToHexString(_pending.ToArray())}"); break;
        }
        _pending.Clear();
    }
}
