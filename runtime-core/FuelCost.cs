namespace Nf.Runtime;

/// <summary>What instructions cost in units of fuel: the one table that the metering and its verification share.</summary>
/// <remarks>Source: docs/PACKAGE.md, "Fuel and depth". Tail calls have no row: packages have none.</remarks>
public static class FuelCost
{
    /// <summary>Version of this table; stands in each package's manifest.</summary>
    public const int Version = 1;

    /// <summary>Entering a loop, on each turn.</summary>
    public const uint Loop = 1;

    /// <summary>A bulk instruction, and a call of an import of nf.lower, costs one unit for each 2^this bytes or elements on top.</summary>
    public const int BulkShift = 4;

    private const int LocalsShift = 3;

    /// <summary>Entering a function.</summary>
    /// <param name="declaredLocals">Its locals without parameters.</param>
    public static uint Function(uint declaredLocals) => 1 + (declaredLocals >> LocalsShift);

    /// <summary>Whether an instruction takes a length, which it is charged for on top.</summary>
    public static bool IsBulk(Opcode opcode) =>
        opcode is >= Opcode.MemoryInit and <= Opcode.TableFill and not (Opcode.DataDrop or Opcode.ElemDrop or Opcode.TableSize);

    /// <summary>The static cost of an instruction.</summary>
    /// <param name="opcode">Any instruction of a package.</param>
    public static uint Of(Opcode opcode) => opcode switch
    {
        Opcode.Block or Opcode.Loop or Opcode.Else or Opcode.End or Opcode.Nop => 0,
        Opcode.Call or Opcode.CallIndirect => 8,
        _ when IsBulk(opcode) => 8,
        Opcode.MemoryGrow => 64,
        _ => 1,
    };
}
