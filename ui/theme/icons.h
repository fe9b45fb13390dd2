// Icons of the Breeze theme that are part of the program, by the names of icons.txt. They are drawn in the palette's
// text colour at the moment of painting, sharp at any device pixel ratio, and so follow a change of theme. UI thread.
#pragma once

#include <QIcon>
#include <QStringList>

namespace snitt {

// An unknown name gives an icon that is null, and a line in the log.
[[nodiscard]] QIcon icon(const char* name);
[[nodiscard]] QIcon icon(const QString& name);

// The program's own, for its windows.
[[nodiscard]] QIcon programIcon();
[[nodiscard]] QStringList iconNames();

}  // namespace snitt
