// The Arm MPS2 board: its emulator has no pins, so the devices are simulated on the chip.
global using BoardConsole = Nf.Platform.PolledUart<Nf.Platform.CmsdkUart>;
global using BoardDevices = Nf.Platform.SimulatedDevices;
global using BoardDisplay = Nf.Platform.NoDisplay;
global using BoardGpio = Nf.Platform.SimulatedGpio;
global using BoardI2c = Nf.Platform.FaultyI2cBus<Nf.Platform.SimulatedI2cBus>;
global using BoardLine = Nf.Platform.UartLine<Nf.Platform.CmsdkUart>;
global using BoardWatchdog = Nf.Platform.CmsdkWatchdog;
