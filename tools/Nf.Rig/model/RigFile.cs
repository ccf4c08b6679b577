using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>A rig file that was read without an error.</summary>
public sealed record RigFile
{
    /// <summary>The file, as messages name it.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of its bytes in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The rig's name.</summary>
    public required string Name { get; init; }

    /// <summary>How long a step of the target's time is at most, in nanoseconds; expectations are looked at that often.</summary>
    public required ulong TickNanoseconds { get; init; }

    /// <summary>Guests by place: paths of .wasm files or folders; null keeps a place empty.</summary>
    public required IReadOnlyList<string?> Guests { get; init; }

    /// <summary>The names of what is wired.</summary>
    public required IReadOnlyDictionary<string, RigWire> Wiring { get; init; }

    /// <summary>Pins of this machine that are joined to wires, for a target whose pins this machine can't reach otherwise: "gpiochip0:17".</summary>
    public required IReadOnlyDictionary<string, string> RigPins { get; init; }

    /// <summary>The steps.</summary>
    public required IReadOnlyList<RigStep> Steps { get; init; }

    /// <summary>What a target has to have for any step to be done.</summary>
    public IEnumerable<RigNeed> Needs => Guests.Any(guest => guest != null) ? [new(RigAbility.LoadPackage)] : [];

    /// <summary>Steps with those that are repeated among them, each once.</summary>
    public static IEnumerable<RigStep> Flatten(IEnumerable<RigStep> steps) =>
        steps.SelectMany(step => step is RepeatStep repeat ? Flatten(repeat.Steps) : [step]);
}
