#include "app/snitt/case_store.h"

#include <filesystem>

#include "app/snitt/database_option.h"

namespace snitt::app {

Result<Store> openCaseStore(const CommonOptions& options) {
  const DatabasePlace place = databasePlace(options);
  if (place.file.empty())
    return fail(ErrorKind::usage, place.isDefault ? "there is no home folder for a database: name one with --db FILE"
                                                  : "cases need a database, and --db none names none");
  std::error_code ignored;
  if (!std::filesystem::exists(place.file, ignored))
    return fail(ErrorKind::notFound, "there is no database " + place.file.string() + ": \"snitt db create\" makes it");
  return Store::open(place.file, storeOptions(false));
}

}  // namespace snitt::app
