#include "app/snitt/drawing_places.h"

#include "app/snitt/database_option.h"
#include "core/os/os.h"

namespace snitt::app {

Result<DrawingPlaces> drawingPlaces(const CommonOptions& options) {
  DrawingPlaces places;
  const DatabasePlace place = databasePlace(options);
  places.database = place.file;
  places.signedIn = storeOptions(false).signedIn;
  std::error_code ignored;
  if (!place.file.empty() && !place.isDefault && !std::filesystem::exists(place.file, ignored))
    return fail(ErrorKind::notFound, "there is no database " + place.file.string());
  const std::filesystem::path data = os::dataFolder();
  if (!data.empty()) places.folder = data / "annotations";
  return places;
}

}  // namespace snitt::app
