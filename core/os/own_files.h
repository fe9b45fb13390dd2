// Files that come with the programs, wherever these were put: below share/snitt of a package, in resources or packaging
// of the source tree.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/os/os.h"

namespace snitt::os {

// `name` is what a package calls it: "slurm/cohort.sh", "bundles/demonstrator/bundle". Nothing where it is not there.
[[nodiscard]] std::optional<std::filesystem::path> ownFile(const std::filesystem::path& name,
                                                           const std::filesystem::path& program = programFile());

// Libraries look for files of theirs where the distribution puts them, which a machine that got a package may lack:
// DCMTK for its dictionary, fontconfig for its configuration. They are told of the package's by environment variables,
// of fontconfig's only where the machine has none; what is set already stands. Call before any thread is started.
void tellLibrariesOfOwnFiles(const std::filesystem::path& program = programFile());

}  // namespace snitt::os
