// On Linux the devices are simulated as long as none of the machine's is opened.
global using BoardDevices = Nf.Platform.LinuxDevices;
global using BoardGpio = Nf.Platform.LinuxBoardGpio;
global using BoardI2c = Nf.Platform.LinuxBoardI2c;
// What only a program that stays on Linux uses.
global using BoardLine = Nf.Platform.SocketLine;
global using BoardWatchdog = Nf.Platform.ProcessWatchdog;
