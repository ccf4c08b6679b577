using System;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Store.Tests;

[TestClass]
public sealed class FileStorageTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private byte[] Name => Encoding.UTF8.GetBytes(_path + "\0");

    public void Dispose() => File.Delete(_path);

    [TestMethod]
    public void AStoreInAFileOutlivesItsProcess()
    {
        TestPackage package = new(1, 5000);
        StoreOptions options = new() { SlotBytes = 8192, BootsMax = 3 };
        for (int boot = 0; boot < 3; boot++)
        {
            ModuleStore<FileStorage> store = default;
            Check.Ok(store.Storage.Open(Name, 32 * 1024));
            Check.Ok(store.Open(options, default));
            Status status = store.Boot(out BootChoice choice);
            if (boot == 0)
            {
                Assert.AreEqual(Status.NotFound, status);
                Check.Ok(store.Begin(package.Ticket()));
                Check.Ok(store.Write(package.Bytes));
                Check.Ok(store.Verify());
                Check.Ok(store.Activate());
            }
            else
            {
                Assert.AreEqual(boot == 1 ? BootReason.Trial : BootReason.Stable, choice.Reason);
                byte[] read = new byte[choice.Bytes];
                Check.Ok(store.Read(choice.Slot, 0, read));
                CollectionAssert.AreEqual(package.Bytes, read);
                Check.Ok(store.Confirm());
            }
            store.Storage.Close();
        }
        if (OperatingSystem.IsLinux())
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
    }

    [TestMethod]
    public void PagesAreWhereTheyBelong()
    {
        FileStorage storage = default;
        Check.Ok(storage.Open(Name, 2048));
        byte[] page = new byte[512];
        page.AsSpan().Fill(7);
        Check.Ok(storage.Program(1024, page));
        byte[] expected = new byte[2048];
        page.CopyTo(expected, 1024);
        CollectionAssert.AreEqual(expected, File.ReadAllBytes(_path));
        byte[] two = new byte[2];
        Check.Ok(storage.Read(1023, two));
        CollectionAssert.AreEqual(new byte[] { 0, 7 }, two);
        Assert.AreEqual(Status.OutOfRange, storage.Read(2047, two));
        Assert.AreEqual(Status.OutOfRange, storage.Program(2048, page));
        Assert.AreEqual(Status.InvalidArgument, storage.Program(1, page));
        Assert.AreEqual(Status.InvalidArgument, storage.Program(0, two));
        Assert.AreEqual(Status.NotSupported, storage.Erase(0));
        storage.Close();
    }

    [TestMethod]
    public void WhatCannotBeOpened()
    {
        FileStorage storage = default;
        Assert.AreEqual(Status.InvalidArgument, storage.Open("no-end"u8, 512));
        Assert.AreEqual(Status.InvalidArgument, storage.Open(Name, 100));
        Assert.AreEqual(Status.FileUnreadable, storage.Open("/proc/nothing/there\0"u8, 512));
        Check.Ok(storage.Open(Name, 1024));
        File.WriteAllBytes(_path, new byte[100]);
        Assert.AreEqual(Status.IoError, storage.Read(99, new byte[2]));
        storage.Close();
        Assert.AreEqual(Status.OutOfRange, storage.Read(0, new byte[1]), "a closed one has no bytes");
    }
}
