using System;

namespace Nf.OnTarget;

/// <summary>
/// The self-tests that run on every target: .NET, the heapless Linux binaries and the boards. The smallest board's flash does not hold all of
/// them, so four images share the list: <c>selftest</c> has what stands in SelfTests.Engine.cs, <c>selftest-sharing</c> what stands in
/// SelfTests.Sharing.cs, <c>selftest-host</c> what stands in SelfTests.Host.cs, <c>selftest-supervision</c> what stands in
/// SelfTests.Supervision.cs.
/// </summary>
public static unsafe partial class SelfTests
{
    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        RunEngine(ref report);
        RunSharing(ref report);
        RunHost(ref report);
        RunSupervision(ref report);
    }

    // The core library, memory, the engine, containment of hostile guests.
    static partial void RunEngine<TReport>(ref TReport report)
        where TReport : struct, IReport;

    // What host and guests share: collections, objects, instances.
    static partial void RunSharing<TReport>(ref TReport report)
        where TReport : struct, IReport;

    // What the host offers to guests, and what a guest may use of it.
    static partial void RunHost<TReport>(ref TReport report)
        where TReport : struct, IReport;

    // Several guests on one processor, and their updates.
    static partial void RunSupervision<TReport>(ref TReport report)
        where TReport : struct, IReport;

    // What needs an operating system; a board has none.
    static partial void RunOnSystem<TReport>(ref TReport report)
        where TReport : struct, IReport;

    /// <summary>Runs one self-test.</summary>
    internal static void Run<TReport>(ReadOnlySpan<byte> name, delegate*<ref Check, void> test, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        test(ref check);
        report.Record(name, in check);
    }
}
