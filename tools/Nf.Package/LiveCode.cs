using Nf.Runtime;

namespace Nf.Package;

/// <summary>The instructions of a function that can be reached: dead code is passed over.</summary>
/// <remarks>
/// Dead is what stands behind an unconditional branch, up to the end of the block (core specification 3.3.8, stack-polymorphic). wasm3 compiles
/// it with a wrong idea of where its operands are, and refuses some of it.
/// </remarks>
internal ref struct LiveCode
{
    private WasmReader _code;
    private int _open = 1;
    private int _deadBlocks;
    private bool _isDead;

    /// <summary>At a function's first instruction.</summary>
    public LiveCode(WasmReader code) => _code = code;

    /// <summary>Whether the instruction that was read last is reached from the one before it; false for some ends and elses.</summary>
    public bool IsReached { get; private set; }

    /// <summary>How many instructions were passed over.</summary>
    public int DeadCount { get; private set; }

    /// <summary>Reads the next instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="bytes">Its length.</param>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="Nf.Errors.NfException">The code is broken.</exception>
    public bool TryRead(out Instruction instruction, out int bytes)
    {
        instruction = default;
        while (_open != 0 && !_code.Failed)
        {
            Instruction.Read(ref _code, out instruction);
            if (_code.Failed)
                break;
            IsReached = !_isDead;
            if (!Enter(instruction.Opcode))
            {
                DeadCount++;
                continue;
            }
            bytes = _code.Position - instruction.Offset;
            return true;
        }
        if (!_code.Failed && !_code.AtEnd)
            _code.Fail(Status.MalformedModule, LoadDetail.BodySize);
        if (_code.Failed)
            throw Refusal.Of(_code.Error);
        bytes = 0;
        return false;
    }

    // Returns whether the instruction is part of what is left.
    private bool Enter(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                if (_isDead)
                    _deadBlocks++;
                else
                    _open++;
                return !_isDead;
            case Opcode.Else:
                return EndsHere();
            case Opcode.End when _deadBlocks != 0:
                _deadBlocks--;
                return false;
            case Opcode.End:
                _open--;
                return EndsHere();
            default:
                bool isLive = !_isDead;
                _isDead |= IsLast(opcode);
                return isLive;
        }
    }

    // Dead code ends with the arm or block that it began in.
    private bool EndsHere()
    {
        _isDead &= _deadBlocks != 0;
        return !_isDead;
    }

    private static bool IsLast(Opcode opcode) =>
        opcode is Opcode.Unreachable or Opcode.Br or Opcode.BrTable or Opcode.Return or Opcode.ReturnCall or Opcode.ReturnCallIndirect;
}
