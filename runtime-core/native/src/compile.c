/* wasm3's compiler, with other operations on f32, with uses counted of both slots that a 64-bit value takes, and with one operation for each
 * sequence that meters (charge.h).
 *
 * wasm3 keeps an f32 that is in the register as the f64 of the same value. That conversion makes a signalling NaN quiet, but loads, stores
 * and moves must keep its bits (core specification 4.3.3), and on boards it is a call of soft-float code. Here an f32 in the register is its
 * own bits in the register's low half. The operations come from wasm3's own macros, a second time, under other names; those that wasm3
 * made are unused and vanish.
 */
#define M3_COMPILE_OPCODES /* as m3_compile.c says it */
#include "m3_exec.h"

/* arithmetic and comparison */
#define op_f32_Equal_rs nf_op_f32_Equal_rs
#define op_f32_Equal_ss nf_op_f32_Equal_ss
#define op_f32_NotEqual_rs nf_op_f32_NotEqual_rs
#define op_f32_NotEqual_ss nf_op_f32_NotEqual_ss
#define op_f32_LessThan_sr nf_op_f32_LessThan_sr
#define op_f32_LessThan_rs nf_op_f32_LessThan_rs
#define op_f32_LessThan_ss nf_op_f32_LessThan_ss
#define op_f32_GreaterThan_sr nf_op_f32_GreaterThan_sr
#define op_f32_GreaterThan_rs nf_op_f32_GreaterThan_rs
#define op_f32_GreaterThan_ss nf_op_f32_GreaterThan_ss
#define op_f32_LessThanOrEqual_sr nf_op_f32_LessThanOrEqual_sr
#define op_f32_LessThanOrEqual_rs nf_op_f32_LessThanOrEqual_rs
#define op_f32_LessThanOrEqual_ss nf_op_f32_LessThanOrEqual_ss
#define op_f32_GreaterThanOrEqual_sr nf_op_f32_GreaterThanOrEqual_sr
#define op_f32_GreaterThanOrEqual_rs nf_op_f32_GreaterThanOrEqual_rs
#define op_f32_GreaterThanOrEqual_ss nf_op_f32_GreaterThanOrEqual_ss
#define op_f32_Add_rs nf_op_f32_Add_rs
#define op_f32_Add_ss nf_op_f32_Add_ss
#define op_f32_Multiply_rs nf_op_f32_Multiply_rs
#define op_f32_Multiply_ss nf_op_f32_Multiply_ss
#define op_f32_Subtract_sr nf_op_f32_Subtract_sr
#define op_f32_Subtract_rs nf_op_f32_Subtract_rs
#define op_f32_Subtract_ss nf_op_f32_Subtract_ss
#define op_f32_Divide_sr nf_op_f32_Divide_sr
#define op_f32_Divide_rs nf_op_f32_Divide_rs
#define op_f32_Divide_ss nf_op_f32_Divide_ss
#define op_f32_Min_sr nf_op_f32_Min_sr
#define op_f32_Min_rs nf_op_f32_Min_rs
#define op_f32_Min_ss nf_op_f32_Min_ss
#define op_f32_Max_sr nf_op_f32_Max_sr
#define op_f32_Max_rs nf_op_f32_Max_rs
#define op_f32_Max_ss nf_op_f32_Max_ss
#define op_f32_CopySign_sr nf_op_f32_CopySign_sr
#define op_f32_CopySign_rs nf_op_f32_CopySign_rs
#define op_f32_CopySign_ss nf_op_f32_CopySign_ss

/* of one operand */
#define op_f32_Abs_r nf_op_f32_Abs_r
#define op_f32_Abs_s nf_op_f32_Abs_s
#define op_f32_Ceil_r nf_op_f32_Ceil_r
#define op_f32_Ceil_s nf_op_f32_Ceil_s
#define op_f32_Floor_r nf_op_f32_Floor_r
#define op_f32_Floor_s nf_op_f32_Floor_s
#define op_f32_Trunc_r nf_op_f32_Trunc_r
#define op_f32_Trunc_s nf_op_f32_Trunc_s
#define op_f32_Sqrt_r nf_op_f32_Sqrt_r
#define op_f32_Sqrt_s nf_op_f32_Sqrt_s
#define op_f32_Nearest_r nf_op_f32_Nearest_r
#define op_f32_Nearest_s nf_op_f32_Nearest_s
#define op_f32_Negate_r nf_op_f32_Negate_r
#define op_f32_Negate_s nf_op_f32_Negate_s

