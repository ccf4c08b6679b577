;; Blocks in blocks, each with 60 results: more values than the engine's compiler has room for, and it does not look everywhere.
(module
  (type $many (func (result
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32)))
  (func (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many) block (type $many) block (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many) block (type $many) block (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many) block (type $many) block (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many) block (type $many) block (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many) block (type $many) block (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many) block (type $many) block (type $many)
    block (type $many) block (type $many) block (type $many) block (type $many)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
    end end end end end end end end end end end end end end end end end end end end end end end end end end end end end
    end end end end end end end end end end end))
