;; Never ends, and never gives up.
;;| period: 10ms
;;| restarts-max: 255
;;| backoff: 100ms
;;| backoff-max: 100ms
;;| capability: []
(module
  (memory (export "memory") 1 1)
  (func (export "nf_tick") (result i32) (loop $again (br $again)) (i32.const 0)))
