;; Bursts of eight calls of nf.tick, the cheapest of the host's functions: with a crossing for each, or queued in a ring.
(module
  (import "nf" "tick" (func $tick (result i64)))
  (import "nf" "submit" (func $submit (param i32) (result i32)))
  (memory (export "memory") 1 1)
  ;; A ring of eight entries, each of them call number 3.
  (data (i32.const 64) "\08\00\00\00")
  (data (i32.const 80) "\03") (data (i32.const 112) "\03") (data (i32.const 144) "\03") (data (i32.const 176) "\03")
  (data (i32.const 208) "\03") (data (i32.const 240) "\03") (data (i32.const 272) "\03") (data (i32.const 304) "\03")
  (func (export "one_by_one") (param $bursts i32) (result i32) (local $crossings i32)
    (loop $next
      (drop (call $tick)) (drop (call $tick)) (drop (call $tick)) (drop (call $tick))
      (drop (call $tick)) (drop (call $tick)) (drop (call $tick)) (drop (call $tick))
      (local.set $crossings (i32.add (local.get $crossings) (i32.const 8)))
      (br_if $next (local.tee $bursts (i32.sub (local.get $bursts) (i32.const 1)))))
    (local.get $crossings))
  (func (export "batched") (param $bursts i32) (result i32) (local $crossings i32)
    (loop $next
      (i32.store (i32.const 72) (i32.add (i32.load (i32.const 72)) (i32.const 8)))
      (if (i32.ne (call $submit (i32.const 64)) (i32.const 8)) (then unreachable))
      (local.set $crossings (i32.add (local.get $crossings) (i32.const 1)))
      (br_if $next (local.tee $bursts (i32.sub (local.get $bursts) (i32.const 1)))))
    (local.get $crossings)))
