using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>The eight lines of the machine's GPIO controller, a PL061, seen from outside: what a program in the machine drives, and what it reads.</summary>
/// <remarks>Source: ARM PrimeCell GPIO (PL061), DDI 0190B, GPIODATA; QEMU documentation, system/arm/virt.</remarks>
public sealed class MachinePins : IDisposable
{
    /// <summary>How many lines there are.</summary>
    public const int LineCount = 8;

    // GPIODATA with all bits of the address mask set: all lines at once.
    private const string LevelsAddress = "0x090303fc";

    private readonly QtestClient _rig;
    private readonly string _controller;

    /// <summary>Connects.</summary>
    /// <param name="monitor">The emulator's monitor.</param>
    /// <param name="path">The socket of the emulator's rig.</param>
    /// <exception cref="NfException">EmulatorFailed.</exception>
    public MachinePins(QmpClient monitor, string path)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        _rig = new QtestClient(path);
        _controller = Find(monitor);
    }

    /// <summary>Whether a line is high.</summary>
    /// <param name="line">0 to 7.</param>
    public bool IsHigh(int line)
    {
        string word = _rig.Execute($"readl {LevelsAddress}");
        ulong levels = ulong.Parse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (levels & (1UL << line)) != 0;
    }

    /// <summary>Drives an input.</summary>
    /// <param name="line">0 to 7.</param>
    /// <param name="isHigh">The level.</param>
    public void Drive(int line, bool isHigh)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(line, LineCount);
        _ = _rig.Execute($"set_irq_in {_controller} unnamed-gpio-in {line} {(isHigh ? 1 : 0)}");
    }

    /// <inheritdoc/>
    public void Dispose() => _rig.Dispose();

    // The emulator numbers the devices of a machine in an order of its own.
    private static string Find(QmpClient monitor)
    {
        const string Folder = "/machine/unattached";
        JsonNode? devices = monitor.Query("qom-list", new JsonObject { ["path"] = Folder });
        string? name = devices!.AsArray().FirstOrDefault(device => (string)device!["type"]! == "child<pl061>")?["name"]?.GetValue<string>();
        return name == null ? throw new NfException(Status.EmulatorFailed, "The emulated machine has no GPIO controller.") : $"{Folder}/{name}";
    }
}
