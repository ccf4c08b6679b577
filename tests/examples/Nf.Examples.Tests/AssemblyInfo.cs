global using Microsoft.VisualStudio.TestTools.UnitTesting;

// Two tests that build AssemblyScript must not install its compiler at the same time.
[assembly: DoNotParallelize]
