(module (import "test" "memory" (memory 1)))
