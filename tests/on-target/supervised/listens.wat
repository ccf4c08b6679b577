;; Writes down what it is told of: at 0 how often, from 16 on kind, source and value, 12 bytes each. At 4 stands where the next message of a
;; topic goes, from 512 on; at 640 the last message from the control line, at 636 its length. Sets a timer of 35 ms at its start.
;;| period: 0
;;| gap: 5ms
;;| capability: [topic:n:sub, topic:q:queue]
(module
  (import "nf" "timer_set" (func $timer (param i64) (result i32)))
  (import "nf" "message_take" (func $message (param i32 i32) (result i32)))
  (import "nf" "topic_take" (func $topic (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 4) "\00\02\00\00")
  (func (export "nf_init") (result i32) (call $timer (i64.const 35000000)))
  (func (export "nf_event") (param $kind i32) (param $source i32) (param $value i64) (result i32)
    (local $at i32)
    (local.set $at (i32.mul (i32.load (i32.const 0)) (i32.const 12)))
    (i32.store offset=16 (local.get $at) (local.get $kind))
    (i32.store offset=20 (local.get $at) (local.get $source))
    (i32.store offset=24 (local.get $at) (i32.wrap_i64 (local.get $value)))
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (if (i32.eq (local.get $kind) (i32.const 3))
      (then (i32.store (i32.const 636) (call $message (i32.const 640) (i32.const 128)))))
    (if (i32.eq (local.get $kind) (i32.const 4)) (then (call $take (local.get $source))))
    (i32.const 0))
  (func $take (param $source i32)
    (loop $next
      (if (i32.eq (call $topic (local.get $source) (i32.load (i32.const 4)) (i32.const 4)) (i32.const 4))
        (then
          (i32.store (i32.const 4) (i32.add (i32.load (i32.const 4)) (i32.const 4)))
          (br $next))))))
