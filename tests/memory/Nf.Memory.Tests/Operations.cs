using System;
using FsCheck;
using FsCheck.Fluent;

namespace Nf.Memory.Tests;

/// <summary>Random sequences of operations for a property; a failing one is shrunk to its shortest form.</summary>
internal static class Operations
{
    /// <summary>Runs a property over sequences of (operation, argument); it returns the number of the first step that went wrong, or
    /// -1.</summary>
    public static void Check(Func<(byte Op, byte Argument)[], int> firstWrongStep) =>
        Prop.ForAll<(byte, byte)[]>(steps => firstWrongStep(steps) < 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(200));
}
