(module (import "test" "global" (global i32)))
