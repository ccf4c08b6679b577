using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>
/// Compiles a file to its part of a script. What can't be run is told here already: text, values of refused features.
/// </summary>
internal sealed class ScriptCompiler
{
    // What a record can say.
    private const int SlotsMax = ScriptReader.NoSlot;
    private const int ValuesMax = 255;

    private readonly WastFile _file;
    private readonly int _firstNumber;
    private readonly GuestEngine _engine;
    private readonly Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> _package;
    private readonly InstanceLife _life;
    private readonly ScriptWriter _script = new();
    private readonly PlannedCommand[] _plan;
    private readonly bool[] _slotInUse = new bool[SlotsMax];
    private readonly Dictionary<int, int> _slotOf = [];

    private ScriptCompiler(WastFile file, int firstNumber, GuestEngine engine, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> package)
    {
        _engine = engine;
        _file = file;
        _firstNumber = firstNumber;
        _package = package;
        _life = new InstanceLife(file.Commands);
        _plan = new PlannedCommand[file.Commands.Count];
    }

    /// <summary>Compiles a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="firstNumber">The number of its first command.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="package">What becomes of each module that shall run; one that it can't take it gives back as it is.</param>
    public static PlannedFile Compile(
        WastFile file, int firstNumber, GuestEngine engine, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> package)
    {
        ScriptCompiler compiler = new(file, firstNumber, engine, package);
        compiler._script.File();
        for (int i = 0; i < file.Commands.Count; i++) compiler.Add(i);
        return new PlannedFile(file, compiler._plan, compiler._life, firstNumber, compiler._script.ToArray());
    }

    private void Add(int index)
    {
        WastCommand command = _file.Commands[index];
        int instance = _life.InstanceOf(index);
        string? unsupported = Unsupported(command, index, instance);
        _plan[index] = new PlannedCommand(command, unsupported, instance == InstanceLife.None ? default : _file.Commands[instance].Wasm);
        if (unsupported == null) Write(command, index, instance);
        foreach (int ended in _life.EndingAt(index))
        {
            if (_slotOf.Remove(ended, out int slot)) _slotInUse[slot] = false;
        }
    }

    private string? Unsupported(WastCommand command, int index, int instance)
    {
        if (command.IsText) return FeatureName.TextFormat;
        if (instance != InstanceLife.None && instance != index) return _plan[instance].Unsupported ?? Unsupported(command);
        return Unsupported(command);
    }

    private string? Unsupported(WastCommand command)
    {
        if (command.Arguments.Count > ValuesMax || command.Expected.Count > ValuesMax) return $"more than {ValuesMax} values";
        string? ofValues = command.Arguments.Concat(command.Expected.Where(_ => command.Type == "assert_return"))
            .Select(value => value.FeatureFor(_engine)).FirstOrDefault(feature => feature != null);
        if (ofValues != null) return ofValues;
        if (command.Type is "assert_trap" or "assert_uninstantiable" && TrapText.Parse(command.Text) == Status.Ok)
            return $"trap '{command.Text}'";
        return command.Type switch
        {
            "module" or "register" or "action" or "assert_return" or "assert_trap" or "assert_exhaustion" => null,
            "assert_malformed" or "assert_invalid" or "assert_unlinkable" or "assert_uninstantiable" => null,
            _ => $"command {command.Type}",
        };
    }

    private void Write(WastCommand command, int index, int instance)
    {
        int number = _firstNumber + index;
        Status trap = TrapText.Parse(command.Text);
        switch (command.Type)
        {
            case "module": _script.Module(CommandKind.Module, _slotOf[instance] = Claim(), number, _package(command.Wasm)); break;
            case "register": _script.Register(SlotOf(instance), number, command.RegisteredName ?? ""); break;
            case "action": _script.Action(SlotOf(instance), number, command, Expectation.Nothing); break;
            case "assert_return": _script.Action(SlotOf(instance), number, command, Expectation.Results); break;
            case "assert_trap" when command.Field != null: _script.Action(SlotOf(instance), number, command, Expectation.Trap, trap); break;
            case "assert_exhaustion": _script.Action(SlotOf(instance), number, command, Expectation.Exhaustion); break;
            case "assert_malformed": _script.Module(CommandKind.Malformed, FreeSlot(), number, command.Wasm); break;
            case "assert_invalid": _script.Module(CommandKind.Invalid, FreeSlot(), number, command.Wasm); break;
            case "assert_unlinkable": _script.Module(CommandKind.Unlinkable, FreeSlot(), number, _package(command.Wasm)); break;
            // Of a module, assert_trap means the same.
            default: _script.Module(CommandKind.Uninstantiable, FreeSlot(), number, _package(command.Wasm), trap); break;
        }
    }

    private int SlotOf(int instance) => _slotOf.GetValueOrDefault(instance, ScriptReader.NoSlot);

    private int Claim()
    {
        int slot = FreeSlot();
        _slotInUse[slot] = true;
        return slot;
    }

    // With all of them in use the last is taken twice, and its instance lost: no board has so many.
    private int FreeSlot()
    {
        int free = Array.IndexOf(_slotInUse, false);
        return free < 0 ? SlotsMax - 1 : free;
    }
}
