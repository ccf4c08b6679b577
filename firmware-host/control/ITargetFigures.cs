using System;

namespace Nf.FirmwareHost;

/// <summary>What there is to know about a target and its guests, for whoever shows it. A constraint for generics: it is never boxed.</summary>
/// <remarks>Every method returns soon and changes nothing. Places and crates are numbers from outside: any value may come.</remarks>
public interface ITargetFigures
{
    /// <summary>What the target is.</summary>
    /// <param name="info">The answer.</param>
    /// <param name="board">Gets the board's name.</param>
    /// <param name="boardBytes">Its length.</param>
    Status ReadInfo(out TargetInfo info, Span<byte> board, out int boardBytes);

    /// <summary>What is in a place. An empty one is no failure.</summary>
    /// <param name="place">The place.</param>
    /// <param name="info">The answer.</param>
    /// <param name="name">Gets the guest's name.</param>
    /// <param name="nameBytes">Its length.</param>
    /// <returns>Ok; OutOfRange for a place that there is not.</returns>
    Status ReadGuest(byte place, out GuestInfo info, Span<byte> name, out int nameBytes);

    /// <summary>Figures of a guest.</summary>
    /// <param name="place">The place.</param>
    /// <param name="telemetry">The answer.</param>
    /// <returns>Ok; NotFound for an empty place; OutOfRange for one that there is not.</returns>
    Status ReadTelemetry(byte place, out GuestTelemetry telemetry);

    /// <summary>The budget of a crate.</summary>
    /// <param name="crate">The number of a <see cref="Memory.CrateId"/>.</param>
    /// <param name="info">The answer.</param>
    /// <returns>Ok; OutOfRange.</returns>
    Status ReadBudget(byte crate, out BudgetInfo info);
}
