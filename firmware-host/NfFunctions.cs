using System;
using System.Runtime.InteropServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// Module <c>nf</c>: the board as a guest sees it. examples/include/nf.h is its contract. A negative result is a negated
/// <see cref="Status"/>; a pointer outside the guest's memory ends the guest's call with TrapBadPointer.
/// </summary>
internal static unsafe partial class NfFunctions
{
    private const int LogBytesMax = 256;
    private const int I2cBytesMax = 32;

    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (name.SequenceEqual("log"u8)) function = new HostFunction("iii:i"u8, &EnterLog);
        else if (name.SequenceEqual("clock_now_ns"u8)) function = new HostFunction(":I"u8, &EnterClockNow);
        else if (name.SequenceEqual("tick"u8)) function = new HostFunction(":I"u8, &EnterTick);
        else if (name.SequenceEqual("gpio_configure"u8)) function = OfGpio("ii:i"u8, &EnterGpioConfigure);
        else if (name.SequenceEqual("gpio_read"u8)) function = OfGpio("i:i"u8, &EnterGpioRead);
        else if (name.SequenceEqual("gpio_write"u8)) function = OfGpio("ii:i"u8, &EnterGpioWrite);
        else if (name.SequenceEqual("i2c_write"u8)) function = OfI2c("iii:i"u8, &EnterI2cWrite);
        else if (name.SequenceEqual("i2c_read"u8)) function = OfI2c("iii:i"u8, &EnterI2cRead);
        else if (name.SequenceEqual("i2c_write_read"u8)) function = OfI2c("iiiii:i"u8, &EnterI2cWriteRead);
        else function = default;
        return function.Function != null;
    }

    private static HostFunction OfGpio(ReadOnlySpan<byte> signature, delegate* unmanaged<HostCall*, int> function) =>
        new(signature, function, capability: DeviceAccess.Gpio);

    private static HostFunction OfI2c(ReadOnlySpan<byte> signature, delegate* unmanaged<HostCall*, int> function) =>
        new(signature, function, capability: DeviceAccess.I2c);

    internal static int Answer(HostCall* call, Status status)
    {
        call->Return(-(int)status);
        return (int)Status.Ok;
    }

    public static int Log(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = call->TrySpan(call->UInt32(1), call->UInt32(2), out Span<byte> text);
        if (status != Status.Ok) return (int)status;
        LogLevel level = (LogLevel)call->Int32(0);
        if (level is < LogLevel.Debug or > LogLevel.Error || text.Length > LogBytesMax) return Answer(call, Status.InvalidArgument);
        host.Trace.Log(host.Tick, level, text);
        Tell(ref host, level, text);
        return Answer(call, Status.Ok);
    }

    // To whoever listens at the control line of a host that supervises its guests.
    static partial void Tell(ref HostContext host, LogLevel level, scoped ReadOnlySpan<byte> text);

    public static int ClockNow(HostCall* call)
    {
        call->Return((long)HostContext.Of(call).NowNanoseconds);
        return (int)Status.Ok;
    }

    public static int Tick(HostCall* call)
    {
        call->Return((long)HostContext.Of(call).Tick);
        return (int)Status.Ok;
    }

    public static int GpioConfigure(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        int pin = call->Int32(0);
        PinMode mode = (PinMode)call->Int32(1);
        Status status = DeviceAccess.CheckPin(in host, pin, mode == PinMode.Output ? DeviceAccess.Output : DeviceAccess.Input);
        if (status == Status.Ok) status = host.Board.Gpio.OpenPin(pin, mode);
        host.Trace.GpioMode(host.Tick, pin, mode, status);
        return Answer(call, status);
    }

    public static int GpioRead(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        int pin = call->Int32(0);
        PinValue value = PinValue.Low;
        Status status = DeviceAccess.CheckPin(in host, pin, default);
        if (status == Status.Ok) status = host.Board.Gpio.Read(pin, out value);
        host.Trace.GpioRead(host.Tick, pin, value, status);
        if (status != Status.Ok) return Answer(call, status);
        call->Return((int)value);
        return (int)Status.Ok;
    }

    public static int GpioWrite(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        int pin = call->Int32(0);
        PinValue value = call->Int32(1) == 0 ? PinValue.Low : PinValue.High;
        Status status = DeviceAccess.CheckPin(in host, pin, DeviceAccess.Output);
        if (status == Status.Ok) status = host.Board.Gpio.Write(pin, value);
        host.Trace.GpioWrite(host.Tick, pin, value, status);
        return Answer(call, status);
    }

    public static int I2cWrite(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = call->TrySpan(call->UInt32(1), call->UInt32(2), out Span<byte> data);
        if (status != Status.Ok) return (int)status;
        int address = call->Int32(0);
        if (data.Length > I2cBytesMax) return Answer(call, Status.InvalidArgument);
        status = DeviceAccess.CheckI2c(in host, address);
        if (status == Status.Ok) status = host.Board.I2c.Write(address, data);
        host.Trace.I2c(host.Tick, address, data, default, status);
        return Answer(call, status);
    }

    public static int I2cRead(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = call->TrySpan(call->UInt32(1), call->UInt32(2), out Span<byte> data);
        if (status != Status.Ok) return (int)status;
        int address = call->Int32(0);
        if (data.Length > I2cBytesMax) return Answer(call, Status.InvalidArgument);
        status = DeviceAccess.CheckI2c(in host, address);
        if (status == Status.Ok) status = host.Board.I2c.Read(address, data);
        host.Trace.I2c(host.Tick, address, default, data, status);
        return Answer(call, status);
    }

    public static int I2cWriteRead(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        Status status = call->TrySpan(call->UInt32(1), call->UInt32(2), out Span<byte> written);
        if (status != Status.Ok) return (int)status;
        status = call->TrySpan(call->UInt32(3), call->UInt32(4), out Span<byte> read);
        if (status != Status.Ok) return (int)status;
        int address = call->Int32(0);
        if (written.Length > I2cBytesMax || read.Length > I2cBytesMax) return Answer(call, Status.InvalidArgument);
        // The guest may give one buffer for both.
        Span<byte> copy = stackalloc byte[I2cBytesMax];
        copy = copy.Slice(0, written.Length);
        written.CopyTo(copy);
        status = DeviceAccess.CheckI2c(in host, address);
        if (status == Status.Ok) status = host.Board.I2c.WriteRead(address, copy, read);
        host.Trace.I2c(host.Tick, address, copy, read, status);
        return Answer(call, status);
    }

    // What the engine calls. A batch calls the functions themselves: entering C# from outside costs more than most of them do.
    [UnmanagedCallersOnly]
    private static int EnterLog(HostCall* call) => Log(call);

    [UnmanagedCallersOnly]
    private static int EnterClockNow(HostCall* call) => ClockNow(call);

    [UnmanagedCallersOnly]
    private static int EnterTick(HostCall* call) => Tick(call);

    [UnmanagedCallersOnly]
    private static int EnterGpioConfigure(HostCall* call) => GpioConfigure(call);

    [UnmanagedCallersOnly]
    private static int EnterGpioRead(HostCall* call) => GpioRead(call);

    [UnmanagedCallersOnly]
    private static int EnterGpioWrite(HostCall* call) => GpioWrite(call);

    [UnmanagedCallersOnly]
    private static int EnterI2cWrite(HostCall* call) => I2cWrite(call);

    [UnmanagedCallersOnly]
    private static int EnterI2cRead(HostCall* call) => I2cRead(call);

    [UnmanagedCallersOnly]
    private static int EnterI2cWriteRead(HostCall* call) => I2cWriteRead(call);
}
