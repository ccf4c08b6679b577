namespace System;

/// <summary>What the compiler hands over for a field that is named in the source; without use at run time.</summary>
public struct RuntimeFieldHandle;
