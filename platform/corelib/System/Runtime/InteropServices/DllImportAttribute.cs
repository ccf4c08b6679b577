namespace System.Runtime.InteropServices;

/// <summary>Binds an extern method to a C function. The library is linked into the image; its name only tells where a desktop finds it.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DllImportAttribute : Attribute
{
    /// <summary>Imports from <paramref name="dllName"/>.</summary>
    public DllImportAttribute(string dllName)
    {
        Value = dllName;
    }

    /// <summary>The library.</summary>
    public string Value { get; }

    /// <summary>The symbol; the method's own name when not given.</summary>
    public string? EntryPoint;

    /// <summary>How text would cross.</summary>
    public CharSet CharSet;

    /// <summary>Whether the symbol is taken as it is written. Here it always is.</summary>
    public bool ExactSpelling;

    /// <summary>Whether <c>errno</c> is kept. Not offered here.</summary>
    public bool SetLastError;

    /// <summary>How the function is called.</summary>
    public CallingConvention CallingConvention;
}
