#include "app/snitt/database_option.h"

#include <cstdlib>

#include "core/os/os.h"

namespace snitt::app {

DatabasePlace databasePlace(const CommonOptions& options) {
  if (options.database == "none") return {};
  if (!options.database.empty()) return {options.database, false};
  const std::filesystem::path folder = os::dataFolder();
  return {folder.empty() ? folder : folder / kDefaultDatabase, true};
}

Result<DatabasePlace> neededDatabase(const CommonOptions& options) {
  DatabasePlace place = databasePlace(options);
  if (!place.file.empty()) return place;
  return fail(ErrorKind::usage, place.isDefault ? "there is no home folder for a database: name one with --db FILE"
                                                : "--db none names no database");
}

Result<Store> openNeeded(const CommonOptions& options) {
  const auto place = neededDatabase(options);
  if (!place) return fail(place.error());
  return Store::open(place->file, storeOptions(false));
}

StoreOptions storeOptions(bool makeIfMissing) {
  StoreOptions options;
  options.makeIfMissing = makeIfMissing;
  options.software = std::string("snitt ") + SNITT_VERSION;
  // Of the viewer at a shared account, whose person scores.
  if (const char* pass = std::getenv("SNITT_SESSION"); pass != nullptr) options.signedIn = pass;
  return options;
}

Result<std::string> databaseState(const CommonOptions& options) {
  const DatabasePlace place = databasePlace(options);
  if (place.file.empty()) return std::string("none");
  const std::string name = place.file.string();
  if (!std::filesystem::exists(place.file)) return name + " (not there: \"snitt db create\" makes it)";
  const auto store = Store::openToLook(place.file, storeOptions(false));
  if (!store) return fail(store.error());
  const auto scores = store->scoreCount();
  if (!scores) return fail(scores.error());
  return name + " (schema " + std::to_string(store->schema()) + ", " + std::to_string(*scores) +
         (*scores == 1 ? " score)" : " scores)");
}

}  // namespace snitt::app
