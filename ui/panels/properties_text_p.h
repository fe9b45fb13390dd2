// The groups of the properties panel as HTML for a QTextDocument. All texts of the file are escaped.
#pragma once

#include <QColor>
#include <QString>
#include <optional>

#include "tiling/slide_info.h"

namespace snitt {

struct PropertiesText {
  const SlideInfo& info;
  std::optional<Mpp> mpp;
  QString mppSource;
  QString profileName;  // null: no profile
  QString fingerprint;
  bool pathShown = false;
  QString maskedName;  // of who may not see the file's name, path and own words; null: they may
  QColor nameColour;
  int nameWidthPx = 0;
};

// Links: "path" to show or hide the path. The image "warning" is the sign before each finding.
[[nodiscard]] QString propertiesHtml(const PropertiesText& text);

}  // namespace snitt
