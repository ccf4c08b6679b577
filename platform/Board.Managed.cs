// On .NET the devices are simulated.
global using BoardDevices = Nf.Platform.SimulatedDevices;
global using BoardGpio = Nf.Platform.SimulatedGpio;
global using BoardI2c = Nf.Platform.FaultyI2cBus<Nf.Platform.SimulatedI2cBus>;
