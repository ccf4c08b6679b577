using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>One step of a rig; each kind is a record of its own.</summary>
/// <param name="Mark">Where it stands.</param>
public abstract record RigStep(RigMark Mark)
{
    /// <summary>The step in words, for people.</summary>
    public abstract string Text { get; }

    /// <summary>What a target has to be able to do for it, with the wire that it is about, if any.</summary>
    public virtual IEnumerable<RigNeed> Needs => Enumerable.Empty<RigNeed>();
}
