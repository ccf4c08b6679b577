using System;
using System.IO;
using Nf.Target;

namespace Nf.Rig;

/// <summary>
/// What a rig works on: a control line to a firmware host, and whatever else of the world around it the rig can reach. Each ability that a
/// target lacks has a reason, and no member that needs it is called then. One thread.
/// </summary>
public interface IRigTarget : IDisposable
{
    /// <summary>The target, as on the command line: "sim", "emu:lm3s6965evb".</summary>
    string Name { get; }

    /// <summary>
    /// The conversation with the firmware host, from <see cref="TurnOn"/> on; it goes on behind a restart, another one may stand here after a
    /// power cut.
    /// </summary>
    TargetSession Session { get; }

    /// <summary>
    /// Whether the target's time can be held and stepped (<c>Advance</c>). The runner does that; a target whose devices are real goes on in
    /// real time.
    /// </summary>
    bool IsStepped { get; }

    /// <summary>Why the target can't do something.</summary>
    /// <param name="ability">What.</param>
    /// <param name="wire">With which wire; null when it is about none.</param>
    /// <returns>The reason in a sentence, without a full stop; null when it can.</returns>
    string? WhyNot(RigAbility ability, RigWire? wire = null);

    /// <summary>
    /// Turns the power on for the first time, with an empty store, and greets the target. The sensors measure what was set before; time is
    /// held (<c>Advance(0, isStepped)</c>) as early as can be if <see cref="IsStepped"/>.
    /// </summary>
    void TurnOn();

    /// <summary>Says what a sensor measures; also before <see cref="TurnOn"/>. Holds over power cuts.</summary>
    /// <param name="wire">The sensor.</param>
    /// <param name="milliCelsius">Thousandths of a degree; null: it does not answer any more.</param>
    void SetTemperature(RigWire wire, int? milliCelsius);

    /// <summary>Drives an input pin. Holds over power cuts.</summary>
    /// <param name="wire">The pin.</param>
    /// <param name="isHigh">Its level.</param>
    void DrivePin(RigWire wire, bool isHigh);

    /// <summary>The level of a pin now, driven by the target or by the rig.</summary>
    bool ReadPin(RigWire wire);

    /// <summary>What the display shows, as a PNG file.</summary>
    byte[] TakePicture();

    /// <summary>Cuts the power in the middle of whatever the target does, and turns it on again, with all that <see cref="TurnOn"/> does but the empty store.</summary>
    /// <param name="whileOff">Changes bytes of the store's medium while the power is off; null: nothing does.</param>
    void CutPower(Action<Stream>? whileOff = null);

    /// <summary>
    /// Lets the power fail by itself within the next piece of an upload that the target gets. Its line is broken then, and
    /// <see cref="CutPower"/> brings it back.
    /// </summary>
    /// <param name="part">Where in the piece, from 0 to 1.</param>
    /// <returns>Whether the target can choose such a moment; if not, the runner cuts between two pieces.</returns>
    bool TryArmPowerCut(double part);

    /// <summary>Restarts the target, as its reset pin would, and holds its time again.</summary>
    void Reboot();

    /// <summary>Makes the target's processor hang, waits until the watchdog has restarted it, and holds its time again.</summary>
    void Hang();

    /// <summary>Loses and changes bytes on the control line, both ways, from now on.</summary>
    /// <param name="faults">How many; <see cref="LineFaults.None"/> ends it.</param>
    void DisturbLine(LineFaults faults);
}
