namespace Nf.Cli;

/// <summary>How far an update was.</summary>
internal enum UpdateStage
{
    /// <summary>The package was on its way: the board has to run the old one.</summary>
    Upload,

    /// <summary>The board was told to activate it and had not answered: either may run.</summary>
    Activation,

    /// <summary>It was activated: the board has to run it, on trial or confirmed.</summary>
    Trial,

    /// <summary>It was confirmed.</summary>
    Done,
}
