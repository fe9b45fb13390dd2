// The system's font of one width a letter, as large as another font.
#pragma once

#include <QFont>
#include <QFontDatabase>
#include <QFontInfo>

namespace snitt {

[[nodiscard]] inline QFont fixedFont(const QFont& beside) {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setPixelSize(QFontInfo(beside).pixelSize());
  return font;
}

}  // namespace snitt
