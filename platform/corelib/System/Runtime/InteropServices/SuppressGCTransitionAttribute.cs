namespace System.Runtime.InteropServices;

/// <summary>The native function is short and calls nothing back; the call costs no transition.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class SuppressGCTransitionAttribute : Attribute;
