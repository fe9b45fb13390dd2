// The class of a slide or case in a line of a list: a shape and a word, both in the class's colour on its tint.
#pragma once

#include <QRect>
#include <QString>

#include "ui/score/score_summary.h"

class QFont;
class QFontMetrics;
class QPainter;
class QPalette;

namespace snitt {

[[nodiscard]] int chipWidth(const QFontMetrics& metrics, const QString& word);
[[nodiscard]] int chipHeight(const QFontMetrics& metrics);
// At the left of `place`, in its middle. Text that does not fit is elided.
void paintChip(QPainter& painter, const QRect& place, ClassKind kind, const QString& word, const QPalette& palette);
// A word in a thin frame: "pending".
void paintMark(QPainter& painter, const QRect& place, const QString& word, const QColor& colour);

}  // namespace snitt
