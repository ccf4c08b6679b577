namespace System;

/// <summary>What the compiler hands over for a method that is named in the source; without use at run time.</summary>
public struct RuntimeMethodHandle;
