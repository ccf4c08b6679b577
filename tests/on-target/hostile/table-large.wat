(module (table 0x1000000 funcref))
