using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Fuzz;
using Nf.Platform;

namespace Nf.Rig;

/// <summary>Does what steps do to a target, or see there at once.</summary>
internal sealed class RigActions(RigWorld world)
{
    private const int PageBytes = 256;

    public void Ramp(RampStep step)
    {
        world.Pass(step.OverNanoseconds, passed => Reach(passed));
        Reach(step.OverNanoseconds);

        void Reach(ulong passed)
        {
            double part = passed / (double)step.OverNanoseconds;
            world.Set(new RigSetting(step.Sensor, step.From + (int)Math.Round((step.To - step.From) * part)));
        }
    }

    public void Press(PressStep step)
    {
        world.Set(new RigSetting(step.Button, step.Level));
        world.Pass(step.ForNanoseconds);
        world.Set(new RigSetting(step.Button, 1 - step.Level));
    }

    public StepOutcome Load(LoadStep step)
    {
        try
        {
            RigLoader.Load(world, step.Package);
        }
        catch (NfException error) when (step.Refused != null)
        {
            return error.Status.ToString() == step.Refused
                ? StepOutcome.Passed
                : StepOutcome.Unexpected($"that it is refused as {step.Refused}", $"{error.Status}: {error.Message}");
        }
        return step.Refused == null ? StepOutcome.Passed : StepOutcome.Unexpected($"that it is refused as {step.Refused}", "that it was taken");
    }

    public void Order(GuestStep step)
    {
        byte place = world.PlaceOf(step.Guest);
        world.Session.Tell(step.Order, new GuestPlace { Place = place }, $"place {place}");
        world.Clock.Settle();
    }

    public void Post(PostStep step)
    {
        byte place = world.PlaceOf(step.Guest);
        world.Session.Tell(MessageType.Post, new GuestPost { Place = place }, $"place {place}", Encoding.UTF8.GetBytes(step.Content));
        world.Clock.Settle();
    }

    public void CutPower(CutPowerStep step, FuzzRandom random)
    {
        if (step.During is { } package)
            LoadUntilCut(package, random);
        world.Target.CutPower();
        Begin(ResetCause.PowerOn);
    }

    public void Reboot()
    {
        world.Target.Reboot();
        Begin(ResetCause.Pin);
    }

    public void Hang()
    {
        world.Target.Hang();
        Begin(ResetCause.Watchdog);
    }

    public void Corrupt(CorruptStep step, FuzzRandom random)
    {
        world.Target.CutPower(medium => Change(medium, step, random));
        Begin(ResetCause.PowerOn);
    }

    public void Disturb(LineStep step, FuzzRandom random) =>
        world.Target.DisturbLine(new LineFaults(step.Loss, step.Corruption, step.Seed ?? random.Next()));

    public StepOutcome Picture(PictureStep step)
    {
        byte[] png = world.Target.TakePicture();
        world.Recorder.Pictures.Add(new RigPicture(step.Name, png, world.Clock.Seconds));
        if (step.DiffersFrom is { } other && IsSame(other))
            return StepOutcome.Unexpected($"a picture that differs from {other}", "the same one");
        return step.SameAs is { } same && !IsSame(same)
            ? StepOutcome.Unexpected($"the same picture as {same}", "another one")
            : StepOutcome.Passed;

        bool IsSame(string name) => world.Recorder.Pictures.Last(picture => picture.Name == name && !ReferenceEquals(picture.Png, png)).Png.AsSpan().SequenceEqual(png);
    }

    public StepOutcome Measure(MeasureStep step)
    {
        string figure = step.Figure switch { RigFigure.Fuel => "fuel-peak", RigFigure.Response => "response-ms", _ => "memory" };
        double value = double.Parse(RigExpectations.Figure(world, world.PlaceOf(step.Guest), figure), CultureInfo.InvariantCulture);
        string unit = MeasureStep.Unit(step.Figure);
        world.Recorder.Measurements.Add(new RigMeasurement(step.Name, value, unit, step.AtMost));
        return step.AtMost is { } limit && value > limit
            ? StepOutcome.Unexpected($"{step.Name} of at most {RigText.Number(limit)} {unit}", $"{RigText.Number(value)} {unit}")
            : StepOutcome.Passed;
    }

    private void Begin(ResetCause cause)
    {
        world.KnownReset = cause;
        world.BeginLife();
    }

    // Between two pieces that the seed chooses, and within the second one where the target can.
    private void LoadUntilCut(RigPackage package, FuzzRandom random)
    {
        int bytes = RigLoader.Bytes(world.Session, package).Length;
        int moment = random.Below(bytes);
        double part = random.Below(PageBytes) / (double)PageBytes;
        bool isArmed = false;
        try
        {
            RigLoader.Load(world, package, reached =>
            {
                if (isArmed || reached < moment)
                    return;
                isArmed = world.Target.TryArmPowerCut(part) ? true : throw new PowerCutException();
            });
        }
        catch (PowerCutException)
        {
            // As intended.
        }
        catch (NfException) when (isArmed)
        {
            // The line broke, because the power failed.
        }
    }

    private static void Change(Stream medium, CorruptStep step, FuzzRandom random)
    {
        byte[] bytes = new byte[medium.Length];
        medium.ReadExactly(bytes);
        List<int> used = [.. Enumerable.Range(0, bytes.Length / PageBytes).Where(page => HoldsSomething(bytes.AsSpan(page * PageBytes, PageBytes)))];
        if (step.At >= bytes.Length || (step.At == null && used.Count == 0))
            throw new NfException(Status.OutOfRange, $"The store's medium has {bytes.Length} bytes, and {used.Count} pages that hold something.");
        for (int i = 0; i < step.Bytes; i++)
        {
            long at = step.At + i ?? (random.Of(used) * PageBytes) + random.Below(PageBytes);
            bytes[at % bytes.Length] ^= (byte)(1 + random.Below(byte.MaxValue));
        }
        medium.Position = 0;
        medium.Write(bytes);
    }

    private static bool HoldsSomething(ReadOnlySpan<byte> page) => page.ContainsAnyExcept(page[0]);

    private sealed class PowerCutException : Exception;
}
