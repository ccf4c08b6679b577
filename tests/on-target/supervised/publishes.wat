;; Publishes five messages in each tick on each of two topics: the count of its messages so far. The answers stand from 100 on for "n", from
;; 120 on for "q".
;;| period: 100ms
;;| capability: [topic:n:pub, topic:q:pub]
(module
  (import "nf" "topic_open" (func $open (param i32 i32) (result i32)))
  (import "nf" "topic_publish" (func $publish (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 16) "nq")
  (func (export "nf_tick") (result i32)
    (local $at i32)
    (loop $next
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
      (i32.store offset=100 (local.get $at) (call $publish (call $open (i32.const 16) (i32.const 1)) (i32.const 0) (i32.const 4)))
      (i32.store offset=120 (local.get $at) (call $publish (call $open (i32.const 17) (i32.const 1)) (i32.const 0) (i32.const 4)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 20))))
    (i32.const 0)))
