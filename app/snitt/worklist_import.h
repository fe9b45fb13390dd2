// What laboratories sent goes into the database.
#pragma once

#include <string>
#include <vector>

#include "app/snitt/lab_file.h"
#include "core/result.h"
#include "core/store/cases.h"

namespace snitt::app {

struct FaultyPart {
  std::size_t number = 0;  // of the message in its file, from 1
  std::string bytes;
  std::string reason;  // names segment and field, or line and column, and never a value
};

struct ImportCounts {
  int applied = 0;
  int unchanged = 0;
  int older = 0;
  int held = 0;
  int faulty = 0;

  void add(const ImportCounts& other);
  // "3 applied, 1 unchanged"; "nothing in it" where there is nothing.
  [[nodiscard]] std::string inWords() const;
};

struct ImportedFile {
  ImportCounts counts;
  std::vector<FaultyPart> faulty;
};

// Every event in its order; parts that cannot be read are passed over and told. Errors: of the database, and refused:
// nothing is lost then when the file is given again, since an event that was taken changes nothing the second time.
[[nodiscard]] Result<ImportedFile> importFile(Cases& cases, const LabFile& file);

}  // namespace snitt::app
