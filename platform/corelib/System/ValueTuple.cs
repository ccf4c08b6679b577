namespace System;

/// <summary>Two values; the compiler's <c>(a, b)</c>.</summary>
public struct ValueTuple<T1, T2>
{
    /// <summary>The first value.</summary>
    public T1 Item1;

    /// <summary>The second value.</summary>
    public T2 Item2;

    /// <summary>Holds both values.</summary>
    public ValueTuple(T1 item1, T2 item2)
    {
        Item1 = item1;
        Item2 = item2;
    }
}
