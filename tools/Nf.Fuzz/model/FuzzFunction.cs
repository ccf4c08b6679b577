using System.Collections.Generic;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>A function that a module defines. Its bytes are kept until it is changed.</summary>
internal sealed class FuzzFunction
{
    private byte[]? _encoded;

    /// <summary>Index of its type.</summary>
    public uint Type { get; set; }

    /// <summary>Declared locals: how many of which type.</summary>
    public List<(uint Count, byte Type)> Locals { get; private init; } = [];

    /// <summary>Its instructions, the last <c>end</c> included.</summary>
    public List<FuzzInstruction> Code { get; private init; } = [];

    /// <summary>A copy that may be changed.</summary>
    public FuzzFunction Copy() => new() { Type = Type, Locals = [.. Locals], Code = [.. Code] };

    /// <summary>Writes its body with its size.</summary>
    public void Write(WasmWriter writer)
    {
        _encoded ??= Encode();
        writer.Vector(_encoded);
    }

    private byte[] Encode()
    {
        WasmWriter writer = new();
        writer.Unsigned((uint)Locals.Count);
        foreach ((uint count, byte type) in Locals)
        {
            writer.Unsigned(count);
            writer.Byte(type);
        }
        foreach (FuzzInstruction instruction in Code)
            instruction.Write(writer);
        return writer.Bytes.ToArray();
    }

    /// <summary>Types of its locals, parameters first; at most <paramref name="most"/> of them.</summary>
    public List<WasmType> LocalTypes(FuzzModule module, int most = 1000)
    {
        List<WasmType> types = [];
        foreach (byte type in module.Types[(int)Type].Parameters)
            types.Add((WasmType)type);
        foreach ((uint count, byte type) in Locals)
        {
            for (uint i = 0; i < count && types.Count < most; i++)
                types.Add((WasmType)type);
        }
        return types;
    }
}