/* conversion */
#define op_i32_Trunc_f32_r_r nf_op_i32_Trunc_f32_r_r
#define op_i32_Trunc_f32_r_s nf_op_i32_Trunc_f32_r_s
#define op_i32_Trunc_f32_s_r nf_op_i32_Trunc_f32_s_r
#define op_i32_Trunc_f32_s_s nf_op_i32_Trunc_f32_s_s
#define op_u32_Trunc_f32_r_r nf_op_u32_Trunc_f32_r_r
#define op_u32_Trunc_f32_r_s nf_op_u32_Trunc_f32_r_s
#define op_u32_Trunc_f32_s_r nf_op_u32_Trunc_f32_s_r
#define op_u32_Trunc_f32_s_s nf_op_u32_Trunc_f32_s_s
#define op_i64_Trunc_f32_r_r nf_op_i64_Trunc_f32_r_r
#define op_i64_Trunc_f32_r_s nf_op_i64_Trunc_f32_r_s
#define op_i64_Trunc_f32_s_r nf_op_i64_Trunc_f32_s_r
#define op_i64_Trunc_f32_s_s nf_op_i64_Trunc_f32_s_s
#define op_u64_Trunc_f32_r_r nf_op_u64_Trunc_f32_r_r
#define op_u64_Trunc_f32_r_s nf_op_u64_Trunc_f32_r_s
#define op_u64_Trunc_f32_s_r nf_op_u64_Trunc_f32_s_r
#define op_u64_Trunc_f32_s_s nf_op_u64_Trunc_f32_s_s
#define op_i32_TruncSat_f32_r_r nf_op_i32_TruncSat_f32_r_r
#define op_i32_TruncSat_f32_r_s nf_op_i32_TruncSat_f32_r_s
#define op_i32_TruncSat_f32_s_r nf_op_i32_TruncSat_f32_s_r
#define op_i32_TruncSat_f32_s_s nf_op_i32_TruncSat_f32_s_s
#define op_u32_TruncSat_f32_r_r nf_op_u32_TruncSat_f32_r_r
#define op_u32_TruncSat_f32_r_s nf_op_u32_TruncSat_f32_r_s
#define op_u32_TruncSat_f32_s_r nf_op_u32_TruncSat_f32_s_r
#define op_u32_TruncSat_f32_s_s nf_op_u32_TruncSat_f32_s_s
#define op_i64_TruncSat_f32_r_r nf_op_i64_TruncSat_f32_r_r
#define op_i64_TruncSat_f32_r_s nf_op_i64_TruncSat_f32_r_s
#define op_i64_TruncSat_f32_s_r nf_op_i64_TruncSat_f32_s_r
#define op_i64_TruncSat_f32_s_s nf_op_i64_TruncSat_f32_s_s
#define op_u64_TruncSat_f32_r_r nf_op_u64_TruncSat_f32_r_r
#define op_u64_TruncSat_f32_r_s nf_op_u64_TruncSat_f32_r_s
#define op_u64_TruncSat_f32_s_r nf_op_u64_TruncSat_f32_s_r
#define op_u64_TruncSat_f32_s_s nf_op_u64_TruncSat_f32_s_s
#define op_f32_Demote_f64_r nf_op_f32_Demote_f64_r
#define op_f32_Demote_f64_s nf_op_f32_Demote_f64_s
#define op_f64_Promote_f32_r nf_op_f64_Promote_f32_r
#define op_f64_Promote_f32_s nf_op_f64_Promote_f32_s
#define op_f32_Convert_i32_r_r nf_op_f32_Convert_i32_r_r
#define op_f32_Convert_i32_r_s nf_op_f32_Convert_i32_r_s
#define op_f32_Convert_i32_s_r nf_op_f32_Convert_i32_s_r
#define op_f32_Convert_i32_s_s nf_op_f32_Convert_i32_s_s
#define op_f32_Convert_u32_r_r nf_op_f32_Convert_u32_r_r
#define op_f32_Convert_u32_r_s nf_op_f32_Convert_u32_r_s
#define op_f32_Convert_u32_s_r nf_op_f32_Convert_u32_s_r
#define op_f32_Convert_u32_s_s nf_op_f32_Convert_u32_s_s
#define op_f32_Convert_i64_r_r nf_op_f32_Convert_i64_r_r
#define op_f32_Convert_i64_r_s nf_op_f32_Convert_i64_r_s
#define op_f32_Convert_i64_s_r nf_op_f32_Convert_i64_s_r
#define op_f32_Convert_i64_s_s nf_op_f32_Convert_i64_s_s
#define op_f32_Convert_u64_r_r nf_op_f32_Convert_u64_r_r
#define op_f32_Convert_u64_r_s nf_op_f32_Convert_u64_r_s
#define op_f32_Convert_u64_s_r nf_op_f32_Convert_u64_s_r
#define op_f32_Convert_u64_s_s nf_op_f32_Convert_u64_s_s
#define op_i32_Reinterpret_f32_r_r nf_op_i32_Reinterpret_f32_r_r
#define op_i32_Reinterpret_f32_r_s nf_op_i32_Reinterpret_f32_r_s
#define op_i32_Reinterpret_f32_s_r nf_op_i32_Reinterpret_f32_s_r
#define op_i32_Reinterpret_f32_s_s nf_op_i32_Reinterpret_f32_s_s
#define op_f32_Reinterpret_i32_r_r nf_op_f32_Reinterpret_i32_r_r
#define op_f32_Reinterpret_i32_r_s nf_op_f32_Reinterpret_i32_r_s
#define op_f32_Reinterpret_i32_s_r nf_op_f32_Reinterpret_i32_s_r
#define op_f32_Reinterpret_i32_s_s nf_op_f32_Reinterpret_i32_s_s

