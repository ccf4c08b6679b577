using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed class UploadTests
{
    // About a tenth of all frames do not arrive, in each direction.
    private static readonly Losses BadLine = new(DropByte: 5000, FlipByte: 5000, RepeatPiece: 30, HoldPiece: 200);

    private static byte[] Package(int bytes, int seed)
    {
        byte[] package = new byte[bytes];
        new Random(seed).NextBytes(package);
        // Long runs of zeros and of none are what stuffing is about.
        package.AsSpan(0, Math.Min(bytes, 600)).Clear();
        return package;
    }

    private static UploadPlan Plan(byte[] package)
    {
        UploadPlan plan = new() { Place = 1 };
        SHA256.HashData(package).CopyTo(plan.Digest);
        return plan;
    }

    private static ControlClient<TLine, WorldClock, ListSink> Client<TLine>(World world, TLine line, List<string>? streamed = null)
        where TLine : struct, IByteLine
        => new(line, new WorldClock(world), new ListSink(streamed ?? []));

    [TestMethod]
    [DataRow(1)]
    [DataRow(256)]
    [DataRow(257)]
    [DataRow(20_000)]
    public void A_package_arrives(int bytes)
    {
        World world = new();
        byte[] package = Package(bytes, 1);
        ControlClient<ClientLine, WorldClock, ListSink> client = Client(world, new ClientLine(world));
        Assert.AreEqual(Status.Ok, client.Connect(1, out _));
        Assert.AreEqual(Status.Ok, client.Upload(Plan(package), package));
        CollectionAssert.AreEqual(package, world.State.Package);
        Assert.IsTrue(world.State.IsWhole);
        Assert.AreEqual(2u + 1 + (uint)((bytes + 255) / 256), world.Counters.Frames, "hello, begin, pieces, end");
    }

    [TestMethod]
    public void The_targets_window_sets_the_pace()
    {
        World world = new();
        byte[] package = Package(5000, 2);
        Random random = new(3);
        List<uint> windows = [];
        world.State.Window = _ =>
        {
            windows.Add(random.Next(3) == 0 ? 0 : (uint)random.Next(1, 700));
            return windows[^1];
        };
        ControlClient<ClientLine, WorldClock, ListSink> client = Client(world, new ClientLine(world));
        Assert.AreEqual(Status.Ok, client.Connect(1, out _));
        Assert.AreEqual(Status.Ok, client.Upload(Plan(package), package));
        CollectionAssert.AreEqual(package, world.State.Package);
        Assert.Contains(0u, windows);
    }

    [TestMethod]
    public void A_target_that_takes_nothing_is_given_up()
    {
        World world = new();
        world.State.Window = _ => 0;
        ControlClient<ClientLine, WorldClock, ListSink> client = Client(world, new ClientLine(world));
        Assert.AreEqual(Status.Ok, client.Connect(1, out _));
        byte[] package = Package(100, 4);
        Assert.AreEqual(Status.Busy, client.Upload(Plan(package), package));
        Assert.AreEqual(0, world.State.BytesWritten);
    }

    [TestMethod]
    public void Another_digest_than_that_of_the_bytes_is_told()
    {
        World world = new();
        ControlClient<ClientLine, WorldClock, ListSink> client = Client(world, new ClientLine(world));
        Assert.AreEqual(Status.Ok, client.Connect(1, out _));
        Assert.AreEqual(Status.DigestMismatch, client.Upload(Plan(Package(3000, 5)), Package(3000, 6)));
    }

    [TestMethod]
    public void A_bad_line_costs_retries_and_nothing_else()
    {
        uint retries = 0;
        int faults = 0;
        const int Runs = 20;
        const int Bytes = 12_000;
        for (int seed = 0; seed < Runs; seed++)
        {
            World world = new();
            byte[] package = Package(Bytes, seed);
            Random random = new(seed);
            LossyLine<ClientLine> line = new(new ClientLine(world), random, BadLine);
            ControlClient<LossyLine<ClientLine>, WorldClock, ListSink> client = Client(world, line);
            Assert.AreEqual(Status.Ok, client.Connect(1, out _), $"seed {seed}");
            Assert.AreEqual(Status.Ok, client.Upload(Plan(package), package), $"seed {seed}");
            CollectionAssert.AreEqual(package, world.State.Package);
            Assert.AreEqual(Bytes, world.State.BytesWritten, "each byte once");
            CollectionAssert.AreEqual(world.State.Journal.Distinct().ToArray(), world.State.Journal, "each change once");
            Assert.IsTrue(world.State.IsWhole);
            retries += client.Retries;
            faults += line.Faults;
        }

        int requests = Runs * ((Bytes / 256) + 4);
        Console.WriteLine($"{Runs} uploads, {requests} requests, {faults} faults of the line, {retries} retries");
        Assert.IsGreaterThan(requests / 10, (int)retries, "the line was bad");
        Assert.IsLessThan(requests, (int)retries);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "the target went on")]
    [DataRow(true, DisplayName = "the target restarted")]
    public void An_upload_goes_on_after_the_line_broke(bool restarts)
    {
        byte[] package = Package(30_000, 7);
        World world = new();
        ControlClient<ClientLine, WorldClock, ListSink> client = Client(world, new ClientLine(world));
        Status status = Status.IoError;
        int breaks = 0;
        for (uint nonce = 1; status != Status.Ok && nonce < 100; nonce++)
        {
            world.StepsLeft = 25 + (int)nonce;
            client.Reconnect(new ClientLine(world));
            world.ToTarget.TakeAll();
            world.ToClient.TakeAll();
            if (restarts) world.RestartServer(1000 * nonce);
            status = client.Connect(nonce, out _);
            if (status == Status.Ok) status = client.Upload(Plan(package), package);
            if (status != Status.Ok) breaks++;
            if (status != Status.Ok) Assert.AreEqual(Status.IoError, status);
        }

        Assert.AreEqual(Status.Ok, status);
        Assert.IsGreaterThan(3, breaks);
        CollectionAssert.AreEqual(package, world.State.Package);
        Assert.AreEqual(package.Length, world.State.BytesWritten, "no byte was sent to the store twice");
    }

    [TestMethod]
    public void Another_package_takes_the_place_of_one_that_was_begun()
    {
        World world = new();
        ControlClient<ClientLine, WorldClock, ListSink> client = Client(world, new ClientLine(world));
        Assert.AreEqual(Status.Ok, client.Connect(1, out _));
        byte[] first = Package(3000, 8);
        UploadPlan plan = Plan(first);
        Assert.AreEqual(Status.Ok, client.BeginUpload(ref plan, first, out UploadState state));
        Assert.AreEqual(Status.Ok, client.SendPiece(first, ref state));
        Assert.AreEqual(256u, state.Next);
        byte[] second = Package(3000, 9);
        Assert.AreEqual(Status.Ok, client.Upload(Plan(second), second));
        CollectionAssert.AreEqual(second, world.State.Package);
        Assert.AreEqual(Status.InternalError, client.SendPiece(second.AsSpan(1), ref state), "a state of another package");
    }
}
