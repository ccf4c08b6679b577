# The two globals by which host functions find the shadow stack. They start at 0; prepare() sets them.
	.globaltype gc_sp, i32
	.globl gc_sp
gc_sp:
	.globaltype gc_stack_limit, i32
	.globl gc_stack_limit
gc_stack_limit:
