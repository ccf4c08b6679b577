namespace System;

/// <summary>The base the compiler gives to delegates. None can be created in this world: use function pointers.</summary>
public abstract class MulticastDelegate : Delegate;
