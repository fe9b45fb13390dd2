// Where the verbs find what people have drawn: the database of --db (else the default one), and the project files in
// the user's data folder.
#pragma once

#include "app/snitt/session.h"
#include "core/drawing/drawing_file.h"

namespace snitt::app {

// Error: notFound, where --db names a file that is not there.
[[nodiscard]] Result<DrawingPlaces> drawingPlaces(const CommonOptions& options);

}  // namespace snitt::app
