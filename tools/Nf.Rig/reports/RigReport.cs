using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Nf.Rig;

/// <summary>Writes what runs came to: for people who look (HTML), for build servers (JUnit XML), for whatever reads lines (TAP).</summary>
public static class RigReport
{
    /// <summary>The page for people.</summary>
    public const string HtmlName = "report.html";

    /// <summary>The file for build servers.</summary>
    public const string JUnitName = "junit.xml";

    /// <summary>The Test Anything Protocol.</summary>
    public const string TapName = "report.tap";

    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the three files, over those of a former run.</summary>
    /// <param name="folder">Where; made if need be.</param>
    /// <param name="runs">At least one.</param>
    /// <exception cref="IOException">They can't be written.</exception>
    public static void Write(string folder, IReadOnlyList<RigRun> runs)
    {
        Directory.CreateDirectory(folder);
        Write(HtmlName, HtmlReport.Of(runs));
        Write(JUnitName, JUnitReport.Of(runs));
        Write(TapName, TapReport.Of(runs));

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, s_encoding);
    }
}
