namespace Nf.Build;

/// <summary>Names of object files, by which the size report knows them in the linker's map.</summary>
internal static class ObjectNames
{
    public const string CSharp = "csharp.o";
    public const string Guest = "guest.o";
    public const string AheadSet = "ahead.o";
    public const string AheadModule = "module.o";
    public const string StartupPrefix = "startup-";
}
