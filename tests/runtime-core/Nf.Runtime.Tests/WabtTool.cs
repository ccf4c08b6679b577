using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>A program of wabt.</summary>
internal static class WabtTool
{
    /// <summary>Runs it; what it printed is lost but for its errors.</summary>
    /// <returns>Its exit code, and its errors.</returns>
    public static (int ExitCode, string Errors) Run(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors);
        }
        catch (Win32Exception)
        {
            throw new AssertFailedException($"{program} is missing; it comes with: apt-get install wabt");
        }
    }
}
