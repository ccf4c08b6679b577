using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class StatusNameTests
{
    [TestMethod]
    public void EveryStatusHasItsName()
    {
        foreach (Status status in Enum.GetValues<Status>())
            Assert.AreEqual(Enum.GetName(status), Encoding.ASCII.GetString(StatusName.Of(status)));
        Assert.AreEqual("Unknown", Encoding.ASCII.GetString(StatusName.Of((Status)120)));
        Assert.AreEqual("Unknown", Encoding.ASCII.GetString(StatusName.Of((Status)(-1))));
    }

    [TestMethod]
    public void NumbersAreUniqueAndFitAnExitCode()
    {
        int[] numbers = [.. Enum.GetNames<Status>().Select(name => (int)Enum.Parse<Status>(name))];
        Assert.AreEqual(numbers.Length, numbers.Distinct().Count());
        Assert.IsTrue(numbers.All(number => number is >= 0 and <= 120));
    }
}
