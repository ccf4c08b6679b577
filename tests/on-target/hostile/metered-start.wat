;; A start function that never ends.
(module
  (global $fuel (mut i64) (i64.const 0))
  (global $depth (mut i32) (i32.const 0))
  (func $start
    (global.set $fuel (i64.sub (global.get $fuel) (i64.const 1)))
    (if (i64.lt_s (global.get $fuel) (i64.const 0)) (then (unreachable)))
    (loop $again
      (global.set $fuel (i64.sub (global.get $fuel) (i64.const 2)))
      (if (i64.lt_s (global.get $fuel) (i64.const 0)) (then (unreachable)))
      (br $again)))
  (start $start)
)
