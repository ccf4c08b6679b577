namespace Nf.Settings;

/// <summary>Where a setting's value comes from.</summary>
public enum SettingOrigin
{
    /// <summary>Nobody said anything else.</summary>
    Default,

    /// <summary>The settings file.</summary>
    File,

    /// <summary>An environment variable, which the file does not override.</summary>
    Environment,
}
