using System.Collections.Generic;
using System.Linq;
using Nf.FirmwareHost;

namespace Nf.Store.Tests;

/// <summary>What a store should be: the same operations without a medium. Packages are numbers, 0 is none; immutable.</summary>
internal sealed record StoreState
{
    public const int Rejected = 255;

    public required int BootsMax { get; init; }

    public (int First, int Second) Slots { get; init; }

    public int Stable { get; init; }

    public int Trial { get; init; }

    public int Boots { get; init; }

    /// <summary>The highest package that was ever activated.</summary>
    public int Highest { get; init; }

    public int Running { get; init; }

    public BootReason Reason { get; init; }

    private int Other => Running == Slots.First ? Slots.Second : Slots.First;

    private bool IsOtherNeeded => Reason == BootReason.Trial && Has(Stable);

    public StoreState Boot()
    {
        if (Has(Trial) && Boots < BootsMax)
            return this with { Running = Trial, Reason = BootReason.Trial, Boots = Boots + 1 };
        if (Has(Stable))
            return this with { Running = Stable, Reason = Has(Trial) ? BootReason.RolledBack : BootReason.Stable };
        int last = new[] { Slots.First, Slots.Second }.Where(package => package != 0 && package <= Highest).Order().FirstOrDefault();
        return this with { Running = last, Reason = last == 0 ? BootReason.None : BootReason.LastResort };
    }

    /// <summary>An upload, and the states that a cut in the middle of it may leave.</summary>
    public (Status Status, StoreState After, IEnumerable<StoreState> Between) Upload(int package, bool isDamaged)
    {
        if (IsOtherNeeded)
            return (Status.Busy, this, []);
        StoreState empty = WithOther(0);
        return isDamaged ? (Status.DigestMismatch, empty, []) : (Status.Ok, WithOther(package), [empty]);
    }

    public (Status Status, StoreState After, IEnumerable<StoreState> Between) Activate()
    {
        if (IsOtherNeeded)
            return (Status.Busy, this, []);
        int package = Running != 0 ? Other : System.Math.Max(Slots.First, Slots.Second);
        if (package == 0)
            return (Status.NotFound, this, []);
        StoreState after = this with
        {
            Stable = Running,
            Trial = package,
            Boots = 0,
            Highest = System.Math.Max(Highest, System.Math.Max(package, Running)),
        };
        // The header is written again, and a cut may damage it.
        return (Status.Ok, after, [Without(package)]);
    }

    public (Status Status, StoreState After) Confirm()
    {
        if (Running == 0)
            return (Status.OutOfOrder, this);
        bool wasTrial = Trial == Running;
        if (Stable == Running && !wasTrial)
            return (Status.Ok, this);
        return (Status.Ok, this with
        {
            Stable = Running,
            Trial = wasTrial ? 0 : Trial,
            Boots = wasTrial ? 0 : Boots,
            Highest = System.Math.Max(Highest, Running),
            Reason = BootReason.Stable,
        });
    }

    public (Status Status, StoreState After) RollBack() =>
        Has(Trial) && Has(Stable) && Boots != Rejected ? (Status.Ok, this with { Boots = Rejected }) : (Status.NotFound, this);

    private bool Has(int package) => package != 0 && (package == Slots.First || package == Slots.Second);

    private StoreState WithOther(int package)
    {
        bool isSecond = Running != 0 ? Running == Slots.First : Slots.First != 0;
        return this with { Slots = isSecond ? (Slots.First, package) : (package, Slots.Second) };
    }

    private StoreState Without(int package) =>
        this with { Slots = (Slots.First == package ? 0 : Slots.First, Slots.Second == package ? 0 : Slots.Second) };
}
