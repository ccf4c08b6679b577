using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>A firmware host with three places, whose time passes only when a test says so. Times are in milliseconds.</summary>
internal static unsafe class SupervisionRig
{
    /// <summary>Places for guests.</summary>
    public const int Places = 3;

    /// <summary>Nanoseconds of a millisecond.</summary>
    public const ulong Millisecond = 1_000_000;

    /// <summary>What a unit of fuel is said to take: 1 us, so that a call takes 2.1 ms.</summary>
    public const uint FuelPicoseconds = 1_000_000;

    // More turns than any test needs: what should end, but does not, fails.
    private const int TurnsMax = 1_000_000;

    [FixedAddressValueType]
    private static FirmwareHost<SimulatedStorage> s_host;
    [FixedAddressValueType]
    private static Board s_board;
    [FixedAddressValueType]
    private static GuestPlaces s_guests;
    private static FaultLog s_faults;
    private static ulong s_now;

    /// <summary>The host.</summary>
    public static ref FirmwareHost<SimulatedStorage> Host => ref s_host;

    /// <summary>Its supervisor.</summary>
    public static ref Supervisor Supervisor => ref s_host.Supervisor;

    /// <summary>The board.</summary>
    public static ref Board Board => ref s_board;

    /// <summary>Nanoseconds since the start.</summary>
    public static ref ulong Now => ref s_now;

    /// <summary>Faults since the start, by number.</summary>
    public static ref FaultLog Faults => ref s_faults;

    /// <summary>Begins anew, at 0, without a store and without guests.</summary>
    public static void Begin(ref Check check, uint fuelPicoseconds = FuelPicoseconds) =>
        Begin(ref check, default, null, Places, fuelPicoseconds);

    /// <summary>Begins anew, at 0, with what stores hold.</summary>
    public static void Begin(
        ref Check check, in HostOptions host, ModuleStore<SimulatedStorage>* stores, int places, uint fuelPicoseconds = FuelPicoseconds)
    {
        s_now = 0;
        s_faults = default;
        s_guests = default;
        check.Equal(Status.Ok, s_board.Initialize());
        SupervisorOptions options = new()
        {
            Guests = (SupervisedGuest*)Unsafe.AsPointer(ref s_guests),
            Places = places,
            Board = (Board*)Unsafe.AsPointer(ref s_board),
            Region = SupervisionRoom.Take(),
            RegionBytes = SupervisionRoom.Bytes,
            Limits = InstanceLimits.Most with { MemoryPages = 1, StackBytes = 512 },
            NativeStackBytes = GuestStorage.NativeStackBytes,
            ClipMemory = true,
            ClippedBytes = 1024,
            FuelPicoseconds = fuelPicoseconds,
            CallNanoseconds = 100_000,
            HostNanoseconds = 1_000_000,
            Clock = &Clock,
            OnFault = &Note,
        };
        check.Equal(Status.Ok, s_host.Start(in host, in options, stores));
    }

    /// <summary>Puts a guest of the folder supervised into a place.</summary>
    public static Status Load(int place, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> package = SupervisedModules.Find(name);
        return Supervisor.Load(place, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(package)), package.Length);
    }

    /// <summary>Puts a guest into a place and starts it.</summary>
    public static void Run(int place, ReadOnlySpan<byte> name, ref Check check, [CallerLineNumber] int line = 0)
    {
        check.Equal(Status.Ok, Load(place, name), line);
        check.Equal(Status.Ok, Supervisor.Start(place), line);
    }

    /// <summary>Lets time pass; whatever is due happens when it is due.</summary>
    public static void RunUntil(ulong milliseconds, ref Check check, [CallerLineNumber] int line = 0)
    {
        ulong end = milliseconds * Millisecond;
        int turns = 0;
        for (; turns < TurnsMax; turns++)
        {
            ulong next = Supervisor.Poll();
            s_host.Judge();
            if (next <= s_now) continue;
            if (next > end) break;
            s_now = next;
        }

        check.True(turns < TurnsMax, line);
        s_now = end;
    }

    /// <summary>A word of a guest's memory.</summary>
    public static int Word(int place, int address) =>
        BinaryPrimitives.ReadInt32LittleEndian(Supervisor[place].Instance.Memory.Slice(address));

    /// <summary>Expects a pin that was opened to have a level.</summary>
    public static void ExpectLevel(int pin, PinValue expected, ref Check check, [CallerLineNumber] int line = 0)
    {
        check.Equal(Status.Ok, s_board.Gpio.Read(pin, out PinValue level), line);
        check.Equal((long)expected, (long)level, line);
    }

    private static ulong Clock() => s_now;

    private static void Note(int place, Status fault, ulong fuel, in Backtrace backtrace) =>
        s_faults.Add(place, fault, s_now / Millisecond, in backtrace);

    [InlineArray(Places)]
    private struct GuestPlaces
    {
        private SupervisedGuest _first;
    }
}
