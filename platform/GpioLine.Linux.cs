using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>One line of a GPIO chip that this process uses: its descriptor, and what is known of its level.</summary>
internal unsafe struct GpioLine
{
    private const int NonBlockingReads = 0x800;
    private const int SetFlags = 4;
    private const int EventsPerRead = 4;
    private const int DeviceBusy = 16;

    // One more than the descriptor, so that 0 is none.
    private int _file;
    private PinMode _mode;
    private PinEdges _watched;
    private uint _eventsSeen;

    /// <summary>Whether it is in use.</summary>
    public readonly bool IsOpen => _file != 0;

    /// <summary>Its use.</summary>
    public readonly PinMode Mode => _mode;

    /// <summary>The edges that somebody waits for.</summary>
    public readonly PinEdges Watched => _watched;

    /// <summary>The level that was reported last.</summary>
    public PinValue Level { get; private set; }

    /// <summary>Whether the kernel told of an edge since the line is watched: then nobody needs to look by himself.</summary>
    public bool HasToldEdges { get; private set; }

    /// <summary>Asks the chip for the line, or uses it in another way from now on.</summary>
    /// <returns><see cref="Status.Ok"/>; <see cref="Status.Busy"/> when another process uses it; <see cref="Status.IoError"/>.</returns>
    public Status Open(int chip, int line, PinMode mode)
    {
        _watched = PinEdges.None;
        GpioLineConfiguration configuration = new() { Flags = FlagsOf(mode) };
        Status status = IsOpen ? Configure(&configuration) : Request(chip, line, in configuration);
        if (status == Status.Ok)
            _mode = mode;
        return status;
    }

    /// <summary>Reads the level.</summary>
    public readonly Status Read(out PinValue value)
    {
        GpioLineLevels levels = new() { Mask = 1 };
        int result = ioctl(_file - 1, LinuxRequests.GpioReadLine, &levels);
        value = result == 0 && (levels.Bits & 1) != 0 ? PinValue.High : PinValue.Low;
        return result == 0 ? Status.Ok : Status.IoError;
    }

    /// <summary>Drives the line.</summary>
    public readonly Status Write(PinValue value)
    {
        GpioLineLevels levels = new() { Mask = 1, Bits = (ulong)value };
        return ioctl(_file - 1, LinuxRequests.GpioWriteLine, &levels) == 0 ? Status.Ok : Status.IoError;
    }

    /// <summary>
    /// Has the kernel tell of edges, or no more. It tells of both, so that the level is always known; a line that has no interrupt tells of
    /// none.
    /// </summary>
    public Status Watch(PinEdges edges)
    {
        GpioLineConfiguration configuration = new() { Flags = FlagsOf(_mode) };
        if (edges == PinEdges.None)
        {
            WakeSet.Remove(_file - 1);
            _watched = PinEdges.None;
            return Configure(&configuration);
        }
        if (_watched == PinEdges.None)
        {
            configuration.Flags |= GpioLineConfiguration.BothEdges;
            _ = Configure(&configuration);
            HasToldEdges = false;
            WakeSet.Add(_file - 1, alsoRoom: false);
        }
        _watched = edges;
        Status status = Read(out PinValue level);
        Level = level;
        return status;
    }

    /// <summary>Takes what the kernel told since the last time. One system call when that is nothing.</summary>
    /// <param name="pin">The pin that the line is.</param>
    /// <param name="edges">Gets the edges that are watched.</param>
    /// <returns>Edges that the kernel had no room for.</returns>
    public uint TakeEvents(int pin, ref EdgeQueue edges)
    {
        GpioLineEvent* events = stackalloc GpioLineEvent[EventsPerRead];
        uint lost = 0;
        nint bytes;
        while ((bytes = read(_file - 1, events, (nuint)(EventsPerRead * sizeof(GpioLineEvent)))) > 0)
        {
            HasToldEdges = true;
            for (int i = 0; i < bytes / sizeof(GpioLineEvent); i++)
            {
                lost += events[i].LineSequence - _eventsSeen - 1;
                _eventsSeen = events[i].LineSequence;
                Note(pin, events[i].Level, ref edges);
            }
        }
        return lost;
    }

    /// <summary>Looks at the level, for a line of which the kernel may not tell.</summary>
    public void Look(int pin, ref EdgeQueue edges)
    {
        if (Read(out PinValue level) == Status.Ok)
            Note(pin, level, ref edges);
    }

    // An edge that a look had found already comes again from the kernel, with the level that is known.
    private void Note(int pin, PinValue level, ref EdgeQueue edges)
    {
        PinEdges edge = level == PinValue.High ? PinEdges.Rising : PinEdges.Falling;
        if (level != Level && (_watched & edge) != 0)
            edges.Put(new PinEdge(pin, level));
        Level = level;
    }

    private Status Request(int chip, int line, in GpioLineConfiguration configuration)
    {
        GpioLineRequest request = new() { Line = (uint)line, Configuration = configuration, LineCount = 1 };
        "nfd"u8.CopyTo(request.Consumer);
        if (ioctl(chip, LinuxRequests.GpioRequestLine, &request) != 0)
            return *__errno_location() == DeviceBusy ? Status.Busy : Status.IoError;
        _file = request.FileDescriptor + 1;
        _eventsSeen = 0;
        return fcntl(request.FileDescriptor, SetFlags, NonBlockingReads) == 0 ? Status.Ok : Status.IoError;
    }

    private readonly Status Configure(GpioLineConfiguration* configuration) =>
        ioctl(_file - 1, LinuxRequests.GpioConfigureLine, configuration) == 0 ? Status.Ok : Status.IoError;

    private static ulong FlagsOf(PinMode mode) => mode switch
    {
        PinMode.Output => GpioLineConfiguration.Output,
        PinMode.InputPullUp => GpioLineConfiguration.Input | GpioLineConfiguration.PullUp,
        _ => GpioLineConfiguration.Input,
    };

    [DllImport("libc")]
    private static extern int ioctl(int file, nuint request, void* argument);

    [DllImport("libc")]
    private static extern int fcntl(int file, int command, nint argument);

    [DllImport("libc")]
    private static extern nint read(int file, void* data, nuint count);

    [DllImport("libc")]
    private static extern int* __errno_location();
}
