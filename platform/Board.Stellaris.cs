// The LM3S6965 evaluation board: everything is real.
global using BoardConsole = Nf.Platform.PolledUart<Nf.Platform.StellarisUart>;
global using BoardDevices = Nf.Platform.StellarisDevices;
global using BoardDisplay = Nf.Platform.Ssd0323<Nf.Platform.StellarisDisplayBus>;
global using BoardGpio = Nf.Platform.StellarisGpio;
global using BoardI2c = Nf.Platform.FaultyI2cBus<Nf.Platform.StellarisI2c>;
global using BoardLine = Nf.Platform.UartLine<Nf.Platform.StellarisUart>;
global using BoardWatchdog = Nf.Platform.StellarisWatchdog;
