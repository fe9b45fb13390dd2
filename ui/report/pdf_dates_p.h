// Qt writes the time of day into a PDF; the date of what is shown stands there instead, so that bytes can be repeated.
#pragma once

#include <string>

namespace snitt::report {

// `iso`: ISO 8601 as in ScoreRun. Lengths stay as they are, since the document's table of offsets counts on them.
void setPdfDates(std::string& pdf, const std::string& iso);

}  // namespace snitt::report
