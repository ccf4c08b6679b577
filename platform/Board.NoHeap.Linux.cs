// What only a program that stays on Linux uses.
global using BoardLine = Nf.Platform.SocketLine;
global using BoardWatchdog = Nf.Platform.SystemdWatchdog;
