namespace System;

/// <summary>The type the compiler asks of what follows <c>throw</c>. A program that throws one does not link.</summary>
public class Exception
{
    /// <summary>An exception without a text.</summary>
    public Exception()
    {
    }

    /// <summary>An exception with a text.</summary>
    public Exception(string? message)
    {
        Message = message;
    }

    /// <summary>The text.</summary>
    public virtual string? Message { get; }
}
