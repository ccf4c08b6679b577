using System;
using System.Globalization;
using System.Linq;
using Nf.Build;
using Nf.Emulation;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Cli;

/// <summary>The emulated board of a soak: its power, its sensor, the heater's pin, and a session on its line.</summary>
internal sealed class SoakBoard : IDisposable
{
    private const string SensorPath = "/machine/peripheral/tmp105";
    private const string HeaterPin = "PF0";

    // The line answers in well under a millisecond; a lost answer costs so much of our time, in which minutes of the board's pass.
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromMilliseconds(100);

    private readonly BoardDescription _board;
    private readonly string _image;
    private EmulatorState _state;

    public SoakBoard(BoardDescription board, string image, FuzzRandom random)
    {
        _board = board;
        _image = image;
        _state = PowerOn(hasSensor: true, isFresh: true);
        Line = new NoisyLine(TargetLines.Open(new TargetAddress(TargetKind.Unix, _state.Uart)), random);
        Session = TargetSession.Open($"emu:{board.Name}", Line, s_answerLimit);
    }

    public NoisyLine Line { get; }

    public TargetSession Session { get; }

    public bool HasSensor { get; private set; }

    /// <summary>The room's temperature in degrees Celsius.</summary>
    public int Temperature { get; private set; }

    public bool IsHeaterOn
    {
        get
        {
            using QtestClient rig = new(_state.Rig);
            string word = rig.Execute($"readl 0x{StellarisPins.LevelAddress(StellarisPins.Parse(HeaterPin)):x}");
            return ulong.Parse(word[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) != 0;
        }
    }

    public void SetTemperature(int degrees)
    {
        Temperature = degrees;
        if (HasSensor)
            Tell(monitor => monitor.SetProperty(SensorPath, "temperature", degrees * 1000));
    }

    public void Reset() => Tell(monitor => monitor.Execute("system_reset"));

    public void CutPower(bool hasSensor)
    {
        EmulatorLaunch.Kill(_state);
        _state = PowerOn(hasSensor, isFresh: false);
        SetTemperature(Temperature);
    }

    public void Dispose()
    {
        Session?.Dispose();
        EmulatorLaunch.Kill(_state);
    }

    private EmulatorState PowerOn(bool hasSensor, bool isFresh)
    {
        HasSensor = hasSensor;
        return EmulatorLaunch.Start(hasSensor ? _board : WithoutSensor(), _image, isFresh, isFast: true);
    }

    // The emulator can't take a device off a board that runs.
    private BoardDescription WithoutSensor()
    {
        string[] all = [.. _board.Emulator.Arguments];
        int at = Array.FindIndex(all, argument => argument.StartsWith("tmp105,", StringComparison.Ordinal));
        return _board with { Emulator = _board.Emulator with { Arguments = [.. all.Where((_, i) => i != at && i != at - 1)] } };
    }

    private void Tell(Action<QmpClient> order)
    {
        using QmpClient monitor = new(_state.Monitor, () => _state.IsRunning);
        order(monitor);
    }
}
