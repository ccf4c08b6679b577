namespace System.Runtime.InteropServices;

/// <summary>How text would cross to C; text never does here.</summary>
public enum CharSet
{
    /// <summary>Not given.</summary>
    None = 1,

    /// <summary>Bytes.</summary>
    Ansi = 2,

    /// <summary>UTF-16.</summary>
    Unicode = 3,

    /// <summary>As the platform does.</summary>
    Auto = 4,
}
