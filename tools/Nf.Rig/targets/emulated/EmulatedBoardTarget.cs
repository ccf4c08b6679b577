using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Rig;

/// <summary>A board that is emulated as a whole: "emu:BOARD", or "emu:BOARD:MEDIUM" with another medium of its store.</summary>
internal sealed class EmulatedBoardTarget : IRigTarget
{
    private const string Prefix = "emu:";

    // About what a piece of an upload takes on each medium; each byte to or from it is a store to a register.
    private const int StoresPerPiece = 250;

    private static readonly TimeSpan s_resetLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_disturbedAnswerLimit = TimeSpan.FromMilliseconds(250);

    private readonly BoardDescription _board;
    private readonly RigSetup _setup;
    private readonly IReadOnlyDictionary<int, string> _sensors;
    private readonly Dictionary<int, int> _temperatures = [];
    private readonly WorkFolder _work = new();
    private readonly EmulatedPins _pins = new();
    private readonly bool _countsStores;
    private string _image = "";
    private PoweredBoard? _power;
    private NoisyLine? _line;
    private LineFaults _faults;

    private EmulatedBoardTarget(string name, RigSetup setup)
    {
        Name = name;
        _setup = setup;
        _board = BoardOf(name);
        _sensors = RigSensors.Of(_board);
        _countsStores = CutPlugin.Knows(_board) && RigFile.Flatten(setup.File.Steps).Any(step => step is CutPowerStep { During: not null });
    }

    /// <summary>This kind of target.</summary>
    public static RigTargetKind Kind { get; } = new(
        "emu:BOARD", ["emu:lm3s6965evb", "emu:mps2-an500", "emu:netduinoplus2"],
        (name, need) => EmulatedBoardAbilities.WhyNot(BoardOf(name), need),
        (name, setup) => new EmulatedBoardTarget(name, setup));

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TargetSession Session => Power.Session;

    /// <inheritdoc/>
    public bool IsStepped => true;

    private PoweredBoard Power => _power ?? throw new NfException(Status.EmulatorFailed, $"{Name}: it has no power.");

    /// <inheritdoc/>
    public string? WhyNot(RigAbility ability, RigWire? wire = null) => EmulatedBoardAbilities.WhyNot(_board, new RigNeed(ability, wire));

    /// <inheritdoc/>
    public void TurnOn()
    {
        _image = HostImage.Build(_setup.Progress, _board, []);
        if (_countsStores)
            CutPlugin.Build();
        _board.Store?.MakeFile(_work.Medium);
        PowerUp();
    }

    /// <inheritdoc/>
    public void SetTemperature(RigWire wire, int? milliCelsius)
    {
        _temperatures[wire.Number] = milliCelsius!.Value;
        SetSensor(Power.Monitor, wire.Number, milliCelsius.Value);
    }

    /// <inheritdoc/>
    public void DrivePin(RigWire wire, bool isHigh) => _pins.Drive(wire.PinName, isHigh);

    /// <inheritdoc/>
    public bool ReadPin(RigWire wire) => _pins.Read(wire.PinName);

    /// <inheritdoc/>
    public byte[] TakePicture()
    {
        string file = Path.Combine(_work.Path, "picture.png");
        Power.Monitor.Execute("screendump", new JsonObject { ["filename"] = file, ["format"] = "png" });
        return File.ReadAllBytes(file);
    }

    /// <inheritdoc/>
    public void CutPower(Action<Stream>? whileOff = null)
    {
        PowerDown();
        if (whileOff != null)
        {
            using FileStream medium = new(_work.Medium, FileMode.Open, FileAccess.ReadWrite);
            whileOff(medium);
        }
        PowerUp();
    }

    /// <inheritdoc/>
    public bool TryArmPowerCut(double part)
    {
        if (_countsStores)
            _work.Counter.Cut(new CutPoint(1 + (int)(part * StoresPerPiece), 0, 0));
        return _countsStores;
    }

    /// <inheritdoc/>
    public void Reboot()
    {
        Power.Monitor.Execute("system_reset");
        BeginAgain();
    }

    /// <inheritdoc/>
    public void Hang()
    {
        string socket = Path.Combine(_work.Path, "gdb");
        Power.Monitor.ExecuteHuman($"gdbserver {EmulatorLine.Socket(socket)}");
        HungInstruction hung;
        using (GdbStub processor = new(socket))
            hung = processor.HangProcessor();
        Power.Monitor.WaitForEvent("WATCHDOG", s_resetLimit);
        Power.Monitor.WaitForEvent("RESET", s_resetLimit);
        using (GdbStub processor = new(socket))
            processor.Mend(hung);
        BeginAgain();
    }

    /// <inheritdoc/>
    public void DisturbLine(LineFaults faults)
    {
        _faults = faults;
        faults.ApplyTo(_line!);
        Session.Timeout = AnswerLimit;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        PowerDown();
        _pins.Dispose();
        _work.Dispose();
    }

    private TimeSpan AnswerLimit => _faults == LineFaults.None ? new PowerOptions().AnswerLimit : s_disturbedAnswerLimit;

    private static BoardDescription BoardOf(string name)
    {
        string[] parts = name[Prefix.Length..].Split(':', 2);
        BoardDescription board = BoardReader.Read(parts[0]).WithStore(parts.Length == 2 ? parts[1] : null);
        return board.IsCortexM ? board : throw new NfException(Status.NotSupported, $"{name}: {board.Name} is a system, not a board; its target is {board.Name}.");
    }

    private void PowerUp()
    {
        _power = PoweredBoard.TurnOn(_board, _image, _work.Path, new PowerOptions
        {
            Time = EmulatorTime.Counted,
            Counter = _countsStores ? _work.Counter : null,
            HasRig = true,
            AnswerLimit = AnswerLimit,
            Line = Wrap,
            BeforeStart = SetUp,
        });
        _pins.DriveAgain();
    }

    private void PowerDown()
    {
        _power?.Dispose();
        _power = null;
    }

    // The board keeps its power, so its sensors keep what they measure; its pins let go what was driven.
    private void BeginAgain()
    {
        _pins.DriveAgain();
        Power.HoldAgain();
    }

    private NoisyLine Wrap(TargetLine line)
    {
        FuzzRandom random = _line?.Random ?? new FuzzRandom(0);
        _line = new NoisyLine(line, random) { Loss = _faults.Loss, Corruption = _faults.Corruption };
        return _line;
    }

    private void SetUp(QmpClient monitor)
    {
        foreach ((int address, int milliCelsius) in _temperatures)
            SetSensor(monitor, address, milliCelsius);
        _pins.Connect(PoweredBoard.RigSocket(_work.Path));
    }

    private void SetSensor(QmpClient monitor, int address, int milliCelsius) =>
        monitor.SetProperty($"/machine/peripheral/{_sensors[address]}", "temperature", milliCelsius);
}
