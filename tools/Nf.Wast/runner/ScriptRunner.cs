using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>
/// Runs a script: the same source on .NET and in every image. It holds the cells of a call; the slots lie in memory of the caller.
/// </summary>
/// <typeparam name="TReport">Told what came of each command.</typeparam>
public unsafe struct ScriptRunner<TReport>
    where TReport : struct, IScriptReport
{
    private readonly ScriptSlot* _slots;
    private readonly int _slotCount;
    private Cells _arguments;
    private Cells _results;
    private TReport _report;

    /// <summary>Makes a runner.</summary>
    /// <param name="slots">Room for instances; must stay where it is.</param>
    /// <param name="slotCount">How many can be there at a time; commands that need another are unsupported.</param>
    /// <param name="report">Where results go.</param>
    public ScriptRunner(ScriptSlot* slots, int slotCount, TReport report)
    {
        this = default;
        _slots = slots;
        _slotCount = slotCount;
        _report = report;
    }

    /// <summary>
    /// Runs every command in turn; one that fails does not stop the others. Call it on a stack that fits the slots' options.
    /// </summary>
    /// <param name="script">The script; must stay where it is.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Ok, or InvalidArgument when a record is broken; then neither it nor those behind it ran.</returns>
    public Status Run(byte* script, int bytes)
    {
        LinkedFunctions.Bind(_slots, _slotCount);
        ScriptReader reader = new(new ReadOnlySpan<byte>(script, bytes));
        while (reader.MoveNext())
        {
            CommandKind kind = (CommandKind)reader.ReadByte();
            int slot = reader.ReadByte();
            CommandResult result = new() { Number = (int)reader.ReadU32(), ResultIndex = CommandResult.NoResult };
            if (kind == CommandKind.File) DropAll();
            else if (slot >= _slotCount) WithoutSlot(kind, slot, script, _slots->SourceRules, ref reader, ref result);
            else Run(kind, script, ref reader, ref _slots[slot], ref result);
            if (reader.Failed) break;
            if (kind != CommandKind.File) _report.Record(in result);
        }

        DropAll();
        return reader.Failed ? Status.InvalidArgument : Status.Ok;
    }

    private readonly void DropAll()
    {
        for (int i = 0; i < _slotCount; i++) _slots[i].Drop();
    }

    // There is no such instance, or no room for it; a module may have been refused in any case.
    private static void WithoutSlot(
        CommandKind kind, int slot, byte* script, ValidationRules rules, ref ScriptReader reader, ref CommandResult result)
    {
        bool exists = slot != ScriptReader.NoSlot;
        result.Found = exists ? Status.Full : Status.NotFound;
        result.Verdict = exists ? Verdict.Unsupported : Verdict.Failed;
        if (!exists || kind != CommandKind.Module) return;
        if (WasmModule.Open(script + reader.Position, reader.Left, rules, out _, out LoadError refusal) != Status.FeatureNotSupported) return;
        result.Found = refusal.Status;
        result.Load = refusal;
    }

    private void Run(CommandKind kind, byte* script, ref ScriptReader reader, ref ScriptSlot slot, ref CommandResult result)
    {
        switch (kind)
        {
            case CommandKind.Module or (>= CommandKind.Malformed and <= CommandKind.Uninstantiable):
                Open(kind, script, ref reader, ref slot, ref result);
                break;
            case CommandKind.Register: Register(script, ref reader, ref slot, ref result); break;
            case CommandKind.Invoke or CommandKind.Get when slot.State != Status.Ok: Refuse(in slot, ref result); break;
            case CommandKind.Invoke: Invoke(ref reader, in slot, ref result); break;
            case CommandKind.Get: Get(ref reader, in slot, ref result); break;
            default: reader.Fail(); break;
        }
    }

    private static void Open(CommandKind kind, byte* script, ref ScriptReader reader, ref ScriptSlot slot, ref CommandResult result)
    {
        Status trap = kind == CommandKind.Uninstantiable ? (Status)reader.ReadByte() : Status.Ok;
        if (reader.Failed) return;
        byte* wasm = script + reader.Position;
        bool isValidated = kind is CommandKind.Malformed or CommandKind.Invalid;
        Status found = isValidated ? slot.Validate(wasm, reader.Left) : slot.Open(wasm, reader.Left);
        bool passed = kind switch
        {
            CommandKind.Module => found == Status.Ok,
            CommandKind.Malformed or CommandKind.Invalid =>
                found is Status.NotWasm or Status.TruncatedModule or Status.MalformedModule or Status.InvalidModule,
            CommandKind.Unlinkable => found is Status.ImportUnknown or Status.ImportMismatch,
            _ => found == trap && found != Status.Ok,
        };
        result.Found = found;
        result.Load = slot.Load;
        result.Verdict = passed ? Verdict.Passed : Refused(found);
        if (kind != CommandKind.Module) slot.Drop();
    }

    // Who had the name before has it no more.
    private readonly void Register(byte* script, ref ScriptReader reader, ref ScriptSlot slot, ref CommandResult result)
    {
        ReadOnlySpan<byte> name = reader.ReadName();
        if (reader.Left != 0) reader.Fail();
        if (reader.Failed) return;
        for (int i = 0; i < _slotCount; i++)
        {
            if (_slots[i].IsRegisteredAs(name)) _slots[i].Register(null, 0);
        }

        slot.Register(script + reader.Position - name.Length, name.Length);
        if (slot.State == Status.Ok) result.Verdict = Verdict.Passed;
        else Refuse(in slot, ref result);
    }

    private static void Refuse(in ScriptSlot slot, ref CommandResult result)
    {
        result.Found = slot.State;
        result.Load = slot.Load;
        result.Verdict = Refused(slot.State);
    }

    // Without an instance: a feature or a limit may stand between the command and what it would show.
    private static Verdict Refused(Status status) =>
        status is Status.FeatureNotSupported or Status.LimitExceeded or Status.OutOfMemory ? Verdict.Unsupported : Verdict.Failed;

    private void Invoke(ref ScriptReader reader, in ScriptSlot slot, ref CommandResult result)
    {
        Status status = slot.Instance.FindFunction(reader.ReadName(), out ExportedFunction function);
        FunctionType type = status == Status.Ok ? slot.Instance.Module.FunctionTypeOf(function.Index) : default;
        bool fits = ReadArguments(ref reader, type.Parameters);
        if (reader.Failed) return;
        if (status == Status.Ok && !fits) status = Status.ExportMismatch;
        if (status == Status.Ok) status = slot.Refuel();
        Span<ulong> arguments = _arguments;
        if (status == Status.Ok) status = slot.Instance.Call(in function, arguments.Slice(0, function.ParameterCount), _results);
        Judge(ref reader, status, type.Results, ref result);
    }

    // A call with other arguments than the function takes is a broken test: it must not pass.
    private bool ReadArguments(ref ScriptReader reader, ReadOnlySpan<byte> types)
    {
        int count = reader.ReadByte();
        bool fits = count == types.Length && count <= WasmModule.CellsMax;
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            byte type = reader.ReadByte();
            ulong cell = reader.ReadU64();
            fits = fits && types[i] == type;
            if (fits) _arguments[i] = cell;
        }

        return fits;
    }

    private void Get(ref ScriptReader reader, in ScriptSlot slot, ref CommandResult result)
    {
        Status status = slot.Instance.FindGlobal(reader.ReadName(), out ExportedGlobal global);
        if (status == Status.Ok) status = slot.Instance.GetGlobal(in global, out _results[0]);
        byte type = (byte)global.Type;
        Judge(ref reader, status, new ReadOnlySpan<byte>(in type), ref result);
    }

    // What an action came to, beside what it must come to.
    private void Judge(ref ScriptReader reader, Status found, scoped ReadOnlySpan<byte> types, ref CommandResult result)
    {
        result.Found = found;
        bool passed = (Expectation)reader.ReadByte() switch
        {
            Expectation.Nothing => found == Status.Ok,
            Expectation.Results => ResultsMatch(ref reader, types, ref result),
            Expectation.Trap => (Status)reader.ReadByte() == found && found != Status.Ok,
            Expectation.Exhaustion => found is Status.TrapStackOverflow or Status.TrapOutOfDepth,
            _ => Broken(ref reader),
        };
        if (reader.Left != 0) reader.Fail();
        result.Verdict = passed ? Verdict.Passed : Verdict.Failed;
    }

    private bool ResultsMatch(ref ScriptReader reader, scoped ReadOnlySpan<byte> types, ref CommandResult result)
    {
        int count = reader.ReadByte();
        if (result.Found == Status.Ok && count != types.Length) result.Found = Status.ExportMismatch;
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            ValuePattern pattern = reader.ReadPattern();
            if (result.Found != Status.Ok || result.ResultIndex != CommandResult.NoResult) continue;
            if ((WasmType)types[i] == pattern.Type && pattern.Accepts(_results[i])) continue;
            result.ResultIndex = i;
            result.Cell = _results[i];
        }

        return result.Found == Status.Ok && result.ResultIndex == CommandResult.NoResult;
    }

    private static bool Broken(ref ScriptReader reader)
    {
        reader.Fail();
        return false;
    }

    [InlineArray(WasmModule.CellsMax)]
    private struct Cells
    {
        private ulong _cell;
    }
}
