using System;

namespace Nf.OnTarget;

/// <summary>Where self-tests say what they found: a console on a target, MSTest on a desktop.</summary>
public interface IReport
{
    /// <summary>Notes the result of one self-test.</summary>
    /// <param name="name">Its name, unique among all.</param>
    /// <param name="passed">Whether it held.</param>
    void Record(ReadOnlySpan<byte> name, bool passed);

    /// <summary>Notes the result of one self-test that knows what it expected.</summary>
    /// <param name="name">Its name, unique among all.</param>
    /// <param name="check">What it found.</param>
    void Record(ReadOnlySpan<byte> name, in Check check);
}
