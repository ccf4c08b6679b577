using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Errors;

namespace Nf.Rig;

/// <summary>Does a run that was recorded again, and compares.</summary>
public static class RigReplay
{
    /// <summary>The rig of a record, unless it has changed since.</summary>
    /// <param name="record">The record.</param>
    /// <param name="path">Where its file is.</param>
    /// <exception cref="NfException">DigestMismatch: the file is another one now.</exception>
    public static RigFile FileOf(RigRun record, string path)
    {
        RigFile file = RigFileReader.Read(path);
        return file.Digest == record.FileDigest ? file : throw new NfException(Status.DigestMismatch,
            $"{record.File}: the rig was changed after that run (it was {record.FileDigest[..12]}…, and is {file.Digest[..12]}…): run it anew.");
    }

    /// <summary>Where two runs differ first; null when they don't.</summary>
    /// <param name="record">The one.</param>
    /// <param name="again">The other.</param>
    public static string? Difference(RigRun record, RigRun again)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(again);
        return First("step", record.Steps, again.Steps, step => $"{step.Index}: {step.Verdict} at {step.ToSeconds} s {step.Reason}")
            ?? First("series", record.Series, again.Series, series => $"{series.Name}: {string.Join(' ', series.Points.Select(point => $"{point.Seconds}:{point.Value}"))}")
            ?? First("measurement", record.Measurements, again.Measurements, one => $"{one.Name}: {one.Value}")
            ?? First("picture", record.Pictures, again.Pictures, picture => $"{picture.Name}: {Convert.ToBase64String(picture.Png)}")
            ?? First("decisions", record.Decisions, again.Decisions, one => $"{one}");
    }

    private static string? First<T>(string what, IReadOnlyList<T> before, IReadOnlyList<T> now, Func<T, string> text)
    {
        for (int i = 0; i < Math.Max(before.Count, now.Count); i++)
        {
            string old = i < before.Count ? text(before[i]) : "nothing";
            string recent = i < now.Count ? text(now[i]) : "nothing";
            if (old != recent)
                return $"{what} {Around(old, recent)}, now {Around(recent, old)}";
        }
        return null;
    }

    // Of long texts what stands where they part.
    private static string Around(string text, string other)
    {
        const int Before = 20, Length = 80;
        int at = text.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        int start = text.Length <= Length ? 0 : Math.Max(0, Math.Min(at - Before, text.Length - Length));
        return text.Length <= Length ? text : $"…{text[start..(start + Length)]}…";
    }
}
