(module (import "test" "nothing" (func)))
