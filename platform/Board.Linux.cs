// On Linux the devices are simulated; the console is the process's own.
global using BoardConsole = Nf.Platform.LinuxConsole;
global using BoardDevices = Nf.Platform.SimulatedDevices;
global using BoardDisplay = Nf.Platform.SimulatedDisplay;
global using BoardGpio = Nf.Platform.SimulatedGpio;
global using BoardI2c = Nf.Platform.FaultyI2cBus<Nf.Platform.SimulatedI2cBus>;
