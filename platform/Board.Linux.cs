// The console is the process's own.
global using BoardConsole = Nf.Platform.LinuxConsole;
