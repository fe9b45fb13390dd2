// The numbered changes that lead from an empty file to the schema this program knows. They lie as SQL in
// resources/migrations and are built in. One that was released is never edited: a new one is added.
#pragma once

#include <string>
#include <vector>

namespace snitt {

struct Migration {
  int version = 0;   // counted from 1 without a gap
  std::string name;  // "scores"
  std::string sql;
  // The oldest schema whose programs can use the file afterwards, without loss: an added table or nullable column
  // leaves it where it was, anything that an older program would misread raises it to `version`.
  int usableFrom = 0;
};

// All of them in order. A file's first line names its usableFrom: "-- usable-from: N".
[[nodiscard]] const std::vector<Migration>& builtInMigrations();

}  // namespace snitt
