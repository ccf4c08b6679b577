using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Nf.Bench;

/// <summary>A wasm module, of this assembly's resources or made here, in memory that does not move.</summary>
internal sealed unsafe class EmbeddedModule : IDisposable
{
    public EmbeddedModule(string name)
    {
        using Stream stream = typeof(EmbeddedModule).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        Length = (int)stream.Length;
        Pointer = (byte*)NativeMemory.Alloc((nuint)Length);
        stream.ReadExactly(new Span<byte>(Pointer, Length));
    }

    public EmbeddedModule(ReadOnlySpan<byte> bytes)
    {
        Length = bytes.Length;
        Pointer = (byte*)NativeMemory.Alloc((nuint)Length);
        bytes.CopyTo(new Span<byte>(Pointer, Length));
    }

    public ReadOnlySpan<byte> Bytes => new(Pointer, Length);

    public byte* Pointer { get; }

    public int Length { get; }

    public void Dispose() => NativeMemory.Free(Pointer);
}
