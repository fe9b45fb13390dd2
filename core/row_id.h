// Row numbers of the database that cannot be taken for one another.
#pragma once

#include <cstdint>

namespace snitt {

template <class Tag>
struct RowId {
  std::int64_t value = 0;  // 0: none
  bool operator==(const RowId&) const = default;
  auto operator<=>(const RowId&) const = default;
};

}  // namespace snitt
