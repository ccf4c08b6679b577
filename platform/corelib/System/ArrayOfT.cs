namespace System;

/// <summary>What the ahead-of-time compiler gives to arrays of a known element. None can be created in this world.</summary>
internal abstract class Array<T> : Array;
