using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Memory.Tests;

[TestClass]
public sealed class SizeClassTests
{
    [TestMethod]
    public void ClassesGrowWithSizeAndHoldTheirPromises()
    {
        uint previous = SizeClass.Of(24);
        for (uint size = 24; size < 1u << 30; size += size < 1 << 14 ? 8 : (size >> 9) & ~7u)
        {
            uint own = SizeClass.Of(size);
            Assert.IsTrue(own >= previous && own <= previous + 1 || size >= 1 << 14);
            Assert.IsLessThan(27u * 8, own);
            // Whatever lies in the class searched is large enough: its smallest size is.
            uint searched = SizeClass.AtLeast(size);
            Assert.IsTrue(searched == own || searched == own + 1);
            Assert.AreEqual(searched == own, SizeClass.Of(size - 8) != own, "its own class only when it is the smallest of it");
            // A block an eighth larger is in the class searched, or above.
            Assert.IsGreaterThanOrEqualTo(searched, SizeClass.Of((size + size / 8 + 7) & ~7u));
            foreach (uint other in new uint[] { size - 8, size + 8, size + size / 8 & ~7u, size * 2, 24 })
                Assert.AreEqual(SizeClass.Of(other) == own, SizeClass.IsSame(size, other));
            previous = own;
        }
    }
}
