using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>An exported function that other instances import.</summary>
internal readonly unsafe struct Link
{
    private readonly ScriptSlot* _slot;
    private readonly uint _generation;
    private readonly ExportedFunction _function;

    /// <summary>Makes a link to a function of the instance that is in a slot now.</summary>
    public Link(ScriptSlot* slot, ExportedFunction function)
    {
        _slot = slot;
        _generation = slot->Generation;
        _function = function;
    }

    /// <summary>Whether the instance is still there.</summary>
    public bool IsLive => _slot != null && _slot->Generation == _generation;

    /// <summary>The function's type; only of a live one.</summary>
    public FunctionType Type => _slot->Instance.Module.FunctionTypeOf(_function.Index);

    /// <summary>Whether both lead to the same function.</summary>
    public bool Equals(in Link other) =>
        _slot == other._slot && _generation == other._generation && _function.Index == other._function.Index;

    /// <summary>Calls it with fuel of its own; what it traps with is the caller's trap.</summary>
    public Status Call(HostCall* call)
    {
        Cells cells = default;
        Span<ulong> arguments = ((Span<ulong>)cells).Slice(0, _function.ParameterCount);
        for (int i = 0; i < arguments.Length; i++) arguments[i] = (ulong)call->Int64(i);
        Status status = _slot->Refuel();
        // There are no more cells than this in parameters and results together.
        Span<ulong> results = ((Span<ulong>)cells).Slice(_function.ParameterCount, _function.ResultCount);
        if (status == Status.Ok) status = _slot->Instance.Call(in _function, arguments, results);
        for (int i = 0; i < results.Length && status == Status.Ok; i++) call->SetResult(i, results[i]);
        return status;
    }

    [InlineArray(WasmModule.CellsMax)]
    private struct Cells
    {
        private ulong _cell;
    }
}
