using System;
using System.Text;

namespace Nf.OnTarget.Child;

/// <summary>
/// The self-tests on .NET as a program: <c>Nf.OnTarget.Child</c> runs all of them, <c>stress THREADS ROUNDS</c> runs guests that trap on
/// many threads at once, <c>null-references THREADS ROUNDS</c> lets managed code fault among them, <c>native-fault</c> native code. Paths of
/// compiled guests may follow. Its exit code is a <see cref="Status"/>.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        // What follows the verb and its numbers is compiled guests.
        if (args is ["stress" or "null-references", var threads, var rounds, .. var libraries])
        {
            AheadGuests.Use(libraries);
            return (int)(args[0] == "stress" ? Stress.Run(int.Parse(threads), int.Parse(rounds)) : NullReferences.Run(int.Parse(threads), int.Parse(rounds)));
        }

        if (args is ["native-fault", .. var compiled])
        {
            AheadGuests.Use(compiled);
            return (int)NullReferences.FaultInNativeCode();
        }

        ConsoleReport report = default;
        SelfTests.Run(ref report);
        Console.WriteLine($"selftest {report.Passed} {report.Failed}");
        return (int)(report.Failed == 0 ? Status.Ok : Status.TestFailed);
    }

    private struct ConsoleReport : IReport
    {
        public int Passed { get; private set; }

        public int Failed { get; private set; }

        public void Record(ReadOnlySpan<byte> name, bool passed)
        {
            if (passed) Passed++;
            else Failed++;
            if (!passed) Console.WriteLine("FAILED " + Encoding.ASCII.GetString(name));
        }

        public void Record(ReadOnlySpan<byte> name, in Check check) => Record(name, check.FailedLine == 0);
    }
}
