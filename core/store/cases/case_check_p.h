// Whether what lists show of cases is what follows from the rest. Throws what SQLiteCpp throws.
#pragma once

#include <string>
#include <vector>

#include "core/store/sqlite_p.h"

namespace snitt {

// One sentence each. By sets, not case by case: 100,000 cases take seconds.
[[nodiscard]] std::vector<std::string> caseFaults(const StoreDatabase& database);

}  // namespace snitt
