namespace Nf.Platform;

/// <summary>What a pin is used for. The numbers are those that guests pass.</summary>
public enum PinMode
{
    /// <summary>The pin is read; undriven, its level is Low on a simulated pin and undefined on a real one.</summary>
    Input = 0,

    /// <summary>The pin is driven; it starts Low.</summary>
    Output = 1,

    /// <summary>The pin is read; undriven, its level is High.</summary>
    InputPullUp = 2,
}
