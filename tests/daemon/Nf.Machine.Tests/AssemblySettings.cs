using Microsoft.VisualStudio.TestTools.UnitTesting;

// One machine, which the tests use in turn.
[assembly: DoNotParallelize]
