// How tools show what is half done: lines with a dark rim that are seen on any tissue, handles, plates with text. The
// painter is in device pixels.
#pragma once

#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QString>

#include "core/annotation/annotation.h"
#include "ui/view/viewport.h"

namespace snitt {

// On the screen; points as nothing.
[[nodiscard]] QPainterPath pathOf(const Geometry& geometry, const Viewport& view);
[[nodiscard]] QPainterPath pathOf(const std::vector<Point>& line, const Viewport& view);

void strokePreview(QPainter& painter, const QPainterPath& path, const QColor& colour, qreal dpr, bool dashed = false);
// A light tint of what is enclosed.
void fillPreview(QPainter& painter, const QPainterPath& path, const QColor& colour);
void paintHandle(QPainter& painter, QPointF at, const QColor& colour, qreal dpr, bool stands = false);
void paintDot(QPainter& painter, QPointF at, const QColor& colour, qreal dpr);
// A plate beside a position, moved into the view.
void paintPlate(QPainter& painter, QPointF beside, const QString& text, const Viewport& view, qreal dpr);

}  // namespace snitt
