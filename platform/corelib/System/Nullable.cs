namespace System;

/// <summary>A value or nothing; the compiler's <c>T?</c>.</summary>
public readonly struct Nullable<T>
    where T : struct
{
    // The order and the names of the fields are what the ahead-of-time compiler expects.
    private readonly bool hasValue;
    private readonly T value;

    /// <summary>Holds <paramref name="value"/>.</summary>
    public Nullable(T value)
    {
        this.value = value;
        hasValue = true;
    }

    /// <summary>Whether there is a value. O(1).</summary>
    public bool HasValue => hasValue;

    /// <summary>The value; a fault when there is none. O(1).</summary>
    public T Value
    {
        get
        {
            if (!hasValue)
                Internal.Runtime.CompilerHelpers.Fault.Raise(Internal.Runtime.CompilerHelpers.FaultKind.NoValue);
            return value;
        }
    }

    /// <summary>The value, or all zeros when there is none. O(1).</summary>
    public T GetValueOrDefault() => value;

    /// <summary>The value, or <paramref name="defaultValue"/> when there is none. O(1).</summary>
    public T GetValueOrDefault(T defaultValue) => hasValue ? value : defaultValue;

    /// <summary>Holds <paramref name="value"/>.</summary>
    public static implicit operator T?(T value) => new Nullable<T>(value);

    /// <summary>The value; a fault when there is none.</summary>
    public static explicit operator T(T? value) => value!.Value;
}
