;; while (1) {}
(module (func $spin (export "run") (loop $again (br $again))))
