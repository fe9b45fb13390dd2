// What every result of a bundle says of itself, after the bundle's status.
#pragma once

#include <string>

#include "core/bundle/manifest.h"

namespace snitt {

// "untrained: numbers carry no meaning"; empty from research on.
[[nodiscard]] std::string noticeOf(BundleStatus status);

}  // namespace snitt
