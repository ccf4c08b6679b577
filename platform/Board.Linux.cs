// The console is the process's own, the display a simulated one.
global using BoardConsole = Nf.Platform.LinuxConsole;
global using BoardDisplay = Nf.Platform.SimulatedDisplay;
