// The language of the windows: English in the sources, Norwegian Bokmål as a translation that is part of the program.
#pragma once

#include <QString>

class QApplication;

namespace snitt {

// `code` is "en", "nb", or empty for what the desktop asks for (English where it asks for neither). Numbers and dates
// are written as that language does; with an empty code as the desktop does. Windows that exist keep their texts unless
// they translate them again on QEvent::LanguageChange, so call it before the first one. May be called again. UI thread.
void installLanguage(QApplication& application, const QString& code);

}  // namespace snitt
