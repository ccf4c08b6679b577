namespace Nf.Bench.Tests;

/// <summary>Says that everything takes three units, more than reading it twice in a row does by itself.</summary>
internal struct StepCounter : IElapsedCounter
{
    private static uint s_now;

    public static void Start() => s_now = 0;

    public static uint Now => s_now++;

    public static uint Elapsed(uint begin, uint end) => end - begin;
}
