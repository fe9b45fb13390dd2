// A slide file as the database is told of it.
#pragma once

#include <filesystem>

#include "core/result.h"
#include "core/store/cases.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

// Errors: io, notFound.
[[nodiscard]] Result<FoundScan> foundScan(const SlideReader& slide, const std::filesystem::path& path);

}  // namespace snitt::app
