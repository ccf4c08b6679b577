namespace System;

/// <summary>A type as an object; only attributes name one.</summary>
public abstract class Type;
