using System;
using System.IO;
using Nf.Errors;

namespace Nf.Simulator;

/// <summary>Files as the tools read them: what goes wrong is a line for a person.</summary>
public static class Files
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="NfException">FileNotFound or FileUnreadable.</exception>
    public static byte[] Read(string path) => Try(path, File.ReadAllBytes);

    /// <summary>Reads a whole text file.</summary>
    /// <exception cref="NfException">FileNotFound or FileUnreadable.</exception>
    public static string ReadText(string path) => Try(path, File.ReadAllText);

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="NfException">FileNotFound or FileUnreadable.</exception>
    public static Stream OpenRead(string path) => Try(path, File.OpenRead);

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="NfException">FileNotFound for a folder that there is not, or FileUnreadable.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content) => _ = Try(path, file =>
    {
        File.WriteAllBytes(file, content.Span);
        return file;
    });

    private static T Try<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NfException(Status.FileNotFound, $"{path}: no such file; check the path.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            string why = Directory.Exists(path) ? "it is a folder; give a file" : "no permission";
            throw new NfException(Status.FileUnreadable, $"{path}: {why}.", error);
        }
        catch (IOException error)
        {
            throw new NfException(Status.FileUnreadable, $"{path}: {error.Message}", error);
        }
    }
}
