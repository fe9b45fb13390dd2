#include <QtGui/QFontMetricsF>
#include <QtGui/QTextLayout>

#include <cmath>

#include "ui/report/text_p.h"

namespace snitt::report {

QFont fontFor(const TextStyle& style) {
  QFont made(QStringLiteral("Inter"));
  made.setPixelSize(static_cast<int>(std::lround(style.sizePt * kMmPerPoint * kUnitsPerMm)));
  made.setWeight(style.weight == Weight::bold     ? QFont::Bold
                 : style.weight == Weight::medium ? QFont::Medium
                                                  : QFont::Normal);
  made.setHintingPreference(QFont::PreferNoHinting);
  // The font would set "10x" and "2026-05" with other signs, which a reader of the file could not copy or search.
  made.setStyleStrategy(QFont::PreferNoShaping);
  return made;
}

std::vector<QString> wrapped(const QString& words, const QFont& font, double widthUnits, int most) {
  std::vector<QString> lines;
  bool cut = false;
  QTextLayout layout(words, font);
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(widthUnits);
    if (most > 0 && static_cast<int>(lines.size()) == most) {
      cut = true;
      break;
    }
    lines.push_back(words.mid(line.textStart(), line.textLength()).trimmed());
  }
  layout.endLayout();
  if (cut && !lines.empty()) {
    // The rest of the text is gone, so the last line says so even where it would fit by itself.
    const QFontMetricsF metrics(font);
    QString& last = lines.back();
    last += QChar(0x2026);
    while (last.size() > 1 && metrics.horizontalAdvance(last) > widthUnits) last.remove(last.size() - 2, 1);
  }
  return lines;
}

}  // namespace snitt::report
