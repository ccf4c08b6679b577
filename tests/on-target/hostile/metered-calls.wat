;; for (;;) f();
(module
  (global $fuel (mut i64) (i64.const 0))
  (global $depth (mut i32) (i32.const 0))
  (func $calls (export "run")
    (global.set $fuel (i64.sub (global.get $fuel) (i64.const 1)))
    (if (i64.lt_s (global.get $fuel) (i64.const 0)) (then (unreachable)))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (if (i32.lt_s (global.get $depth) (i32.const 0)) (then (unreachable)))
    (block
      (loop $again
        (global.set $fuel (i64.sub (global.get $fuel) (i64.const 10)))
        (if (i64.lt_s (global.get $fuel) (i64.const 0)) (then (unreachable)))
        (call $f)
        (br $again)))
    (global.set $depth (i32.add (global.get $depth) (i32.const 1))))
  (func $f
    (global.set $fuel (i64.sub (global.get $fuel) (i64.const 1)))
    (if (i64.lt_s (global.get $fuel) (i64.const 0)) (then (unreachable))))
)
