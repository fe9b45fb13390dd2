// Qt's side of drawing without a display: the application object, fonts that are part of the program.
#pragma once

#include "core/result.h"

namespace snitt::report {

// Makes the QGuiApplication on the first call (platform "offscreen", a fixed hash seed so that documents come out the
// same) and loads the fonts. In a program that has an application already, only the fonts.
[[nodiscard]] Result<void> startDrawing();

}  // namespace snitt::report
