using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.OnTarget.Tests;

/// <summary>The self-tests on .NET.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ManagedSelfTests
{
    private static readonly Dictionary<string, string> s_results = [];

    private readonly struct Collector : IReport
    {
        public void Record(ReadOnlySpan<byte> name, bool passed) => s_results.Add(Encoding.ASCII.GetString(name), passed ? "" : "failed");

        public void Record(ReadOnlySpan<byte> name, in Check check) => s_results.Add(
            Encoding.ASCII.GetString(name),
            check.FailedLine == 0 ? "" : $"line {check.FailedLine}: expected {check.Expected}, found {check.Found}");
    }

    /// <summary>The names are known only by running the tests, which takes well under a second on .NET.</summary>
    public static IEnumerable<object[]> Names()
    {
        if (s_results.Count == 0)
        {
            Collector collector = default;
            SelfTests.Run(ref collector);
        }

        foreach (string name in s_results.Keys) yield return [name];
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Passes(string name) => Assert.AreEqual("", s_results[name], name);
}
