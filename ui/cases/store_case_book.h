// The case database as windows ask for it.
#pragma once

#include <filesystem>
#include <string>

#include "core/store/store.h"
#include "ui/cases/case_book.h"

namespace snitt {

// Opens `database` with `options` at each call, whose makeIfMissing follows what is asked; the folder of one that is
// made is made too, for its owner alone.
[[nodiscard]] CaseBookOpener storeCaseBooks(std::filesystem::path database, StoreOptions options);

}  // namespace snitt
