using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

/// <summary>What a target would hold: it writes down every change, and counts every call.</summary>
internal sealed class HostState
{
    public const int Places = 3;
    public const int PackageBytesMax = 100_000;

    /// <summary>Every change that was asked for, in order.</summary>
    public List<string> Journal { get; } = [];

    /// <summary>Calls of any kind.</summary>
    public long Calls { get; set; }

    /// <summary>Messages of guests that wait to be taken.</summary>
    public Queue<(LogLevel Level, string Text)> Logs { get; } = new();

    /// <summary>What is refused, and how.</summary>
    public Dictionary<MessageType, Status> Refusals { get; } = [];

    /// <summary>Bytes that the target takes at once, by a number that counts up; null: always 256.</summary>
    public Func<int, uint>? Window { get; set; }

    public UploadPlan Plan { get; private set; }

    /// <summary>The upload; null before the first.</summary>
    public byte[]? Package { get; private set; }

    public uint Next { get; private set; }

    /// <summary>Bytes that were written, again and again if it is so.</summary>
    public long BytesWritten { get; private set; }

    public bool IsWhole { get; private set; }

    public ulong Clock { get; set; } = 5;

    private int _windows;

    public Status Begin(in UploadPlan plan)
    {
        if (Refusals.TryGetValue(MessageType.UploadBegin, out Status refusal)) return refusal;
        if (plan.Place >= Places) return Status.OutOfRange;
        if (plan.Size is 0 or > PackageBytesMax) return Status.LimitExceeded;
        UploadPlan current = Plan;
        bool isSame = Package is not null && plan.Place == current.Place && plan.Size == current.Size
            && ((ReadOnlySpan<byte>)plan.Digest).SequenceEqual(current.Digest);
        if (isSame) return Status.Ok;
        Journal.Add($"begin {plan.Place} {plan.Size}");
        Plan = plan;
        Package = new byte[plan.Size];
        Next = 0;
        IsWhole = false;
        return Status.Ok;
    }

    public Status State(out UploadState state)
    {
        state = default;
        if (Package is null) return Status.NotFound;
        state = new UploadState { Size = Plan.Size, Next = Next, Window = Window?.Invoke(_windows++) ?? 256 };
        return Status.Ok;
    }

    public Status Write(uint offset, ReadOnlySpan<byte> data)
    {
        // What the server promises its host.
        if (offset != Next || data.Length == 0 || data.Length > Package!.Length - offset) throw new InvalidOperationException("write");
        data.CopyTo(Package.AsSpan((int)offset));
        Next += (uint)data.Length;
        BytesWritten += data.Length;
        Journal.Add($"write {offset} {data.Length}");
        return Status.Ok;
    }

    public Status End()
    {
        if (Package is null) return Status.NotFound;
        if (Next < Package.Length) return Status.Empty;
        UploadPlan plan = Plan;
        if (!SHA256.HashData(Package).AsSpan().SequenceEqual(plan.Digest)) return Status.DigestMismatch;
        if (!IsWhole) Journal.Add("end");
        IsWhole = true;
        return Status.Ok;
    }
}

