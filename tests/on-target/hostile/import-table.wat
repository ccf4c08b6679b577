(module (import "test" "table" (table 1 funcref)))
