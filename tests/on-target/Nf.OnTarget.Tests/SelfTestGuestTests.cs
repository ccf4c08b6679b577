using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Runtime.Tests;

namespace Nf.OnTarget.Tests;

/// <summary>The guest of the self-tests is compiled into images as bytes; they must be those of its text.</summary>
[TestClass]
public sealed class SelfTestGuestTests
{
    [TestMethod]
    public void The_bytes_are_those_of_the_text() => CollectionAssert.AreEqual(
        Wat.Compile(File.ReadAllText(Repository.PathOf("tests", "on-target", "selftest.wat")), names: true), SelfTestGuest.Wasm.ToArray());
}