/// <summary>The host that the server is given.</summary>
internal readonly struct FakeHost(HostState state) : IControlHost
{
    public const string Board = "a board";

    public Status ReadInfo(out TargetInfo info, Span<byte> board, out int boardBytes)
    {
        state.Calls++;
        info = new TargetInfo { Major = 1, Minor = 2, Patch = 3, Places = HostState.Places, Reset = ResetCause.Watchdog };
        info.UptimeNanoseconds = 77;
        info.PackageBytesMax = HostState.PackageBytesMax;
        boardBytes = Encoding.ASCII.GetBytes(Board, board);
        return Status.Ok;
    }

    public Status ReadGuest(byte place, out GuestInfo info, Span<byte> name, out int nameBytes)
    {
        state.Calls++;
        info = new GuestInfo { Place = place, State = GuestState.Running, LastFault = Status.TrapOutOfFuel, Runs = 9 };
        nameBytes = place < HostState.Places ? Encoding.ASCII.GetBytes($"guest-{place}", name) : 0;
        return place < HostState.Places ? Status.Ok : Status.OutOfRange;
    }

    public Status ReadTelemetry(byte place, out GuestTelemetry telemetry)
    {
        state.Calls++;
        telemetry = new GuestTelemetry { Place = place, Runs = 4 };
        return place == 1 ? Status.NotFound : place < HostState.Places ? Status.Ok : Status.OutOfRange;
    }

    public Status BeginUpload(in UploadPlan plan, out UploadState upload)
    {
        state.Calls++;
        upload = default;
        Status status = state.Begin(plan);
        return status == Status.Ok ? state.State(out upload) : status;
    }

    public Status ReadUpload(out UploadState upload)
    {
        state.Calls++;
        return state.State(out upload);
    }

    public Status WriteUpload(uint offset, ReadOnlySpan<byte> data)
    {
        state.Calls++;
        return state.Write(offset, data);
    }

    public Status EndUpload()
    {
        state.Calls++;
        return state.End();
    }

    public Status Command(MessageType command, byte place)
    {
        state.Calls++;
        if (place >= HostState.Places) return Status.OutOfRange;
        if (state.Refusals.TryGetValue(command, out Status refusal)) return refusal;
        state.Journal.Add($"{command} {place}");
        return Status.Ok;
    }

    public Status Post(byte place, ReadOnlySpan<byte> message)
    {
        state.Calls++;
        if (state.Refusals.TryGetValue(MessageType.Post, out Status refusal)) return refusal;
        state.Journal.Add($"post {place} {Encoding.ASCII.GetString(message)}");
        return Status.Ok;
    }

    public Status ReadBudget(byte crate, out BudgetInfo info)
    {
        state.Calls++;
        info = new BudgetInfo { Crate = crate, LimitBytes = 1000, RemainingBytes = 400, PeakBytes = 700, Refusals = 2 };
        return crate < 6 ? Status.Ok : Status.OutOfRange;
    }

    public Status ReadCrash(out CrashRecord record)
    {
        state.Calls++;
        record = new CrashRecord { Place = 2, Fault = Status.TrapUnreachable, UptimeNanoseconds = 8, Fuel = 6, Boots = 3, HostLink = 9 };
        record.Backtrace.Count = 1;
        record.Backtrace.Frames[0] = new Runtime.Frame { FunctionIndex = 3, ModuleOffset = 0x44 };
        return Status.Ok;
    }

    public Status ReadMemory(byte place, uint address, Span<byte> data)
    {
        state.Calls++;
        if (place != 0) return Status.Busy;
        if (address > 65536 || data.Length > 65536 - (int)address) return Status.OutOfRange;
        for (int i = 0; i < data.Length; i++) data[i] = (byte)(address + (uint)i);
        return Status.Ok;
    }

    public Status ReadClock(out ClockTime time)
    {
        state.Calls++;
        time = new ClockTime { UnixNanoseconds = state.Clock };
        return Status.Ok;
    }

    public Status SetClock(in ClockTime time)
    {
        state.Calls++;
        state.Clock = time.UnixNanoseconds;
        state.Journal.Add($"clock {time.UnixNanoseconds}");
        return Status.Ok;
    }

    public Status Advance(in AdvanceRequest request, out AdvanceAnswer answer)
    {
        state.Calls++;
        state.Journal.Add($"advance {request.Nanoseconds} {request.IsStepped}");
        answer = new AdvanceAnswer { UptimeNanoseconds = 77 + request.Nanoseconds };
        return Status.Ok;
    }

    public Status ReadTrace(byte place, out GuestTrace trace)
    {
        state.Calls++;
        trace = new GuestTrace { Place = place, Ticks = 4, Lines = 5 };
        if (place >= HostState.Places) return Status.OutOfRange;
        SHA256.HashData([place], trace.Digest);
        return Status.Ok;
    }

    public Status Reset()
    {
        state.Calls++;
        state.Journal.Add("reset");
        return Status.Ok;
    }

    public Status Stimulate(in Stimulus stimulus)
    {
        state.Calls++;
        if (state.Refusals.TryGetValue(MessageType.Stimulus, out Status refusal)) return refusal;
        state.Journal.Add($"stimulus {stimulus.Kind} {stimulus.Target} {(int)stimulus.Value}");
        return Status.Ok;
    }

    public Status ReadPin(byte pin, out PinLevel level)
    {
        state.Calls++;
        level = new PinLevel { Pin = pin, IsHigh = (pin & 1) != 0 };
        return pin < PinName.PinCount ? Status.Ok : Status.PinNotFound;
    }

    public Status ReadDisplay(ushort offset, Span<byte> data, out DisplayPiece piece, out int bytes)
    {
        state.Calls++;
        const int PictureBytes = 300;
        piece = new DisplayPiece { Width = 30, Height = 20, Offset = offset };
        bytes = Math.Min(data.Length, PictureBytes - offset);
        if (bytes <= 0) return Status.OutOfRange;
        for (int i = 0; i < bytes; i++) data[i] = (byte)(offset + i);
        return Status.Ok;
    }

    public Status TakeLog(LogLevel levelMin, out LogEntry entry, Span<byte> text, out int textBytes)
    {
        entry = default;
        textBytes = 0;
        while (state.Logs.TryDequeue(out (LogLevel Level, string Text) log))
        {
            if (log.Level < levelMin) continue;
            entry = new LogEntry { Place = 1, Level = log.Level };
            textBytes = Encoding.UTF8.GetBytes(log.Text, text);
            return Status.Ok;
        }

        return Status.Empty;
    }
}
