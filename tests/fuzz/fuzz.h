// What fuzz targets share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace snitt::fuzz {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// A finding: the sanitizers take an abort for one.
inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace snitt::fuzz
