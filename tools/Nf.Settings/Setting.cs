namespace Nf.Settings;

/// <summary>A setting, as `nf info` shows it.</summary>
/// <param name="Key">Its name in the file; levels are separated by a colon.</param>
/// <param name="Variable">The environment variable that sets it.</param>
/// <param name="Value">What holds.</param>
/// <param name="Origin">Who said so.</param>
/// <param name="Default">What holds when nobody says anything.</param>
/// <param name="Meaning">What it is for, with its unit.</param>
public sealed record Setting(string Key, string Variable, long Value, SettingOrigin Origin, long Default, string Meaning);
