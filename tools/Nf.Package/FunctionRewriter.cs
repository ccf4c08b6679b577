using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Writes the body of a function as it stands in the package: metered, with what is left to be lowered (docs/PACKAGE.md).</summary>
internal ref struct FunctionRewriter
{
    private readonly LoweredBody _function;
    private readonly FunctionScan _scan;
    private readonly LoweringPlan _plan;
    private readonly WasmWriter _writer = new();
    private readonly uint _length;
    private readonly uint _rest;
    private uint _nesting;
    private int _region;

    private FunctionRewriter(LoweredBody function, FunctionScan scan, LoweringPlan plan)
    {
        _function = function;
        _scan = scan;
        _plan = plan;
        _length = (uint)function.Type.Parameters.Length + function.LocalCount;
        _rest = _length + (scan.NeedsLength ? 1u : 0);
    }

    /// <summary>Rewrites a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="scan">What is known of it.</param>
    /// <param name="plan">Indices in the package.</param>
    /// <returns>The body, without its size.</returns>
    public static WasmWriter Rewrite(LoweredBody function, FunctionScan scan, LoweringPlan plan)
    {
        FunctionRewriter rewriter = new(function, scan, plan);
        rewriter.WriteLocals();
        rewriter.ChargeRegion();
        if (function.IsCharged)
            rewriter.EnterLevel();
        WasmReader code = function.Reader();
        while (!code.AtEnd)
        {
            Instruction.Read(ref code, out Instruction instruction);
            rewriter.Write(in instruction);
        }
        return rewriter._writer;
    }

    private readonly void WriteLocals()
    {
        List<(uint Count, byte Type)> locals = [.. _function.Locals];
        if (_scan.NeedsLength)
            locals.Add((1, (byte)WasmType.I32));
        locals.Add((1, (byte)WasmType.I64));
        _writer.Unsigned((uint)locals.Count);
        foreach ((uint count, byte type) in locals)
        {
            _writer.Unsigned(count);
            _writer.Byte(type);
        }
    }

    private void Write(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Loop:
                Copy(in instruction);
                _nesting++;
                ChargeRegion();
                break;
            case Opcode.Block or Opcode.If:
                Copy(in instruction);
                _nesting++;
                break;
            case Opcode.End:
                WriteEnd();
                break;
            case Opcode.Return:
                WriteReturn();
                break;
            case Opcode.Call:
                _writer.Indexed(Opcode.Call, _plan.Function(instruction.Index));
                break;
            case Opcode.RefFunc:
                _writer.Indexed(Opcode.RefFunc, _plan.Function(instruction.Index));
                break;
            default:
                if (FuelCost.IsBulk(instruction.Opcode))
                    ChargeBulk();
                if (_plan.Engine.LowersBulk)
                    Lower(in instruction);
                else
                    Copy(in instruction);
                break;
        }
    }

    private readonly void Lower(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.DataDrop:
                Drop(_plan.Data(instruction.Index));
                break;
            case Opcode.ElemDrop:
                Drop(_plan.Elements(instruction.Index));
                break;
            case Opcode.MemoryInit:
                CallWithSegment(LowerImport.MemoryInit, _plan.Data(instruction.Index));
                break;
            case Opcode.TableInit:
                CallWithSegment(LowerImport.TableInit, _plan.Elements(instruction.Index));
                break;
            case Opcode.TableCopy:
                _writer.Indexed(Opcode.Call, _plan.Function(LowerImport.TableCopy));
                break;
            default:
                Copy(in instruction);
                break;
        }
    }

    private readonly void Copy(in Instruction instruction) => InstructionWriter.Write(_writer, in instruction, _function.Code.Span);

    private void WriteEnd()
    {
        bool isLast = _nesting == 0;
        _nesting--;
        if (isLast && _function.IsCharged)
            LeaveLevel();
        _writer.Opcode(Opcode.End);
    }

    // In a function that is charged a level the body is a block, and leaving that gives the level back.
    private readonly void WriteReturn()
    {
        if (_function.IsCharged)
            _writer.Indexed(Opcode.Br, _nesting);
        else
            _writer.Opcode(Opcode.Return);
    }

    private void ChargeRegion() => Charge(_plan.Fuel, _scan.Regions[_region++]);

    private readonly void Charge(uint global, ulong cost)
    {
        _writer.Indexed(Opcode.GlobalGet, global);
        _writer.Constant(Opcode.I64Const, (long)cost);
        Take(global);
    }

    private readonly void ChargeBulk()
    {
        _writer.Indexed(Opcode.LocalTee, _length);
        _writer.Indexed(Opcode.GlobalGet, _plan.Fuel);
        _writer.Indexed(Opcode.LocalGet, _length);
        _writer.Opcode(Opcode.I64ExtendI32U);
        _writer.Constant(Opcode.I64Const, FuelCost.BulkShift);
        _writer.Opcode(Opcode.I64ShrU);
        Take(_plan.Fuel);
    }

    // The rest goes through a local: reading the global again is slower on an interpreter.
    private readonly void Take(uint global)
    {
        _writer.Opcode(Opcode.I64Sub);
        _writer.Indexed(Opcode.LocalTee, _rest);
        _writer.Indexed(Opcode.GlobalSet, global);
        _writer.Indexed(Opcode.LocalGet, _rest);
        _writer.Constant(Opcode.I64Const, 0);
        _writer.Opcode(Opcode.I64LtS);
        WriteBlock(Opcode.If, []);
        _writer.Opcode(Opcode.Unreachable);
        _writer.Opcode(Opcode.End);
    }

    private readonly void EnterLevel()
    {
        Charge(_plan.Depth, 1);
        WriteBlock(Opcode.Block, _function.Results.Count == 0 ? _function.Type.Results : []);
    }

    private readonly void LeaveLevel()
    {
        _writer.Opcode(Opcode.End);
        _writer.Indexed(Opcode.GlobalGet, _plan.Depth);
        _writer.Constant(Opcode.I64Const, 1);
        _writer.Opcode(Opcode.I64Add);
        _writer.Indexed(Opcode.GlobalSet, _plan.Depth);
        foreach (uint local in _function.Results)
            _writer.Indexed(Opcode.LocalGet, local);
    }

    private readonly void WriteBlock(Opcode opcode, byte[] results)
    {
        _writer.Opcode(opcode);
        if (results.Length > 1)
            _writer.Signed(_plan.TypeIndex(new Signature([], results)));
        else
            _writer.Byte(results is [var type] ? type : Instruction.EmptyBlock);
    }

    private readonly void Drop(LoweredSegment segment)
    {
        _writer.Constant(Opcode.I32Const, 0);
        _writer.Indexed(Opcode.GlobalSet, segment.Global);
    }

    private readonly void CallWithSegment(LowerImport import, LoweredSegment segment)
    {
        _writer.Indexed(Opcode.GlobalGet, segment.Global);
        _writer.Constant(Opcode.I32Const, segment.Start);
        _writer.Indexed(Opcode.Call, _plan.Function(import));
    }
}
