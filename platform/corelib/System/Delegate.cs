namespace System;

/// <summary>The base of every delegate. None can be created in this world</summary>
public abstract class Delegate;
