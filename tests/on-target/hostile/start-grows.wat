;; Takes all the memory it gets, then one byte more.
(module (memory 1)
  (func $start
    (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (i32.store8 offset=0xffffffff (i32.const 0) (i32.const 1)))
  (start $start))
