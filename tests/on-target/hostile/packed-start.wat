;; A start function that never ends.
(module (func $start (loop $again (br $again))) (start $start))
