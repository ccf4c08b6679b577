using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Store.Tests;

internal static class Check
{
    public static void Ok(Status status) => Assert.AreEqual(Status.Ok, status);
}
