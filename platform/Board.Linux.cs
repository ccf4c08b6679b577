// The console is the process's own; there is no display but a simulated one.
global using BoardConsole = Nf.Platform.LinuxConsole;
global using BoardDisplay = Nf.Platform.SimulatedDisplay;
