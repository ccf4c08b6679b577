using System;

namespace Nf.Runtime;

public unsafe partial struct Instance
{
    readonly partial void LinkLowered(int index, in ImportEntry import, ref Status status, ref LoadDetail detail)
    {
        if (import.Module.SequenceEqual(LoweredFunctions.Module)) status = LinkLowered(index, in import, out detail);
    }

    private readonly Status LinkLowered(int index, in ImportEntry import, out LoadDetail detail)
    {
        detail = LoadDetail.ImportName;
        Status status = LoweredFunctions.Find(import.Name, out int number, out ReadOnlySpan<byte> signature);
        if (status != Status.Ok) return status;
        detail = LoadDetail.ImportType;
        if (!_module.TypeAt(import.TypeIndex).Matches(signature)) return Status.ImportMismatch;
        detail = LoadDetail.Arena;
        return _engine.LinkLowered(index, number);
    }
}
