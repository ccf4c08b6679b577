using Nf.Runtime;

namespace Nf.Package;

/// <summary>The words for what becomes of a guest after a fault, on command lines, in files and in JSON.</summary>
public static class FaultPolicyName
{
    private const string Restart = "restart";
    private const string Stop = "stop";
    private const string Safe = "safe";

    /// <summary>All of them, for messages.</summary>
    public const string All = $"{Restart}, {Stop} or {Safe}";

    /// <summary>A policy's word.</summary>
    public static string Of(FaultPolicy policy) => policy switch
    {
        FaultPolicy.Stop => Stop,
        FaultPolicy.Safe => Safe,
        _ => Restart,
    };

    /// <summary>The policy of a word.</summary>
    public static bool TryParse(string text, out FaultPolicy policy)
    {
        policy = text switch { Stop => FaultPolicy.Stop, Safe => FaultPolicy.Safe, _ => FaultPolicy.Restart };
        return text is Restart or Stop or Safe;
    }
}
