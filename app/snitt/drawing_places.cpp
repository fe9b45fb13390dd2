#include "app/snitt/drawing_places.h"

#include "app/snitt/database_option.h"
#include "core/os/os.h"

namespace snitt::app {

DrawingPlaces drawingPlaces(const CommonOptions& options) {
  DrawingPlaces places;
  places.database = databasePlace(options).file;
  const std::filesystem::path data = os::dataFolder();
  if (!data.empty()) places.folder = data / "annotations";
  return places;
}

}  // namespace snitt::app
