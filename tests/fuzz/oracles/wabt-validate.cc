// Reads records of the fuzzer (CaseWriter.AddVerdict) from standard input and writes a line for each: its number, and 1 when wabt calls the
// module valid. Links Debian's libwabt, so that a module costs microseconds instead of a process.
#include <cstdint>
#include <cstdio>
#include <vector>

#include "wabt/binary-reader-ir.h"
#include "wabt/binary-reader.h"
#include "wabt/error.h"
#include "wabt/ir.h"
#include "wabt/validator.h"

int main()
{
    // What nf takes, and nothing else.
    wabt::Features features;
    features.disable_simd();
    features.disable_reference_types();
    features.enable_tail_call();

    struct __attribute__((packed)) Head {
        int64_t number;
        uint8_t status, detail, feature;
        uint32_t length;
    } head;
    std::vector<uint8_t> bytes;
    while (fread(&head, sizeof head, 1, stdin) == 1) {
        bytes.resize(head.length);
        if (head.length != 0 && fread(bytes.data(), head.length, 1, stdin) != 1) return 1;
        wabt::Errors errors;
        wabt::Module module;
        const bool read_debug_names = false, stop_on_first_error = true, fail_on_custom_section_error = true;
        wabt::ReadBinaryOptions options(features, nullptr, read_debug_names, stop_on_first_error, fail_on_custom_section_error);
        wabt::Result result = wabt::ReadBinaryIr("module", bytes.data(), bytes.size(), options, &errors, &module);
        if (wabt::Succeeded(result)) result = wabt::ValidateModule(&module, &errors, wabt::ValidateOptions(features));
        printf("%lld %d %s\n", static_cast<long long>(head.number), wabt::Succeeded(result) ? 1 : 0,
               errors.empty() ? "" : errors.front().message.c_str());
    }
    return 0;
}