/* moves */
#define op_SetRegister_f32 nf_op_SetRegister_f32
#define op_SetSlot_f32 nf_op_SetSlot_f32
#define op_PreserveSetSlot_f32 nf_op_PreserveSetSlot_f32
#define op_SetGlobal_f32 nf_op_SetGlobal_f32
#define op_Select_f32_rss nf_op_Select_f32_rss
#define op_Select_f32_rrs nf_op_Select_f32_rrs
#define op_Select_f32_rsr nf_op_Select_f32_rsr
#define op_Select_f32_sss nf_op_Select_f32_sss
#define op_Select_f32_srs nf_op_Select_f32_srs
#define op_Select_f32_ssr nf_op_Select_f32_ssr
#define op_f32_Load_f32_r nf_op_f32_Load_f32_r
#define op_f32_Load_f32_s nf_op_f32_Load_f32_s
#define op_f32_Store_f32_rs nf_op_f32_Store_f32_rs
#define op_f32_Store_f32_sr nf_op_f32_Store_f32_sr
#define op_f32_Store_f32_ss nf_op_f32_Store_f32_ss
#define op_f32_Store_f32_rr nf_op_f32_Store_f32_rr

#define m3MemCheck(x) M3_LIKELY(x) /* as m3_exec.h has it, which undefines it */

/* The register as an f32. */
#define fp32 (*(f32 *)(void *)&_fp0)

/* newlib gives a signalling NaN back as it is; an operation must make it quiet. */
static inline f32 truncate_f32(f32 value) { return value != value ? value + value : truncf(value); }

d_m3CommutativeOpMacro(_r0, fp32, f32, Equal, M3_OPER, ==)
d_m3CommutativeOpMacro(_r0, fp32, f32, NotEqual, M3_OPER, !=)
d_m3OpMacro(_r0, fp32, f32, LessThan, M3_OPER, <)
d_m3OpMacro(_r0, fp32, f32, GreaterThan, M3_OPER, >)
d_m3OpMacro(_r0, fp32, f32, LessThanOrEqual, M3_OPER, <=)
d_m3OpMacro(_r0, fp32, f32, GreaterThanOrEqual, M3_OPER, >=)
d_m3CommutativeOpMacro(fp32, fp32, f32, Add, M3_OPER, +)
d_m3CommutativeOpMacro(fp32, fp32, f32, Multiply, M3_OPER, *)
d_m3OpMacro(fp32, fp32, f32, Subtract, M3_OPER, -)
d_m3OpMacro(fp32, fp32, f32, Divide, M3_OPER, /)
d_m3OpMacro(fp32, fp32, f32, Min, M3_FUNC, min_f32)
d_m3OpMacro(fp32, fp32, f32, Max, M3_FUNC, max_f32)
d_m3OpMacro(fp32, fp32, f32, CopySign, M3_FUNC, copysignf)

d_m3UnaryMacro(fp32, fp32, f32, Abs, M3_UNARY, fabsf)
d_m3UnaryMacro(fp32, fp32, f32, Ceil, M3_UNARY, ceilf)
d_m3UnaryMacro(fp32, fp32, f32, Floor, M3_UNARY, floorf)
d_m3UnaryMacro(fp32, fp32, f32, Trunc, M3_UNARY, truncate_f32)
d_m3UnaryMacro(fp32, fp32, f32, Sqrt, M3_UNARY, sqrtf)
d_m3UnaryMacro(fp32, fp32, f32, Nearest, M3_UNARY, rintf)
d_m3UnaryMacro(fp32, fp32, f32, Negate, M3_UNARY, -)

