(module (func $start (call $inner)) (func $inner unreachable) (start $start))
