namespace System;

/// <summary>The base of every array. None can be created in this world.</summary>
public abstract class Array;
