(module (table 0xffffffff funcref))
