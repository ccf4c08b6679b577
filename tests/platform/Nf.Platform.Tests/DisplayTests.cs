using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
public sealed class DisplayTests
{
    private const int Width = 128;
    private const int Height = 64;

    [TestMethod]
    public void The_driver_shows_what_the_simulated_display_shows()
    {
        DisplayModel model = new();
        Ssd0323<DisplayModelBus> real = default;
        real.Bus = new DisplayModelBus(model);
        SimulatedDisplay simulated = default;
        Random random = new(11);
        for (int i = 0; i < 300; i++)
        {
            int x = random.Next(Width / 2) * 2, y = random.Next(Height);
            DisplayArea area = new(x, y, (1 + random.Next((Width - x) / 2)) * 2, 1 + random.Next(Height - y));
            byte[] pixels = new byte[area.Bytes];
            random.NextBytes(pixels);
            Assert.AreEqual(Status.Ok, real.Draw(in area, pixels));
            Assert.AreEqual(Status.Ok, simulated.Draw(in area, pixels));
            CollectionAssert.AreEqual(simulated.Picture.ToArray(), model.Memory, $"drawing {i}");
        }

        Assert.IsTrue(model.IsOn);
        Assert.AreEqual((byte)0x52, model.Remap);
    }

    [TestMethod]
    public void A_first_drawing_that_failed_switches_the_display_on_again()
    {
        DisplayModel model = new() { Fault = Status.TimedOut };
        Ssd0323<DisplayModelBus> display = default;
        display.Bus = new DisplayModelBus(model);
        DisplayArea area = new(0, 0, 2, 1);
        Assert.AreEqual(Status.TimedOut, display.Draw(in area, [0x12]));
        model.Fault = Status.Ok;
        Assert.AreEqual(Status.Ok, display.Draw(in area, [0x12]));
        Assert.IsTrue(model.IsOn);
        CollectionAssert.AreEqual(new byte[] { 0x12 }.Concat(new byte[model.Memory.Length - 1]).ToArray(), model.Memory);
    }

    [TestMethod]
    [DataRow(1, 0, 2, 1)]
    [DataRow(0, 0, 1, 1)]
    [DataRow(0, 0, 0, 1)]
    [DataRow(0, 0, 2, 0)]
    [DataRow(-2, 0, 2, 1)]
    [DataRow(0, -1, 2, 1)]
    [DataRow(128, 0, 2, 1)]
    [DataRow(0, 64, 2, 1)]
    [DataRow(2, 0, 128, 1)]
    [DataRow(0, 1, 2, 64)]
    [DataRow(int.MinValue, 0, int.MinValue, 1)]
    [DataRow(2, 0, int.MaxValue - 1, 1)]
    [DataRow(0, 2, 2, int.MaxValue)]
    [DataRow(0, 2, 2, int.MinValue)]
    public void An_area_that_is_not_on_the_display(int x, int y, int width, int height)
    {
        DisplayArea area = new(x, y, width, height);
        Assert.IsFalse(area.IsOn(Width, Height));
        Ssd0323<DisplayModelBus> real = default;
        real.Bus = new DisplayModelBus(new DisplayModel());
        SimulatedDisplay simulated = default;
        Assert.AreEqual(Status.InvalidArgument, real.Draw(in area, new byte[64]));
        Assert.AreEqual(Status.InvalidArgument, simulated.Draw(in area, new byte[64]));
        Assert.IsFalse(simulated.Picture.ContainsAnyExcept((byte)0));
    }

    [TestMethod]
    public void The_number_of_bytes_must_be_that_of_the_area()
    {
        SimulatedDisplay display = default;
        DisplayArea area = new(126, 63, 2, 1);
        Assert.AreEqual(Status.InvalidArgument, display.Draw(in area, []));
        Assert.AreEqual(Status.InvalidArgument, display.Draw(in area, [1, 2]));
        Assert.AreEqual(Status.Ok, display.Draw(in area, [0xA5]));
        Assert.AreEqual((byte)0xA5, display.Picture[^1]);
        Assert.AreEqual(Status.NotSupported, default(NoDisplay).Draw(in area, [1]));
    }
}
