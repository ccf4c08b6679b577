using System;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;
using Nf.Runtime;
using Nf.Runtime.Tests;

namespace Nf.Settings.Tests;

/// <summary>Settings: who wins, what is refused, and that a pool follows them while it runs.</summary>
[TestClass]
[DoNotParallelize]
public sealed class HostSettingsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("nf settings ").FullName, "nf.settings.json");

    [TestCleanup]
    public void Clean()
    {
        foreach (string variable in new[] { "NF_POOL__CAP", "NF_POOL__IDLE_MAX", "NF_POOL__CUP", HostSettings.FileVariable, HostSettings.TargetVariable })
            Environment.SetEnvironmentVariable(variable, null);
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [TestMethod]
    public void EnvironmentComesBeforeFileBeforeDefault()
    {
        Write("""{ "pool": { "cap": 8, "idle_max": 3 } }""");
        Environment.SetEnvironmentVariable("NF_POOL__CAP", "16");
        using HostSettings settings = new(_file);
        PoolSettings pool = settings.Pool;
        Assert.AreEqual((16, 3, 64), (pool.Cap, pool.IdleMax, pool.WaitersMax));
        Assert.AreEqual((SettingOrigin.Environment, 4L), (Of(settings, "pool:cap").Origin, Of(settings, "pool:cap").Default));
        Assert.AreEqual(SettingOrigin.File, Of(settings, "pool:idle_max").Origin);
        Assert.AreEqual(SettingOrigin.Default, Of(settings, "pool:waiters_max").Origin);
    }

    [TestMethod]
    public void ATargetIsNamedByTheVariableBeforeTheFile()
    {
        Write("{}");
        Assert.IsNull(new HostSettings(_file).Target);
        Write("""{ "target": "emu:lm3s6965evb" }""");
        Assert.AreEqual("emu:lm3s6965evb", new HostSettings(_file).Target);
        Environment.SetEnvironmentVariable(HostSettings.TargetVariable, "unix:line");
        Assert.AreEqual("unix:line", new HostSettings(_file).Target);
    }

    [TestMethod]
    public void EverySettingReachesThePool()
    {
        Write("""
            { "pool": { "cap": 1, "idle_max": 2, "memory_pages_max": 3, "growth_bytes_max": 4294967295, "waiters_max": 5, "wait_ms": 6 } }
            """);
        using HostSettings settings = new(_file);
        PoolSettings pool = settings.Pool;
        Assert.AreEqual((1, 2, 3u, uint.MaxValue, 5, 6u),
            (pool.Cap, pool.IdleMax, pool.MemoryPagesMax, pool.GrowthBytesMax, pool.WaitersMax, pool.WaitMilliseconds));
        Assert.IsTrue(settings.All.All(setting => setting.Origin == SettingOrigin.File));
    }

    [TestMethod]
    public void TheVariableNamesTheFile()
    {
        Write("""{ "pool": { "cap": 9 } }""");
        Environment.SetEnvironmentVariable(HostSettings.FileVariable, _file);
        using HostSettings settings = new();
        Assert.AreEqual((9, _file), (settings.Pool.Cap, settings.FilePath));
    }

    [TestMethod]
    [DataRow("""{ "pool": { "cap": -1 } }""", Status.InvalidArgument, "pool:cap is '-1'")]
    [DataRow("""{ "pool": { "cap": 65537 } }""", Status.InvalidArgument, "from 0 to 65536")]
    [DataRow("""{ "pool": { "cap": "many" } }""", Status.InvalidArgument, "pool:cap is 'many'")]
    [DataRow("""{ "pool": { "cap": 1.5 } }""", Status.InvalidArgument, "pool:cap is '1.5'")]
    [DataRow("""{ "pool": { "cup": 1 } }""", Status.InvalidArgument, "There is no setting pool:cup")]
    [DataRow("""{ "pol": { "cap": 1 } }""", Status.InvalidArgument, "There is no setting pol:cap")]
    [DataRow("""{ "pool": 1 }""", Status.InvalidArgument, "There is no setting pool:")]
    [DataRow("""{ "pool": { "cap": { "max": 1 } } }""", Status.InvalidArgument, "There is no setting pool:cap:max")]
    [DataRow("""{ "pool": { "cap": 1 }""", Status.FileUnreadable, "nf.settings.json")]
    public void WhatIsWrongIsSaid(string text, Status status, string message)
    {
        Write(text);
        NfException error = Assert.ThrowsExactly<NfException>(() => new HostSettings(_file));
        Assert.AreEqual(status, error.Status);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    [TestMethod]
    public void AVariableThatIsWrongIsNamed()
    {
        Environment.SetEnvironmentVariable("NF_POOL__CAP", "x");
        Write("{}");
        Assert.Contains("(NF_POOL__CAP)", Assert.ThrowsExactly<NfException>(() => new HostSettings(_file)).Message);
        Environment.SetEnvironmentVariable("NF_POOL__CAP", null);
        Environment.SetEnvironmentVariable("NF_POOL__CUP", "1");
        Assert.Contains("no setting POOL:CUP", Assert.ThrowsExactly<NfException>(() => new HostSettings(_file)).Message);
    }

    [TestMethod]
    public void AFileThatIsNamedMustBeThere() =>
        Assert.AreEqual(Status.FileNotFound, Assert.ThrowsExactly<NfException>(() => new HostSettings(_file)).Status);

    /// <summary>
    /// The file changes under a pool that is in use: up, wrong, down. The pool follows, and keeps what it had when it can't.
    /// </summary>
    [TestMethod]
    public void APoolFollowsTheFile()
    {
        Write("""{ "pool": { "cap": 1, "wait_ms": 0 } }""");
        using HostSettings settings = new(_file);
        using TestPool pool = new(4, settings.Pool);
        using BlockingEvents events = new();
        using IDisposable follows = settings.OnChange(
            changed =>
            {
                PoolSettings now = changed.Pool;
                events.Add(pool.Pool.Configure(in now).ToString());
            },
            error => events.Add(error.Message));
        PoolLease first = pool.Take();
        Assert.AreEqual(Status.Full, pool.TryTake());

        Write("""{ "pool": { "cap": 2, "wait_ms": 0 } }""");
        events.Await("Ok");
        PoolLease second = pool.Take();
        Assert.AreEqual(Status.Full, pool.TryTake());

        Write("""{ "pool": { "cap": 2, "wait_ms": "soon" } }""");
        events.Await("pool:wait_ms is 'soon'");
        Assert.AreEqual((2, 2), (settings.Pool.Cap, pool.Pool.Settings.Cap));

        // More than the pool has places: the pool says so, and stays as it was.
        Write("""{ "pool": { "cap": 5, "wait_ms": 0 } }""");
        events.Await("InvalidArgument");
        Assert.AreEqual(2, pool.Pool.Settings.Cap);

        Write("""{ "pool": { "cap": 0, "wait_ms": 0 } }""");
        events.Await("Ok");
        pool.Give(first);
        pool.Give(second);
        Assert.AreEqual(Status.Full, pool.TryTake());
    }

    // As an editor does it: the file is never half written.
    private void Write(string text)
    {
        File.WriteAllText(_file + ".new", text);
        File.Move(_file + ".new", _file, overwrite: true);
    }

    private static Setting Of(HostSettings settings, string key) => settings.All.Single(setting => setting.Key == key);

    /// <summary>What happened, in order; a file's change may be seen more than once.</summary>
    private sealed class BlockingEvents : IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<string> _events = [];

        public void Add(string text) => _events.Add(text);

        public void Await(string text)
        {
            using CancellationTokenSource limit = new(s_limit);
            string last = "";
            try
            {
                while (!last.Contains(text, StringComparison.Ordinal)) last = _events.Take(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{text}' did not come; the last was '{last}'");
            }
        }

        public void Dispose() => _events.Dispose();
    }
}
