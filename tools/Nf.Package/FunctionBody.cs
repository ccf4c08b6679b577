using System.Collections.Generic;

namespace Nf.Package;

/// <summary>A function that the module defines.</summary>
/// <param name="Type">Index of its type.</param>
/// <param name="Locals">Its declared locals: how many of which type.</param>
/// <param name="Start">Offset of its first instruction in the module.</param>
/// <param name="End">Offset behind its last instruction.</param>
internal sealed record FunctionBody(uint Type, IReadOnlyList<(uint Count, byte Type)> Locals, int Start, int End)
{
    /// <summary>Declared locals; parameters are not among them.</summary>
    public uint LocalCount
    {
        get
        {
            uint count = 0;
            foreach ((uint group, _) in Locals)
                count += group;
            return count;
        }
    }
}
