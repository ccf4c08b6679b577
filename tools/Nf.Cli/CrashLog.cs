using System;
using System.Globalization;
using System.IO;
using Nf.Build;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>Keeps what a person needn't see of an unexpected failure.</summary>
internal static class CrashLog
{
    /// <summary>Writes everything about an exception into a new file below build/.</summary>
    /// <returns>The file's path as a person writes it.</returns>
    public static string Write(Exception error)
    {
        try
        {
            string folder = Directory.CreateDirectory(Repository.PathOf("build", "log")).FullName;
            string time = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            string path = Path.Combine(folder, $"crash-{time}-{Environment.ProcessId}.log");
            File.WriteAllText(path, $"{Environment.CommandLine}\n{error}\n");
            return Repository.Relative(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NfException)
        {
            return $"no file, since it could not be written ({failure.Message})";
        }
    }
}
