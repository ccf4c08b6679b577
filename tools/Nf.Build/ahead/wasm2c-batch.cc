// Does what wabt's program wasm2c does, for many modules in one process: starting one takes longer than translating a small module.
// Records, little-endian. In, on standard input: length of the name, name, length of the module, its bytes. Out, on standard output, in
// the same order: length of the C, the C, length of the header, the header; of a module that is not taken: 0xFFFFFFFF, length of the reason,
// the reason.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "wabt/apply-names.h"
#include "wabt/binary-reader-ir.h"
#include "wabt/binary-reader.h"
#include "wabt/c-writer.h"
#include "wabt/config.h"
#include "wabt/error.h"
#include "wabt/generate-names.h"
#include "wabt/ir.h"
#include "wabt/stream.h"
#include "wabt/validator.h"

static bool read_bytes(std::vector<uint8_t> &bytes)
{
    uint32_t length;
    if (fread(&length, sizeof length, 1, stdin) != 1) return false;
    bytes.resize(length);
    return length == 0 || fread(bytes.data(), length, 1, stdin) == 1;
}

static void write_bytes(const void *bytes, size_t count)
{
    uint32_t length = static_cast<uint32_t>(count);
    fwrite(&length, sizeof length, 1, stdout);
    fwrite(bytes, 1, count, stdout);
}

static bool read_module(const std::vector<uint8_t> &wasm, wabt::Module *module, wabt::Errors *errors)
{
    const wabt::Features features;
    const bool read_debug_names = false, stop_on_first_error = true, fail_on_custom_section_error = true;
    const wabt::ReadBinaryOptions options(features, nullptr, read_debug_names, stop_on_first_error, fail_on_custom_section_error);
    const bool valid = wabt::Succeeded(wabt::ReadBinaryIr("module", wasm.data(), wasm.size(), options, errors, module))
        && wabt::Succeeded(wabt::ValidateModule(module, errors, wabt::ValidateOptions(features)))
        && wabt::Succeeded(wabt::GenerateNames(module));
    if (!valid) return false;
    // As in wasm2c, a name that can't be put into its place is nothing to fail for: passive data without a memory has one.
    (void)wabt::ApplyNames(module);
    return true;
}

static void translate(const std::string &name, const std::vector<uint8_t> &wasm)
{
    wabt::Errors errors;
    wabt::Module module;
    wabt::WriteCOptions options{name};
    wabt::MemoryStream code, header;
    const std::string header_name = name + ".h";
    if (read_module(wasm, &module, &errors) && wabt::Succeeded(wabt::WriteC(&code, &header, header_name.c_str(), &module, options))) {
        write_bytes(code.output_buffer().data.data(), code.output_buffer().size());
        write_bytes(header.output_buffer().data.data(), header.output_buffer().size());
        return;
    }
    const uint32_t not_taken = UINT32_MAX;
    const std::string reason = errors.empty() ? "no reason given" : errors.front().message;
    fwrite(&not_taken, sizeof not_taken, 1, stdout);
    write_bytes(reason.data(), reason.size());
}

int main(int argument_count, char **arguments)
{
    if (argument_count == 2 && std::string(arguments[1]) == "--version") {
        puts(WABT_VERSION_STRING);
        return 0;
    }
    std::vector<uint8_t> name, wasm;
    while (read_bytes(name) && read_bytes(wasm)) translate(std::string(name.begin(), name.end()), wasm);
    return 0;
}
