/*
 * Compiled C# calls this before it makes a frame larger than a page, with the new stack pointer in r11 (x64) or r4 (ARM).
 * All registers but rax, or r5 and r12, are kept. On arm64 compiled code touches the pages itself.
 *
 * Linux grows a stack by the page that was touched, and stops a program at the guard page: so every page is touched in order.
 * A Cortex-M has no pages: the new stack pointer is compared with the end of the stack.
 */
#if defined(__x86_64__)

    .globl RhpStackProbe
    .type RhpStackProbe, @function
RhpStackProbe:
    movq %rsp, %rax
1:  subq $4096, %rax
    cmpq %r11, %rax
    jb 2f
    testl %eax, (%rax)
    jmp 1b
2:  testl %eax, (%r11)
    ret

#elif defined(__arm__)

    .syntax unified
    .thumb
    .globl RhpStackProbe
    .type RhpStackProbe, %function
RhpStackProbe:
#if __ARM_ARCH_PROFILE == 'M'
    ldr r5, =__stack_bottom
    cmp r4, r5
    blo 1f
    bx lr
1:  ldr r5, =__stack_top
    mov sp, r5
    movs r0, #10 /* NF_FAULT_STACK_OVERFLOW */
    b nf_fault
    .ltorg
#else
    mov r5, sp
1:  sub r5, r5, #4096
    cmp r5, r4
    blo 2f
    ldr r12, [r5]
    b 1b
2:  ldr r12, [r4]
    bx lr
#endif

#endif

#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
