using System;
using System.Collections.Generic;

namespace Nf.Runtime.Tests;

/// <summary>An object of a slot that can be told from all others, and remembers that it was released.</summary>
internal readonly struct NumberedObject(int number) : ISlotObject
{
    [ThreadStatic]
    private static List<int>? s_released;

    /// <summary>What was released on this thread, in order.</summary>
    public static List<int> Released => s_released ??= [];

    public int Number => number;

    public void Release() => Released.Add(number);
}