d_m3TruncMacro(_r0, fp32, i32, Trunc, f32, OP_I32_TRUNC_F32)
d_m3TruncMacro(_r0, fp32, u32, Trunc, f32, OP_U32_TRUNC_F32)
d_m3TruncMacro(_r0, fp32, i64, Trunc, f32, OP_I64_TRUNC_F32)
d_m3TruncMacro(_r0, fp32, u64, Trunc, f32, OP_U64_TRUNC_F32)
d_m3TruncMacro(_r0, fp32, i32, TruncSat, f32, OP_I32_TRUNC_SAT_F32)
d_m3TruncMacro(_r0, fp32, u32, TruncSat, f32, OP_U32_TRUNC_SAT_F32)
d_m3TruncMacro(_r0, fp32, i64, TruncSat, f32, OP_I64_TRUNC_SAT_F32)
d_m3TruncMacro(_r0, fp32, u64, TruncSat, f32, OP_U64_TRUNC_SAT_F32)
d_m3TypeModifyOp(fp32, _fp0, f32, Demote, f64)
d_m3TypeModifyOp(_fp0, fp32, f64, Promote, f32)
d_m3TypeConvertOp(fp32, _r0, f32, Convert, i32)
d_m3TypeConvertOp(fp32, _r0, f32, Convert, u32)
d_m3TypeConvertOp(fp32, _r0, f32, Convert, i64)
d_m3TypeConvertOp(fp32, _r0, f32, Convert, u64)
d_m3ReinterpretOp(_r0, i32, fp32, f32)
d_m3ReinterpretOp(fp32, f32, _r0, i32)

d_m3SetRegisterSetSlot(f32, fp32)
d_m3Select_f(f32, fp32, r, _r0)
d_m3Select_f(f32, fp32, s, slot(i32))
d_m3Load(fp32, f32, f32)
d_m3Store(fp32, f32, f32)
d_m3StoreFp(fp32, f32)

d_m3Op(SetGlobal_f32)
{
    f32 *global = immediate(f32 *);
    *global = fp32;
    nextOp();
}

/* Where a local is set whose old value stands on the operand stack more than once, wasm3 moves that to a slot that all of them use. It counts
 * them for the value's first slot only: once the first use is over, the second half of a 64-bit value is given away. The name below stands
 * in m3_compile.c for the function, whose parameters begin with a type, and for its one call, for which every slot is counted. */
static M3Result count_use(IM3Compilation o, u16 slot, u16 slots)
{
    for (; slots != 0; slots--, slot++) {
        if (o->m3Slots[slot] == UINT8_MAX) return "more than 255 uses of a local's old value";
        o->m3Slots[slot]++;
    }
    return m3Err_none;
}

#define IncrementSlotUsageCount(first, second) COUNT_##first, second)
#define COUNT_IM3Compilation unused_count(IM3Compilation
#define COUNT_o count_use_of(o, i
#define count_use_of(o, i, slot) count_use(o, slot, GetTypeNumSlots(GetStackTypeFromBottom(o, i)))

#if defined(NF_SMALL)
/* A board's flash is worth more than the time that single operations for metering would save. */
#include "m3_compile.c"
#else
/* The table of instructions names the function below; the one that m3_compile.c defines gets another name. */
#define Compile_GetSetGlobal(compilation, opcode) compile_global(compilation, opcode)
static M3Result (Compile_GetSetGlobal)(IM3Compilation o, m3opcode_t opcode);

#include "m3_compile.c"

#include "charge.h"

static M3Result (Compile_GetSetGlobal)(IM3Compilation o, m3opcode_t opcode)
{
    i64 *counter = opcode == c_waOp_getGlobal ? counter_of(o) : NULL;
    M3Result result = m3Err_none;
    i64 units;
    bytes_t trap, charged = counter ? read_charge(o, &units, &trap) : NULL, released = counter ? read_release(o) : NULL;
    if (charged) {
        o->lastOpcodeStart = trap; /* what a backtrace shows */
_       (EmitOp(o, op_Charge));
        EmitPointer(o, counter);
        EmitConstant32(o, (u32)units);
        o->wasm = charged;
    } else if (released) {
_       (EmitOp(o, op_Release));
        EmitPointer(o, counter);
        o->wasm = released;
    } else {
        return compile_global(o, opcode);
    }
    _catch: return result;
}
#endif
