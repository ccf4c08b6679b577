using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Fuzz;
using Nf.Memory;
using Nf.Target;

namespace Nf.Cli;

/// <summary>
/// Hours of an emulated board with three guests: in each minute of the board's time something is done to it, and at the end of the minute
/// everything is checked.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    private const int MinuteSeconds = 60;
    private const int MinutesPerHour = 60;
    private const double NanosecondsPerSecond = 1e9;
    private const byte Thermostat = 0, Publisher = 1, Neighbour = 2;
    private const int FindingsMax = 20;
    private const int MinutesOfPeaks = 30;
    private const double NoiseEach = 1.0 / 800;
    private const int TriesOfCare = 200;

    // What the rounding of three guests' blocks may come to.
    private const uint FitBytes = 256;

    // A guest is asked a little later than the time was, and may be in the middle of a tick.
    private const double TicksOfDoubt = 2;

    private readonly FuzzRandom _random;
    private readonly SoakReport _report;
    private readonly SoakBoard _board;
    private readonly List<byte[]> _packages = [];
    private readonly double[] _periods = new double[3];

    // Time of all starts of the board before this one, and of this one, in seconds.
    private double _secondsBefore, _secondsNow;
    private SoakMoment? _last;

    // Whether what is done in this minute holds up the guests.
    private bool _isDisturbed;

    /// <summary>Turns a board on.</summary>
    /// <param name="seed">What is done, and when, follows from it; but not at which instruction: the emulator runs freely.</param>
    /// <param name="board">The board.</param>
    /// <param name="image">The host's image.</param>
    /// <exception cref="NfException">The emulator does not start.</exception>
    public SoakRun(ulong seed, BoardDescription board, string image)
    {
        _random = new FuzzRandom(seed);
        _report = new SoakReport { Seed = seed };
        // The noise has numbers of its own: how many bytes go over the line depends on this machine, and what is done must not.
        _board = new SoakBoard(board, image, new FuzzRandom(~seed));
    }

    /// <summary>Runs it, once.</summary>
    /// <param name="terminal">Told how far it is.</param>
    /// <param name="minutes">The board's minutes.</param>
    /// <exception cref="NfException">The board does not answer any more.</exception>
    public SoakReport Run(Terminal terminal, int minutes)
    {
        Stopwatch watch = Stopwatch.StartNew();
        WarmUp();
        for (int minute = 1; minute <= minutes && _report.Findings.Count < FindingsMax; minute++)
        {
            LiveThrough(minute, minute == minutes ? SoakEvent.None : Choose());
            if (minute % MinutesOfPeaks == 0 || minute == minutes)
                SeePeaks();
            if (minute % MinutesPerHour == 0)
            {
                terminal.Progress(
                    $"{minute / MinutesPerHour} hours of the board in {watch.Elapsed.TotalSeconds:0} s, {_report.Findings.Count} findings");
            }
        }
        EndLife();
        _report.LineFaults = _board.Line.Faults;
        _report.BoardSeconds = _secondsBefore;
        _report.Seconds = watch.Elapsed.TotalSeconds;
        return _report;
    }

    public void Dispose() => _board.Dispose();

    private void LiveThrough(int minute, SoakEvent happens)
    {
        double end = Elapsed() + MinuteSeconds;
        _report.Events[happens] = _report.Events.GetValueOrDefault(happens) + 1;
        _isDisturbed = happens is SoakEvent.BrokenPackage or SoakEvent.Reset or SoakEvent.PowerCut or SoakEvent.SensorAway;
        Do(happens);
        WaitFor(end);
        _board.Line.Loss = _board.Line.Corruption = 0;
        Check(minute, happens);
    }

    // All three guests, confirmed; and one package that fails, after which memory has been what it will ever be.
    private void WarmUp()
    {
        _board.SetTemperature(21);
        foreach (byte place in (byte[])[Thermostat, Publisher, Neighbour])
        {
            string path = Repository.PathOf("examples", _report.Guests[place].Name);
            _packages.Add(PackageLoader.Package(_board.Session, path).Wasm);
            Load(place, _packages[place]);
        }
        WaitFor(Elapsed() + MinuteSeconds);
        _board.Session.Tell(MessageType.Confirm, new GuestPlace { Place = Neighbour });
        _board.Session.Tell(MessageType.Start, new GuestPlace { Place = Neighbour });
        BreakPublisher();
        WaitFor(Elapsed() + MinuteSeconds);
        for (byte place = Thermostat; place <= Neighbour; place++)
            _periods[place] = Guest(place).Info.PeriodNanoseconds / NanosecondsPerSecond;
        SeePeaks();
        _last = Look();
        foreach (GuestEntry guest in _last.Guests)
        {
            _report.Guests[guest.Info.Place].See(guest.Info);
            _report.MissesAllowed += guest.Info.DeadlineMisses;
        }
    }

    private SoakEvent Choose() => _random.Below(100) switch
    {
        < 30 => SoakEvent.Temperature,
        < 40 => SoakEvent.Noise,
        < 46 => SoakEvent.Message,
        < 52 => SoakEvent.StopThermostat,
        < 58 => SoakEvent.RestartPublisher,
        < 70 => SoakEvent.StartNeighbour,
        < 76 => SoakEvent.BrokenPackage,
        < 79 => SoakEvent.Reset,
        < 81 => SoakEvent.PowerCut,
        < 82 => SoakEvent.SensorAway,
        _ => SoakEvent.None,
    };

    private void Do(SoakEvent happens)
    {
        switch (happens)
        {
            case SoakEvent.Temperature: _board.SetTemperature(_random.OneIn(2) ? 10 + _random.Below(10) : 23 + _random.Below(20)); break;
            case SoakEvent.Noise: _board.Line.Loss = _board.Line.Corruption = NoiseEach; break;
            case SoakEvent.Message: PostInVain(); break;
            case SoakEvent.StopThermostat: StopAndStart(); break;
            case SoakEvent.RestartPublisher: _board.Session.Tell(MessageType.Restart, new GuestPlace { Place = Publisher }); break;
            case SoakEvent.StartNeighbour: _board.Session.Tell(MessageType.Start, new GuestPlace { Place = Neighbour }); break;
            case SoakEvent.BrokenPackage: BreakPublisher(); break;
            case SoakEvent.Reset: EndLife(); _board.Reset(); BeginLife(); break;
            case SoakEvent.PowerCut: EndLife(); _board.CutPower(hasSensor: true); BeginLife(); break;
            case SoakEvent.SensorAway: EndLife(); _board.CutPower(hasSensor: false); BeginLife(); break;
        }
    }

    private void PostInVain()
    {
        byte[] message = new byte[_random.Below(200) + 1];
        Status status = _board.Session.TryAsk(MessageType.Post, new GuestPost { Place = Publisher }, message, out EmptyMessage _, out _);
        Expect(status == Status.NotFound, $"a message for a guest that takes none ended as {status}");
    }

    private void StopAndStart()
    {
        _board.Session.Tell(MessageType.Stop, new GuestPlace { Place = Thermostat });
        Expect(!_board.IsHeaterOn, "the heater is on while the thermostat is stopped");
        _board.Session.Tell(MessageType.Start, new GuestPlace { Place = Thermostat });
    }

    // The neighbour on trial: it fails in its second tick, or is refused because two of them do not fit.
    private void BreakPublisher()
    {
        Load(Publisher, _packages[Neighbour]);
        for (int tries = 0; tries < TriesOfCare; tries++)
        {
            GuestEntry guest = Guest(Publisher);
            if (guest.Name == _report.Guests[Publisher].Name && guest.Info is { State: GuestState.Running, IsOnTrial: false })
            {
                _report.RollBacks++;
                _report.Guests[Publisher].Renew();
                return;
            }
        }
        Find("a package that failed was not rolled back");
    }

    private void Load(byte place, byte[] package)
    {
        _board.Session.Upload(PackageLoader.Plan(place, package, null), package, _ => { });
        _board.Session.Tell(MessageType.Activate, new GuestPlace { Place = place });
    }

    private GuestEntry Guest(byte place) => _board.Session.Guest(place);

    private double Elapsed()
    {
        _board.Session.Refresh();
        double now = _board.Session.Info.UptimeNanoseconds / NanosecondsPerSecond;
        Expect(now >= _secondsNow, $"the board started anew by itself, {_secondsNow:0.000} s after its start");
        _secondsNow = now;
        return _secondsBefore + now;
    }

    private void WaitFor(double end)
    {
        while (Elapsed() < end)
            Thread.Sleep(1);
    }

    // What the board counts is taken before a reset, behind which it counts from 0 again.
    private void EndLife()
    {
        _board.Line.Loss = _board.Line.Corruption = 0;
        SoakMoment now = Look();
        for (byte place = Thermostat; place <= Neighbour; place++)
        {
            _report.Guests[place].See(now.Guests[place].Info);
            _report.Guests[place].Renew();
        }
        _report.Requests += now.Line.Executed;
        _report.RequestsRepeated += now.Line.Repeated;
        _report.FramesDamaged += now.Line.Damaged;
        _secondsBefore += _secondsNow;
        _secondsNow = 0;
    }

    private void BeginLife()
    {
        _last = null;
        Elapsed();
        string there = string.Join(' ', _board.Session.Guests().Select(guest => guest.Name));
        Expect(there == "thermostat publisher neighbour", $"after the start there are: {there}");
    }

    private SoakMoment Look()
    {
        double before = Elapsed();
        IReadOnlyList<GuestEntry> guests = _board.Session.Guests();
        BudgetQuery query = new() { Crate = (byte)CrateId.Guest };
        BudgetInfo memory = _board.Session.Ask<BudgetQuery, BudgetInfo>(MessageType.Budget, query);
        ControlCounters line = _board.Session.Ask<EmptyMessage, ControlCounters>(MessageType.Counters, default);
        return new SoakMoment(before, Elapsed(), guests, memory, line);
    }

    private void Check(int minute, SoakEvent happens)
    {
        SoakMoment now = Look();
        _report.Checks++;
        string at = $"minute {minute}, {happens}";
        foreach (GuestEntry guest in now.Guests)
            CheckGuest(at, guest, now, happens);
        Expect(_board.IsHeaterOn == (_board.HasSensor && IsCold), $"{at}: the heater is wrong at {_board.Temperature} degrees");
        CheckMemory(at, now);
        if (_last is { } last)
            Expect(now.Line.Executed > last.Line.Executed && now.Line.Replayed == last.Line.Replayed, $"{at}: the line's counters");
        _last = now;
    }

    // To the byte, until something is loaded again; then in another order it may fit a little better or worse.
    private void CheckMemory(string at, SoakMoment now)
    {
        uint used = now.MemoryUsedBytes;
        _report.MemoryUsedBytesMin = _report.Checks == 1 ? used : Math.Min(_report.MemoryUsedBytesMin, used);
        _report.MemoryUsedBytesMax = Math.Max(_report.MemoryUsedBytesMax, used);
        _report.MemoryPeakBytes = Math.Max(_report.MemoryPeakBytes, now.Memory.PeakBytes);
        if (_last is { } last && !_isDisturbed)
            Expect(used == last.MemoryUsedBytes, $"{at}: {used} bytes are used, but {last.MemoryUsedBytes} were");
        uint least = _report.MemoryUsedBytesMin, most = _report.MemoryUsedBytesMax;
        Expect(most - least <= FitBytes, $"{at}: {least} to {most} bytes were used");
        Expect(now.Memory.Refusals == 0 && now.Memory.PeakBytes <= now.Memory.LimitBytes, $"{at}: more memory was wanted than there is");
    }

    // Between 20 and 22 degrees it stays as it is; the temperatures lie outside, but for the first.
    private bool IsCold => _board.Temperature < 20;

    private void CheckGuest(string at, GuestEntry guest, SoakMoment now, SoakEvent happens)
    {
        byte place = guest.Info.Place;
        SoakGuest figures = _report.Guests[place];
        long misses = figures.Misses;
        figures.See(guest.Info);
        misses = figures.Misses - misses;
        if (_isDisturbed)
            _report.MissesAllowed += misses;
        else
            _report.MissesElsewhere += misses;
        Expect(_isDisturbed || misses == 0, $"{at}: {guest.Name} missed {misses} deadlines");
        Expect(guest.Name == figures.Name && !guest.Info.IsOnTrial, $"{at}: place {place} has {guest.Name}");
        if (place == Neighbour)
        {
            Expect(guest.Info.Faults >= guest.Info.Restarts, $"{at}: more restarts than faults");
            bool isSeen = guest.Info.State is GuestState.Running or GuestState.BackingOff or GuestState.GivenUp;
            Expect(isSeen, $"{at}: the neighbour is {guest.Info.State}");
            return;
        }
        bool isWell = guest.Info is { State: GuestState.Running, Faults: 0 };
        Expect(isWell, $"{at}: {guest.Name} is {guest.Info.State}, {guest.Info.LastFault}");
        if (_last is not { } last || _isDisturbed || happens is SoakEvent.StopThermostat or SoakEvent.RestartPublisher)
            return;
        double ticks = guest.Info.Runs - (double)last.Guests[place].Info.Runs;
        double least = ((now.From - last.To) / _periods[place]) - TicksOfDoubt;
        double most = ((now.To - last.From) / _periods[place]) + TicksOfDoubt;
        Expect(ticks >= least && ticks <= most, $"{at}: {guest.Name} had {ticks} ticks in {now.From - last.From:0.0} s");
    }

    private void SeePeaks()
    {
        _board.Session.Streams.OnTelemetry = telemetry => _report.Guests[telemetry.Place].SeePeaks(telemetry);
        _board.Session.Tell(MessageType.Subscribe, new Subscription { TelemetryMilliseconds = 100 });
        _board.Session.Listen(TimeSpan.FromMilliseconds(50));
        _board.Session.Tell(MessageType.Subscribe, default(Subscription));
    }

    private void Expect(bool holds, string finding)
    {
        if (!holds)
            Find(finding);
    }

    private void Find(string finding)
    {
        if (_report.Findings.Count < FindingsMax)
            _report.Findings.Add(finding);
    }
}
