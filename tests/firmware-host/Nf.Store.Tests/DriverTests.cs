using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>The drivers on models of their devices, and a store on each.</summary>
[TestClass]
public class DriverTests
{
    [TestMethod]
    public void NorFlash()
    {
        byte[] content = new byte[16 * 1024];
        NorModel model = new(content);
        SpiNorFlash<ModelSpi> flash = default;
        Check.Ok(flash.Initialize(new ModelSpi(model)));
        Assert.AreEqual((uint)content.Length, flash.Geometry.Bytes);
        Check.Ok(flash.Erase(4096));
        Check.Ok(flash.Program(4096 + 256, Pattern(256)));
        CollectionAssert.AreEqual(Pattern(256), content[4352..4608]);
        Assert.AreEqual(0xFF, content[4608]);
        Assert.AreEqual(0, content[8192]);
        byte[] read = new byte[100];
        Check.Ok(flash.Read(4096 + 300, read));
        CollectionAssert.AreEqual(Pattern(256)[44..144], read);
        model.IsProtected = true;
        Assert.AreEqual(Status.IoError, flash.Program(0, Pattern(256)));
        Assert.AreEqual(Status.IoError, flash.Erase(0));
        Assert.AreEqual(Status.OutOfRange, flash.Read(16 * 1024, read));
        Assert.AreEqual(Status.InvalidArgument, flash.Program(1, Pattern(256)));
    }

    [TestMethod]
    public void WithoutADeviceNothingIsFound()
    {
        SpiNorFlash<ModelSpi> flash = default;
        Assert.AreEqual(Status.NotFound, flash.Initialize(new ModelSpi(new OpenBus())));
        SdCard<ModelSpi> card = default;
        Assert.AreEqual(Status.NotFound, card.Initialize(new ModelSpi(new OpenBus()), 512));
        I2cEeprom<EepromBus> eeprom = default;
        Assert.AreEqual(Status.NotFound, eeprom.Initialize(new EepromBus(new byte[4096], 32), 0x51, 4096, 32));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Card(bool hasHighCapacity)
    {
        byte[] content = new byte[8 * 1024];
        SdModel model = new(content, hasHighCapacity);
        SdCard<ModelSpi> card = default;
        Check.Ok(card.Initialize(new ModelSpi(model), (uint)content.Length));
        Check.Ok(card.Program(1024, Pattern(512)));
        CollectionAssert.AreEqual(Pattern(512), content[1024..1536]);
        Assert.AreEqual(-1, content.AsSpan(1536).IndexOfAnyExcept((byte)0));
        byte[] read = new byte[700];
        Check.Ok(card.Read(1000, read));
        CollectionAssert.AreEqual(content[1000..1700], read);
        model.RefusesWrites = true;
        Assert.AreEqual(Status.IoError, card.Program(0, Pattern(512)));
        Assert.AreEqual(Status.NotSupported, card.Erase(0));
        Assert.AreEqual(Status.OutOfRange, card.Program(8192, Pattern(512)));
    }

    [TestMethod]
    public void Eeprom()
    {
        byte[] content = new byte[4096];
        I2cEeprom<EepromBus> eeprom = default;
        Check.Ok(eeprom.Initialize(new EepromBus(content, 32), 0x50, 4096, 32));
        Check.Ok(eeprom.Program(64, Pattern(32)));
        CollectionAssert.AreEqual(Pattern(32), content[64..96]);
        byte[] read = new byte[50];
        Check.Ok(eeprom.Read(60, read));
        CollectionAssert.AreEqual(content[60..110], read);
        Assert.AreEqual(Status.InvalidArgument, eeprom.Program(65, Pattern(32)));
        Assert.AreEqual(Status.InvalidArgument, eeprom.Initialize(default, 0x50, 4096, 256));
    }

    [TestMethod]
    public void AStoreOnEach()
    {
        SpiNorFlash<ModelSpi> flash = default;
        Assert.AreEqual(Status.Ok, flash.Initialize(new ModelSpi(new NorModel(new byte[16 * 1024]))));
        Update(flash, slotBytes: 4096);
        SdCard<ModelSpi> card = default;
        Check.Ok(card.Initialize(new ModelSpi(new SdModel(new byte[16 * 1024], true)), 16 * 1024));
        Update(card, slotBytes: 4096);
        I2cEeprom<EepromBus> eeprom = default;
        Check.Ok(eeprom.Initialize(new EepromBus(new byte[8192], 32), 0x50, 8192, 32));
        Update(eeprom, slotBytes: 3072);
    }

    private static void Update<TStorage>(TStorage storage, uint slotBytes)
        where TStorage : struct, IBlockStorage
    {
        StoreOptions options = new() { SlotBytes = slotBytes, BootsMax = 1 };
        for (int number = 0; number <= 3; number++)
        {
            ModuleStore<TStorage> store = default;
            store.Storage = storage;
            Check.Ok(store.Open(options, default));
            Assert.AreEqual(number == 0 ? Status.NotFound : Status.Ok, store.Boot(out BootChoice choice));
            if (number > 0)
            {
                TestPackage expected = new(number, 2500);
                byte[] read = new byte[choice.Bytes];
                Check.Ok(store.Read(choice.Slot, 0, read));
                CollectionAssert.AreEqual(expected.Bytes, read);
                Check.Ok(store.Confirm());
            }
            TestPackage next = new(number + 1, 2500);
            Check.Ok(store.Begin(next.Ticket()));
            Check.Ok(store.Write(next.Bytes));
            Check.Ok(store.Verify());
            Check.Ok(store.Activate());
        }
    }

    private static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private sealed class OpenBus : SpiModel
    {
        public override byte Exchange(byte output) => 0xFF;
    }

    /// <summary>A bus with one EEPROM at 0x50 that is busy for some transfers after each write and wraps inside its page.</summary>
    private struct EepromBus(byte[] content, int pageBytes) : II2cBus
    {
        private readonly int[] _state = new int[2];

        public readonly Status Write(int address, ReadOnlySpan<byte> data)
        {
            if (address != 0x50 || _state[0]-- > 0)
                return Status.I2cNoAcknowledge;
            _state[0] = 0;
            int place = (data[0] << 8) | data[1];
            _state[1] = place;
            for (int i = 2; i < data.Length; i++)
                content[(place / pageBytes * pageBytes) + ((place + i - 2) % pageBytes)] = data[i];
            if (data.Length > 2)
                _state[0] = 3;
            return Status.Ok;
        }

        public readonly Status Read(int address, Span<byte> data)
        {
            if (address != 0x50)
                return Status.I2cNoAcknowledge;
            content.AsSpan(_state[1], data.Length).CopyTo(data);
            return Status.Ok;
        }

        public readonly Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input)
        {
            Status status = Write(address, output);
            return status == Status.Ok ? Read(address, input) : status;
        }
    }
}
