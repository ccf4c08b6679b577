using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Nf.Errors;

namespace Nf.Build;

/// <summary>Makes the Debian package of nfd, with Debian's own tool. The same input gives the same bytes.</summary>
/// <remarks>Debian Policy 4.6: chapter 5 (control), 6 (scripts), 10 (files), 12 (documentation). What it installs stands in firmware-host/debian.</remarks>
public sealed class DebianPackage
{
    private const string Name = "nfd";

    private static readonly string[] s_scripts = ["postinst", "prerm", "postrm"];
    private static readonly string s_sources = Repository.PathOf("firmware-host", "debian");

    private readonly DebianTarget _target;
    private readonly string _version;
    private readonly DateTimeOffset _time;
    private readonly string _root;
    private readonly ToolRunner _tools;

    private DebianPackage(DebianTarget target, string version)
    {
        _target = target;
        _version = version;
        string folder = Directory.CreateDirectory(Repository.PathOf("build", "deb", target.Architecture)).FullName;
        _root = Path.Combine(folder, "root");
        _tools = new ToolRunner(Path.Combine(folder, "build.log"));
        _time = DateTimeOffset.FromUnixTimeSeconds(SourceDate());
    }

    /// <summary>The name of the package's file.</summary>
    public static string FileName(DebianTarget target, string version)
    {
        ArgumentNullException.ThrowIfNull(target);
        return $"{Name}_{version}_{target.Architecture}.deb";
    }

    /// <summary>Makes it.</summary>
    /// <param name="target">The system that it is for.</param>
    /// <param name="version">Its version.</param>
    /// <param name="image">The program, built for that system.</param>
    /// <param name="file">The package's file.</param>
    /// <exception cref="NfException">ToolMissing or BuildFailed.</exception>
    public static void Write(DebianTarget target, string version, string image, string file)
    {
        ArgumentNullException.ThrowIfNull(target);
        using IDisposable hold = FirmwareBuilder.Lock(Repository.PathOf("build", "deb", target.Architecture));
        new DebianPackage(target, version).Write(image, Path.GetFullPath(file));
    }

    private void Write(string image, string file)
    {
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
        PutProgram(image);
        PutFiles();
        PutDocumentation();
        PutControl();
        // As they are installed, whatever this user's files are like.
        _ = _tools.RunChecked("chmod", "chmod", ["-R", "u=rwX,go=rX", _root]);
        _ = _tools.RunChecked("chmod", "chmod", ["755", .. s_scripts.Select(script => PathOf($"DEBIAN/{script}"))]);
        string[] environment = [$"SOURCE_DATE_EPOCH={_time.ToUnixTimeSeconds()}"];
        _ = _tools.RunChecked("dpkg-deb", "env", [.. environment, "dpkg-deb", "--root-owner-group", "-Zxz", "--build", _root, file]);
    }

    private void PutProgram(string image)
    {
        string path = PathOf("usr/sbin/nfd");
        string strip = new Toolchain(BoardReader.Read(_target.Board)).Prefix + "-strip";
        _ = _tools.RunChecked("strip", strip, ["--strip-all", "--remove-section=.comment", "-o", path, image]);
    }

    private void PutFiles()
    {
        Put("lib/systemd/system/nfd.service", Source("nfd.service").Replace("@ABI@", _target.SystemCalls, StringComparison.Ordinal));
        Put("lib/udev/rules.d/40-nfd.rules", Source("udev.rules"));
        Put("usr/lib/sysusers.d/nfd.conf", Source("sysusers.conf"));
        Put("etc/default/nfd", Source("default"));
        Put("usr/share/lintian/overrides/nfd", Source("lintian-overrides"));
    }

    private void PutDocumentation()
    {
        string changes = $"""
            {Name} ({_version}) unstable; urgency=medium

              * The changes are told in CHANGELOG.md of nf's sources.

             -- {Maintainer()}  {_time.ToString("r", CultureInfo.InvariantCulture).Replace("GMT", "+0000", StringComparison.Ordinal)}

            """;
        Put("usr/share/doc/nfd/changelog.gz", Compress(changes));
        Put("usr/share/doc/nfd/copyright", Source("copyright"));
        Put("usr/share/man/man8/nfd.8.gz", Compress(Source("nfd.8").Replace("@VERSION@", _version, StringComparison.Ordinal)));
    }

    private void PutControl()
    {
        string[] files = [.. Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        // Policy 5.6.20: each file in whole KiB, one for each folder.
        long kibibytes = files.Sum(file => (new FileInfo(file).Length + 1023) / 1024)
            + Directory.GetDirectories(_root, "*", SearchOption.AllDirectories).Length;
        Put("DEBIAN/control", $"""
            Package: {Name}
            Version: {_version}
            Architecture: {_target.Architecture}
            Maintainer: {Maintainer()}
            Installed-Size: {kibibytes}
            Section: embedded
            Priority: optional
            Description: supervises WebAssembly guests that control hardware
             nfd runs small WebAssembly programs beside each other, each with a fixed
             share of time and memory, lets them use the pins and I2C devices that their
             packages name, takes new versions over a socket and goes back to the former
             one when a new one fails.
             .
             The program is static and needs no run-time environment.

            """);
        Put("DEBIAN/conffiles", "/etc/default/nfd\n");
        // What `dpkg --verify` finds damage by.
        IEnumerable<string> sealedFiles = files.Select(file => Path.GetRelativePath(_root, file)).Where(file => !file.StartsWith("etc/", StringComparison.Ordinal));
        Put("DEBIAN/md5sums", _tools.RunChecked("md5sum", "md5sum", sealedFiles, _root));
        foreach (string script in s_scripts)
            Put($"DEBIAN/{script}", Source(script));
    }

    // https://reproducible-builds.org/specs/source-date-epoch: without it, when the last change was made.
    private long SourceDate()
    {
        string text = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") ?? LastChange("%ct") ?? LastWrite();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? seconds
            : throw new NfException(Status.Usage, $"SOURCE_DATE_EPOCH is '{text}', but must be a number of seconds.");
    }

    // Debian's tools take the maintainer from these variables, too.
    private string Maintainer()
    {
        string name = Environment.GetEnvironmentVariable("DEBFULLNAME") ?? LastChange("%an") ?? "the maintainers of nf";
        return $"{name} <{Environment.GetEnvironmentVariable("DEBEMAIL") ?? LastChange("%ae") ?? "nf@localhost"}>";
    }

    // What git says of the last commit; null without git, or in sources that are no checkout. Whose the checkout is makes no difference here.
    private string? LastChange(string format)
    {
        try
        {
            (int exitCode, string output) = _tools.Run("git", ["-c", "safe.directory=*", "log", "-1", $"--format={format}"]);
            return exitCode == 0 ? output.Trim() : null;
        }
        catch (NfException error) when (error.Status == Status.ToolMissing)
        {
            return null;
        }
    }

    // Sources that were unpacked from an archive have its times.
    private static string LastWrite() =>
        new DateTimeOffset(File.GetLastWriteTimeUtc(Repository.PathOf("CHANGELOG.md"))).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[] Compress(string text) => ToolRunner.Filter("gzip", Encoding.UTF8.GetBytes(text), ["-9n"]);

    private static string Source(string name) => File.ReadAllText(Path.Combine(s_sources, name));

    private void Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    private void Put(string path, byte[] content) => File.WriteAllBytes(PathOf(path), content);

    private string PathOf(string path)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
