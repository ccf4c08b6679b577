using System;

// The least that .NET can be asked for. It stays until somebody presses enter, so that its memory can be looked at.
Console.WriteLine("hello");
Console.ReadLine();
