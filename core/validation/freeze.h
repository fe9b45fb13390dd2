// Reads what a lock freezes: the protocol and the files that it names, as they are now. Relative paths are relative to
// the protocol.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/validation/lock.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

// All of it from bytes that were read once.
struct StudyFiles {
  std::filesystem::path file;  // the protocol's
  Protocol protocol;
  Frozen frozen;
  Manifest manifest;  // of the bundle
  std::string listCsv;
  std::string outcomesCsv;
};

[[nodiscard]] std::filesystem::path studyFile(const std::filesystem::path& protocol,
                                              const std::filesystem::path& named);

// What slides are scored on with this bundle.
using PathOfBundle = std::function<Result<FrozenPath>(const Manifest&)>;

// `text`: the protocol's. Every file of the bundle is hashed. Errors: those of parseProtocol, loadBundle, `path`,
// reading, and of tables as a whole (corrupt); usage: a column that the protocol names and neither table has, with the
// nearest.
[[nodiscard]] Result<StudyFiles> freeze(const std::filesystem::path& protocol, std::string text,
                                        const FrozenProgram& program, const PathOfBundle& path);

}  // namespace snitt::validation
