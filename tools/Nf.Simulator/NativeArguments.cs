using System;
using System.Collections.Generic;
using System.Text;

namespace Nf.Simulator;

/// <summary>Arguments as a guest's host context wants them: strings that end in a zero byte, in native memory.</summary>
internal sealed unsafe class NativeArguments : IDisposable
{
    private readonly NativeRegion _region;

    public NativeArguments(IReadOnlyList<string> arguments)
    {
        Count = arguments.Count;
        int textBytes = 0;
        foreach (string argument in arguments)
            textBytes += Encoding.UTF8.GetByteCount(argument) + 1;
        _region = new NativeRegion((uint)(Count * sizeof(byte*) + textBytes));
        byte* text = _region.Start + Count * sizeof(byte*);
        for (int i = 0; i < Count; i++)
        {
            Pointers[i] = text;
            int length = Encoding.UTF8.GetByteCount(arguments[i]);
            Encoding.UTF8.GetBytes(arguments[i], new Span<byte>(text, length));
            // The region is zeroed: the byte behind the text ends it.
            text += length + 1;
        }
    }

    public byte** Pointers => (byte**)_region.Start;

    public int Count { get; }

    public void Dispose() => _region.Dispose();
}
