using System;
using Nf.Memory;

namespace Nf.Runtime;

public unsafe partial struct Instance
{
    static partial void GetOverhead(ref uint bytes) => bytes = Interpreter.MemoryOverheadBytes;

    static partial void ValidateForInterpreter(in WasmModule module, ref InstanceOptions fitted, ref Status status, ref LoadError error) =>
        status = FitNativeStack(in module, ref fitted, out error);

    // Compiling nests with the blocks of a function; running with its loops, between two looks at the native stack.
    private static Status FitNativeStack(in WasmModule module, ref InstanceOptions fitted, out LoadError error)
    {
        uint allowed = fitted.NativeStackBytes / Interpreter.NestingBytes;
        ValidationLimits limits = new()
        {
            Values = Interpreter.ValuesMax,
            Nesting = allowed < InstanceOptions.NestingAlways ? InstanceOptions.NestingAlways : (int)allowed,
        };
        Status status = Validate(in module, in limits, fitted.Arena, out CodeShape shape, out error);
        if (status != Status.Ok) return status;
        uint loops = (uint)shape.LoopNesting * Interpreter.LoopBytes;
        if (loops >= fitted.NativeStackBytes) return Refuse(Status.LimitExceeded, LoadDetail.Nesting, out error);
        fitted.NativeStackBytes -= loops;
        return Status.Ok;
    }

    // The scratch memory is the arena's before the engine takes it.
    private static Status Validate(
        in WasmModule module, in ValidationLimits limits, Arena arena, out CodeShape shape, out LoadError error)
    {
        shape = default;
        long bytes = Validator.ScratchBytes(in module, in limits);
        if (bytes > Arena.MaxRegionBytes) return Refuse(Status.OutOfMemory, LoadDetail.Arena, out error);
        Status status = arena.TryAllocate((int)bytes, sizeof(ulong), out Span<byte> scratch);
        if (status != Status.Ok) return Refuse(status, LoadDetail.Arena, out error);
        ValidationRules rules = Interpreter.Rules | (module.HasManifest ? ValidationRules.RequireMetered : ValidationRules.Source);
        status = Validator.Run(in module, rules, in limits, scratch, out shape, out error);
        Status freed = arena.Free(scratch);
        return freed == Status.Ok ? status : Refuse(freed, LoadDetail.Arena, out error);
    }
}
