namespace System.Runtime.InteropServices;

/// <summary>The method is called from C; <see cref="EntryPoint"/> is its symbol.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UnmanagedCallersOnlyAttribute : Attribute
{
    /// <summary>The symbol under which C sees the method.</summary>
    public string? EntryPoint;

    /// <summary>Calling conventions; the platform's own when not given.</summary>
    public Type[]? CallConvs;
}
