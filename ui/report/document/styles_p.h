// Text of documents on paper.
#pragma once

#include <limits>

#include "core/document/document.h"
#include "core/text/visible.h"
#include "ui/report/palette_p.h"

namespace snitt::report {

inline const TextStyle kDocTitle{20, Weight::bold, kInk};
inline const TextStyle kDocStudy{11, Weight::medium, kInk};
inline const TextStyle kDocSection{12.5, Weight::bold, kInk};
inline const TextStyle kDocLead{9.4, Weight::medium, kInk};
inline const TextStyle kDocBody{8.8, Weight::regular, kInk};
inline const TextStyle kDocBodyStrong{8.8, Weight::medium, kInk};
inline const TextStyle kDocNote{7.2, Weight::regular, kFaint};
inline const TextStyle kDocCaption{8.8, Weight::bold, kInk};
inline const TextStyle kDocCell{7.6, Weight::regular, kInk};
inline const TextStyle kDocHead{7.2, Weight::medium, kFaint};
inline const TextStyle kDocFoot{6.4, Weight::regular, kFaint};

// Somebody's text: one line whose signs can all be seen, never cut.
[[nodiscard]] inline QString shown(std::string_view text) {
  QString shown = qs(visibleText(text, std::numeric_limits<std::size_t>::max()));
  // No line ends between a number and its sign.
  shown.replace(QStringLiteral(" % CI"), QStringLiteral("\u00a0%\u00a0CI"));
  return shown.replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
}

}  // namespace snitt::report
