using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Primitives;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Settings;

/// <summary>
/// What an operator may set: environment before file before default. The file is JSON and may change while the program runs; whoever
/// asked with <see cref="OnChange"/> is told, and the core gets a struct.
/// </summary>
/// <remarks>A file: <c>{ "pool": { "cap": 8, "idle_max": 2 } }</c>. An environment variable: <c>NF_POOL__CAP=8</c>. A target: <c>"target": "emu:lm3s6965evb"</c>.</remarks>
public sealed class HostSettings : IDisposable
{
    /// <summary>The environment variable that names the file.</summary>
    public const string FileVariable = "NF_SETTINGS";

    /// <summary>The file when that variable is not set, in the current folder; it need not be there.</summary>
    public const string DefaultFile = "nf.settings.json";

    /// <summary>The environment variable that names the target of `nf ps` and the like.</summary>
    public const string TargetVariable = Prefix + "TARGET";

    private const string Prefix = "NF_";
    private const string TargetKey = "target";

    private static readonly Definition[] s_definitions =
    [
        new("pool:cap", 4, 65536, "instances in use at once"),
        new("pool:idle_max", 2, 65536, "instances kept for the next taker"),
        new("pool:memory_pages_max", 256, 65536, "linear memory of an instance, in pages of 64 KiB"),
        new("pool:growth_bytes_max", 1 << 20, uint.MaxValue, "growth of linear memory after which an instance is closed, in bytes"),
        new("pool:waiters_max", 64, int.MaxValue, "takers that may wait at once"),
        new("pool:wait_ms", 1000, uint.MaxValue, "how long a taker waits, in milliseconds"),
    ];

    private readonly ConfigurationRoot _root;
    private volatile IReadOnlyList<Setting> _all;
    private Exception? _unreadable;

    /// <summary>Reads environment and file.</summary>
    /// <param name="file">The file; null takes the one of <see cref="FileVariable"/>, or <see cref="DefaultFile"/> if it is there.</param>
    /// <exception cref="NfException">
    /// FileNotFound for a file that was named; FileUnreadable for one that is not JSON; InvalidArgument for a key that does not exist, or a
    /// value that is no number of its range.
    /// </exception>
    public HostSettings(string? file = null)
    {
        string? named = file ?? Environment.GetEnvironmentVariable(FileVariable);
        FilePath = Path.GetFullPath(named ?? DefaultFile);
        if (named != null && !File.Exists(FilePath))
            throw new NfException(Status.FileNotFound, $"There is no settings file {FilePath}.");
        _root = Build();
        _all = ReadAll();
    }

    /// <summary>The file, whether it is there or not.</summary>
    public string FilePath { get; }

    /// <summary>The target that the command line speaks with when no other is named; null when there is none.</summary>
    public string? Target => Find(TargetKey).Text is { Length: > 0 } target ? target : null;

    /// <summary>Every setting that is a number, as it holds now.</summary>
    public IReadOnlyList<Setting> All => _all;

    /// <summary>What a pool is given, as it holds now.</summary>
    public PoolSettings Pool
    {
        get
        {
            IReadOnlyList<Setting> all = _all;
            return new PoolSettings
            {
                Cap = (int)Value(all, "pool:cap"),
                IdleMax = (int)Value(all, "pool:idle_max"),
                MemoryPagesMax = (uint)Value(all, "pool:memory_pages_max"),
                GrowthBytesMax = (uint)Value(all, "pool:growth_bytes_max"),
                WaitersMax = (int)Value(all, "pool:waiters_max"),
                WaitMilliseconds = (uint)Value(all, "pool:wait_ms"),
            };
        }
    }

    /// <summary>Reads environment and file again; done by itself when the file changes.</summary>
    public void Reload() => _root.Reload();

    /// <summary>Calls back whenever environment or file were read again, on the thread that did it.</summary>
    /// <param name="changed">What holds now; use <see cref="All"/> and <see cref="Pool"/>.</param>
    /// <param name="failed">What is wrong with what was read; then what held before holds on.</param>
    /// <returns>Ends the calls when it is disposed of.</returns>
    public IDisposable OnChange(Action<HostSettings> changed, Action<NfException> failed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(failed);
        return ChangeToken.OnChange(_root.GetReloadToken, () =>
        {
            try
            {
                _all = ReadAll();
            }
            catch (NfException error)
            {
                failed(error);
                return;
            }
            changed(this);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private ConfigurationRoot Build()
    {
        ConfigurationBuilder builder = new();
        builder.AddJsonFile(source =>
        {
            source.Path = FilePath;
            source.Optional = true;
            source.ReloadOnChange = true;
            source.ResolveFileProvider();
            // Kept for whoever reads the settings: thrown here, it would end a thread of the file system's watcher.
            source.OnLoadException = context =>
            {
                _unreadable = context.Exception;
                context.Ignore = true;
            };
        });
        builder.AddEnvironmentVariables(Prefix);
        return (ConfigurationRoot)builder.Build();
    }

    private List<Setting> ReadAll()
    {
        if (Interlocked.Exchange(ref _unreadable, null) is { } error)
            throw new NfException(Status.FileUnreadable, $"{FilePath}: {FirstLine(error.InnerException ?? error)}", error);
        string[] known = [.. s_definitions.Select(definition => definition.Key), TargetKey];
        // Of the environment only what begins like a setting is ours; of the file everything.
        IEnumerable<string> found = _root.AsEnumerable().Where(pair => pair.Value != null).Select(pair => pair.Key)
            .Where(key => key.StartsWith("pool:", StringComparison.OrdinalIgnoreCase) || Find(key).Origin == SettingOrigin.File);
        if (found.FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new NfException(Status.InvalidArgument, $"There is no setting {unknown}: there are {string.Join(", ", known)}.");
        return [.. s_definitions.Select(Read)];
    }

    private Setting Read(Definition definition)
    {
        (string? text, SettingOrigin origin) = Find(definition.Key);
        Setting setting = new(definition.Key, definition.Variable, definition.Default, origin, definition.Default, definition.Meaning);
        if (text == null)
            return setting;
        bool valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= definition.Max;
        string place = origin == SettingOrigin.File ? FilePath : definition.Variable;
        return valid ? setting with { Value = value } : throw new NfException(Status.InvalidArgument,
            $"{definition.Key} is '{text}' ({place}), but must be a whole number from 0 to {definition.Max}.");
    }

    // The provider that was added last wins.
    private (string? Text, SettingOrigin Origin) Find(string key)
    {
        foreach (IConfigurationProvider provider in _root.Providers.Reverse())
        {
            if (provider.TryGet(key, out string? text) && text != null)
                return (text, provider is EnvironmentVariablesConfigurationProvider ? SettingOrigin.Environment : SettingOrigin.File);
        }
        return (null, SettingOrigin.Default);
    }

    private static long Value(IReadOnlyList<Setting> all, string key) => all.First(setting => setting.Key == key).Value;

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].TrimEnd();

    private sealed record Definition(string Key, long Default, long Max, string Meaning)
    {
        public string Variable { get; } = Prefix + Key.ToUpperInvariant().Replace(":", "__", StringComparison.Ordinal);
    }
}
