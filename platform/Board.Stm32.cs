// The Netduino Plus 2: its emulator has no pins and no I2C, so the devices are simulated on the chip.
global using BoardConsole = Nf.Platform.PolledUart<Nf.Platform.Stm32Usart>;
global using BoardDevices = Nf.Platform.SimulatedDevices;
global using BoardDisplay = Nf.Platform.NoDisplay;
global using BoardGpio = Nf.Platform.SimulatedGpio;
global using BoardI2c = Nf.Platform.FaultyI2cBus<Nf.Platform.SimulatedI2cBus>;
global using BoardLine = Nf.Platform.UartLine<Nf.Platform.Stm32Usart>;
global using BoardWatchdog = Nf.Platform.Stm32Watchdog;
