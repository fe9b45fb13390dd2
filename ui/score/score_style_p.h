// Colours and shapes of the score panel, chosen after the palette so that they can be read in a light and in a dark
// theme. Every colour that means something stands beside a shape and a word.
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QPalette>
#include <QRectF>
#include <QString>

#include "ui/score/score_summary.h"

namespace snitt::score {

// WCAG 2.1: from 1 to 21.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);
[[nodiscard]] QColor mixed(const QColor& from, const QColor& to, double share);
// `wanted`, moved towards the palette's text until it can be read on `background` (4.5:1).
[[nodiscard]] QColor readable(const QColor& wanted, const QColor& background);

[[nodiscard]] bool isDark(const QPalette& palette);
[[nodiscard]] QColor faintInk(const QPalette& palette);
[[nodiscard]] QColor rule(const QPalette& palette);
[[nodiscard]] QColor colourOf(ClassKind kind, const QPalette& palette);
[[nodiscard]] QColor colourOf(Severity severity, const QPalette& palette);
[[nodiscard]] QColor tint(const QColor& accent, const QPalette& palette);  // a background for the palette's text

void drawShape(QPainter& painter, const QRectF& box, ClassKind kind, const QColor& colour);
void drawShape(QPainter& painter, const QRectF& box, Severity severity, const QColor& colour, const QColor& paper);
void drawDiamond(QPainter& painter, QPointF centre, double radius, const QColor& fill, const QColor& edge);
// Tick, cross or question mark in a ring.
void drawShape(QPainter& painter, const QRectF& box, FactState state, const QColor& colour);
void hatch(QPainter& painter, const QRectF& box, const QColor& colour);

[[nodiscard]] QFont smaller(QFont font);
[[nodiscard]] QFont bold(QFont font);

// Lines break between words, and within those that are longer than a line (paths, hashes).
[[nodiscard]] int wrappedHeight(const QFont& font, const QString& text, int widthPx);
// With the painter's font and pen, from the top of `box` on.
void drawWrapped(QPainter& painter, const QRect& box, const QString& text);

}  // namespace snitt::score
