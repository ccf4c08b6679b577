;; void deeper(void) { deeper(); }
(module
  (global $fuel (mut i64) (i64.const 0))
  (global $depth (mut i32) (i32.const 0))
  (func $deeper (export "run")
    (global.set $fuel (i64.sub (global.get $fuel) (i64.const 9)))
    (if (i64.lt_s (global.get $fuel) (i64.const 0)) (then (unreachable)))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (if (i32.lt_s (global.get $depth) (i32.const 0)) (then (unreachable)))
    (block (call $deeper))
    (global.set $depth (i32.add (global.get $depth) (i32.const 1))))
)
