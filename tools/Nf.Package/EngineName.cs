using Nf.Runtime;

namespace Nf.Package;

/// <summary>The words for engines on command lines, in files and in JSON.</summary>
public static class EngineName
{
    private const string Interpreter = "interpreter";
    private const string Aot = "aot";

    /// <summary>All of them, for messages.</summary>
    public const string All = $"{Interpreter} or {Aot}";

    /// <summary>An engine's word.</summary>
    public static string Of(GuestEngine engine) => engine == GuestEngine.Aot ? Aot : Interpreter;

    /// <summary>The engine of a word.</summary>
    public static bool TryParse(string text, out GuestEngine engine)
    {
        engine = text == Aot ? GuestEngine.Aot : GuestEngine.Interpreter;
        return text is Aot or Interpreter;
    }
}
