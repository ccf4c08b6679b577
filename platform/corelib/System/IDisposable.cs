namespace System;

/// <summary>Something that gives back what it took; for <c>using</c>.</summary>
public interface IDisposable
{
    /// <summary>Gives back what was taken. A second call does nothing.</summary>
    void Dispose();
}
