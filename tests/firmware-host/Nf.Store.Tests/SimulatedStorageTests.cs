using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>The media behave as their kind does: what the power-cut tests rely on.</summary>
[TestClass]
public class SimulatedStorageTests
{
    [TestMethod]
    public void FlashOnlyClearsBitsUntilItIsErased()
    {
        Medium medium = Medium.Create("nor");
        SimulatedStorage storage = Attach(medium);
        Check.Ok(storage.Erase(4096));
        Check.Ok(storage.Program(4096, Filled(256, 0xF0)));
        Check.Ok(storage.Program(4096, Filled(256, 0x3C)));
        CollectionAssert.AreEqual(Filled(256, 0x30), medium.Bytes.Slice(4096, 256).ToArray());
        CollectionAssert.AreEqual(Filled(3840, 0xFF), medium.Bytes.Slice(4352, 3840).ToArray());
        Assert.AreEqual(Status.InvalidArgument, storage.Erase(256));
        Assert.AreEqual(Status.InvalidArgument, storage.Program(128, Filled(256, 0)));
        Assert.AreEqual(Status.InvalidArgument, storage.Program(0, Filled(128, 0)));
        Assert.AreEqual(Status.OutOfRange, storage.Erase(medium.Geometry.Bytes));
        Assert.AreEqual(Status.OutOfRange, storage.Program(medium.Geometry.Bytes, Filled(256, 0)));
        Assert.AreEqual(Status.OutOfRange, storage.Read(medium.Geometry.Bytes - 1, new byte[2]));
    }

    [TestMethod]
    public void SectorsAreOldOrNew()
    {
        bool[] seen = new bool[2];
        for (uint seed = 1; seed < 50; seed++)
        {
            foreach (TornWrite torn in Enum.GetValues<TornWrite>())
            {
                byte[] left = CutProgram("sd", torn, seed, before: 0x0F, after: 0xF0);
                Assert.IsTrue(left.All(value => value == left[0]) && left[0] is 0x0F or 0xF0);
                seen[left[0] >> 7] |= torn == TornWrite.Mixed;
            }
        }
        Assert.IsTrue(seen[0] && seen[1]);
    }

    [TestMethod]
    [DataRow("nor", 0xFF, 0xF0)]
    [DataRow("eeprom-128", 0x0F, 0xF0)]
    public void PagesAreTorn(string name, int before, int after)
    {
        bool isPartial = false, isMixed = false;
        for (uint seed = 1; seed < 50; seed++)
        {
            Assert.IsTrue(CutProgram(name, TornWrite.Nothing, seed, (byte)before, (byte)after).All(value => value == before));
            Assert.IsTrue(CutProgram(name, TornWrite.Whole, seed, (byte)before, (byte)after).All(value => value == after));
            byte[] left = CutProgram(name, TornWrite.Prefix, seed, (byte)before, (byte)after);
            int written = left.TakeWhile(value => value == after).Count();
            Assert.IsTrue(left.Skip(written).All(value => value == before));
            isPartial |= written > 0 && written < left.Length;
            isMixed |= CutProgram(name, TornWrite.Mixed, seed, (byte)before, (byte)after).Any(value => value != before && value != after);
        }
        Assert.IsTrue(isPartial && isMixed);
    }

    [TestMethod]
    public void ErasesAreTornUpwards()
    {
        bool isMixed = false;
        for (uint seed = 1; seed < 20; seed++)
        {
            Medium medium = Medium.Create("nor");
            byte[] before = medium.Bytes[..4096].ToArray();
            SimulatedStorage storage = Attach(medium);
            Check.Ok(storage.CutPower(1, TornWrite.Mixed, seed));
            Assert.AreEqual(Status.IoError, storage.Erase(0));
            for (int i = 0; i < before.Length; i++)
            {
                Assert.AreEqual(before[i], medium.Bytes[i] & before[i]);
                isMixed |= medium.Bytes[i] != before[i] && medium.Bytes[i] != 0xFF;
            }
        }
        Assert.IsTrue(isMixed);
    }

    [TestMethod]
    public void WithoutPowerNothingHappens()
    {
        Medium medium = Medium.Create("eeprom-32");
        SimulatedStorage storage = Attach(medium);
        Check.Ok(storage.CutPower(2, TornWrite.Whole, 1));
        Check.Ok(storage.Program(0, Filled(32, 1)));
        Assert.AreEqual(Status.IoError, storage.Program(32, Filled(32, 2)));
        Assert.AreEqual(Status.IoError, storage.Program(0, Filled(32, 3)));
        Assert.AreEqual(Status.IoError, storage.Read(0, new byte[1]));
        Assert.IsTrue(storage.IsOff);
        storage.RestorePower();
        byte[] read = new byte[64];
        Check.Ok(storage.Read(0, read));
        CollectionAssert.AreEqual((byte[])[.. Filled(32, 1), .. Filled(32, 2)], read);
        Check.Ok(storage.Program(0, Filled(32, 3)));
        Assert.AreEqual(Status.InvalidArgument, storage.CutPower(1, TornWrite.Whole, 0));
    }

    private static byte[] CutProgram(string name, TornWrite torn, uint seed, byte before, byte after)
    {
        Medium medium = Medium.Create(name);
        int page = (int)medium.Geometry.ProgramPageBytes;
        medium.Bytes[..page].Fill(before);
        SimulatedStorage storage = Attach(medium);
        Check.Ok(storage.CutPower(1, torn, seed));
        Assert.AreEqual(Status.IoError, storage.Program(0, Filled(page, after)));
        return medium.Bytes[..page].ToArray();
    }

    private static SimulatedStorage Attach(Medium medium)
    {
        SimulatedStorage storage = default;
        medium.Attach(ref storage);
        return storage;
    }

    private static byte[] Filled(int length, byte value)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
