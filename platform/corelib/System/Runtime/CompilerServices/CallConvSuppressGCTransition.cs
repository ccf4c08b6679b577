namespace System.Runtime.CompilerServices;

/// <summary>A call without a transition, in a function pointer's type: the function is short and calls nothing back.</summary>
public class CallConvSuppressGCTransition;
