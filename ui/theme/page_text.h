// Markdown as a page to read: room above headings and in tables, which Qt gives none. UI thread only.
#pragma once

#include <QString>

class QPalette;
class QTextDocument;

namespace snitt {

// Replaces what is in `document`. Headings of tables that say nothing are left out. HTML in it is not read.
void setPage(QTextDocument& document, const QString& markdown, const QPalette& palette);

}  // namespace snitt
