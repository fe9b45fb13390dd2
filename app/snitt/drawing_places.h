// Where the verbs find what people have drawn: the database of --db (else the default one), and the project files in
// the user's data folder.
#pragma once

#include "app/snitt/session.h"
#include "core/drawing/drawing_file.h"

namespace snitt::app {

[[nodiscard]] DrawingPlaces drawingPlaces(const CommonOptions& options);

}  // namespace snitt::app
