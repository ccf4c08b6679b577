using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>docs/ASSURANCE.md names the tests of hostile guests: all of them, and none that is not there.</summary>
[TestClass]
public sealed partial class AssuranceTests
{
    private static readonly string[] s_groups =
        ["trap", "bulk", "start", "stack", "fuel", "depth", "allocator", "vera", "shared", "json", "slots", "pool", "churn", "ring", "refuse", "recycle", "host", "wasi"];

    [TestMethod]
    public void The_document_names_every_test_of_a_hostile_guest()
    {
        string text = File.ReadAllText(Repository.PathOf("docs", "ASSURANCE.md"));
        string[] named = [.. TestName().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order()];
        string[] tests = [.. ManagedSelfTests.Names().Select(name => (string)name[0])
            .Where(name => s_groups.Contains(name.Split('.')[0])).Order()];
        string missing = string.Join(' ', tests.Except(named)), unknown = string.Join(' ', named.Except(tests));
        CollectionAssert.AreEqual(tests, named, $"not named: {missing}; not there: {unknown}");
    }

    [GeneratedRegex("`((?:trap|bulk|start|stack|fuel|depth|allocator|vera|shared|json|slots|pool|churn|ring|refuse|recycle|host|wasi)\\.[a-z0-9-]+)`")]
    private static partial Regex TestName();
}
