namespace System.Runtime;

/// <summary>Binds an extern method to a C symbol with a plain call: no transition frame, no marshalling.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class RuntimeImportAttribute : Attribute
{
    /// <summary>Imports <paramref name="entry"/>; the library <c>"*"</c> stands for whatever the linker is given.</summary>
    public RuntimeImportAttribute(string dllName, string entry)
    {
    }
}
