using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>Every message of the protocol: what is read is written as the same bytes, so no field is forgotten or out of place.</summary>
[TestClass]
public sealed class MessageTests
{
    private const int Trials = 2000;

    private static void Check<T>()
        where T : struct, IControlMessage
    {
        Random random = new(T.Bytes);
        int taken = 0;
        Assert.IsLessThanOrEqualTo(FrameCodec.PayloadBytesMax, T.Bytes + T.TailBytesMax);
        for (int trial = 0; trial < Trials; trial++)
        {
            int tailBytes = random.Next(T.TailBytesMax + 1);
            byte[] payload = new byte[T.Bytes + tailBytes];
            random.NextBytes(payload);
            // Fields of few values seldom come from random bytes; of sparse bits they do.
            for (int i = 0; trial % 2 == 0 && i < T.Bytes; i++) payload[i] = random.Next(8) == 0 ? (byte)random.Next(4) : (byte)0;
            if (MessageCodec.Read(payload, out T message, out ReadOnlySpan<byte> tail) != Status.Ok) continue;
            taken++;
            Assert.AreEqual(tailBytes, tail.Length);
            byte[] again = new byte[payload.Length];
            tail.CopyTo(again.AsSpan(T.Bytes));
            Assert.AreEqual(Status.Ok, MessageCodec.Write(message, tailBytes, again, out int bytes));
            Assert.AreEqual(payload.Length, bytes);
            CollectionAssert.AreEqual(payload, again);
        }

        Assert.IsGreaterThan(Trials / 20, taken);
        byte[] zeros = new byte[T.Bytes + T.TailBytesMax + 1];
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Read(zeros, out T _, out _), "too long");
        Assert.AreEqual(Status.Ok, MessageCodec.Read(zeros.AsSpan(1), out T _, out _));
        Assert.AreEqual(Status.OutOfRange, MessageCodec.Write(default(T), T.TailBytesMax + 1, zeros, out _));
        if (T.Bytes == 0) return;
        Span<byte> tooFew = zeros.AsSpan(0, T.Bytes - 1);
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Read(tooFew, out T _, out _), "too short");
        Assert.AreEqual(Status.BufferTooSmall, MessageCodec.Write(default(T), 0, tooFew, out _));
    }

    [TestMethod]
    public void Every_message_round_trips()
    {
        Check<EmptyMessage>();
        Check<HelloRequest>();
        Check<HelloAnswer>();
        Check<TargetInfo>();
        Check<GuestPlace>();
        Check<GuestInfo>();
        Check<UploadPlan>();
        Check<UploadPiece>();
        Check<UploadState>();
        Check<GuestPost>();
        Check<Subscription>();
        Check<BudgetQuery>();
        Check<BudgetInfo>();
        Check<ControlCounters>();
        Check<CrashRecord>();
        Check<MemoryQuery>();
        Check<MemoryPiece>();
        Check<ClockTime>();
        Check<LogEntry>();
        Check<GuestTelemetry>();
        Check<AdvanceRequest>();
        Check<AdvanceAnswer>();
        Check<GuestTrace>();
        Check<Stimulus>();
        Check<PinQuery>();
        Check<PinLevel>();
        Check<DisplayQuery>();
        Check<DisplayPiece>();
    }

    [TestMethod]
    public void A_field_outside_its_range_is_refused()
    {
        byte[] info = new byte[GuestInfo.Bytes];
        info[1] = (byte)GuestState.Safe + 1;
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Read(info, out GuestInfo _, out _), "state");
        info[1] = 0;
        info[2] = 2;
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Read(info, out GuestInfo _, out _), "truth");
        info[2] = 1;
        info[3] = 2;
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Read(info, out GuestInfo _, out _), "another truth");
        info[3] = 1;
        info[4] = 121;
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Read(info, out GuestInfo _, out _), "status");
        info[4] = 120;
        Assert.AreEqual(Status.Ok, MessageCodec.Read(info, out GuestInfo _, out _));

        CrashRecord record = default;
        record.Backtrace.Count = 9;
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Write(record, 0, new byte[CrashRecord.Bytes], out _), "frames");
        Subscription subscription = new() { LevelMin = (LogLevel)4 };
        Assert.AreEqual(Status.InvalidArgument, MessageCodec.Write(subscription, 0, new byte[Subscription.Bytes], out _), "level");
    }
}
