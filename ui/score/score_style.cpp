#include <QPainterPath>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

#include "ui/score/score_style_p.h"

namespace snitt::score {

namespace {

double luminance(const QColor& colour) {
  const auto linear = [](double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QColor themed(const QPalette& palette, QRgb light, QRgb dark) {
  return readable(QColor::fromRgb(isDark(palette) ? dark : light), palette.color(QPalette::Window));
}

QPolygonF regular(QPointF centre, double radius, int corners, double turnDeg) {
  QPolygonF polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = (turnDeg + 360.0 * i / corners) * 3.14159265358979 / 180;
    polygon << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
  }
  return polygon;
}

// The height that the text takes.
double layOut(QTextLayout& layout, int widthPx) {
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  double height = 0;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(std::max(1, widthPx));
    line.setPosition(QPointF(0, height));
    height += std::ceil(line.height());
  }
  layout.endLayout();
  return height;
}

void drawMark(QPainter& painter, QPointF centre, double size, const QColor& colour) {
  painter.setPen(QPen(colour, size * 0.14, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(centre - QPointF(0, size * 0.22), centre + QPointF(0, size * 0.05));
  painter.setPen(QPen(colour, size * 0.16, Qt::SolidLine, Qt::RoundCap));
  painter.drawPoint(centre + QPointF(0, size * 0.27));
}

}  // namespace

double contrast(const QColor& one, const QColor& other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor mixed(const QColor& from, const QColor& to, double share) {
  const auto part = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
  return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue())};
}

QColor readable(const QColor& wanted, const QColor& background) {
  const QColor end = contrast(Qt::white, background) > contrast(Qt::black, background) ? Qt::white : Qt::black;
  for (int step = 0; step < 10; ++step)
    if (const QColor tried = mixed(wanted, end, step / 10.0); contrast(tried, background) >= 4.5) return tried;
  return end;
}

bool isDark(const QPalette& palette) { return luminance(palette.color(QPalette::Window)) < 0.18; }

QColor faintInk(const QPalette& palette) {
  const QColor paper = palette.color(QPalette::Window);
  return readable(mixed(palette.color(QPalette::WindowText), paper, 0.36), paper);
}

QColor rule(const QPalette& palette) {
  return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.2);
}

QColor colourOf(ClassKind kind, const QPalette& palette) {
  switch (kind) {
    case ClassKind::good:
      return themed(palette, 0x1a7a5a, 0x5fcfa6);
    case ClassKind::poor:
      return themed(palette, 0xb02a2a, 0xff8d84);
    case ClassKind::uncertain:
      return themed(palette, 0x8a5a00, 0xf0bb5e);
    default:
      return themed(palette, 0x4a525c, 0xb4bcc6);
  }
}

QColor colourOf(Severity severity, const QPalette& palette) {
  switch (severity) {
    case Severity::serious:
      return themed(palette, 0xb02a2a, 0xff8d84);
    case Severity::caution:
      return themed(palette, 0x8a4b00, 0xf0bb5e);
    default:
      return themed(palette, 0x2a5c94, 0x8fbdf0);
  }
}

QColor tint(const QColor& accent, const QPalette& palette) {
  return mixed(palette.color(QPalette::Window), accent, isDark(palette) ? 0.16 : 0.1);
}

void drawShape(QPainter& painter, const QRectF& box, ClassKind kind, const QColor& colour) {
  const double edge = std::min(box.width(), box.height());
  const QRectF square(box.center().x() - edge / 2, box.center().y() - edge / 2, edge, edge);
  const QRectF inner = square.adjusted(1.5, 1.5, -1.5, -1.5);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, 2));
  painter.setBrush(Qt::NoBrush);
  switch (kind) {
    case ClassKind::good:
      painter.setBrush(colour);
      painter.drawEllipse(inner);
      break;
    case ClassKind::poor:
      painter.setBrush(colour);
      painter.drawRect(inner.adjusted(1, 1, -1, -1));
      break;
    case ClassKind::uncertain:
      painter.drawEllipse(inner);
      painter.setBrush(colour);
      painter.drawChord(inner, 90 * 16, 180 * 16);
      break;
    case ClassKind::notAssessable:
      painter.drawEllipse(inner);
      painter.drawLine(inner.center() + QPointF(-0.35, 0.35) * inner.width(),
                       inner.center() + QPointF(0.35, -0.35) * inner.width());
      break;
    default:
      painter.setPen(QPen(colour, 2, Qt::DotLine));
      painter.drawRect(inner);
  }
  painter.restore();
}

void drawShape(QPainter& painter, const QRectF& box, Severity severity, const QColor& colour, const QColor& paper) {
  const double size = std::min(box.width(), box.height());
  const QPointF centre = box.center();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(colour);
  painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (severity == Severity::caution) {
    painter.drawPolygon(regular(centre + QPointF(0, size * 0.1), size * 0.52, 3, -90));
    drawMark(painter, centre + QPointF(0, size * 0.08), size * 0.85, paper);
  } else if (severity == Severity::serious) {
    painter.drawPolygon(regular(centre, size * 0.5, 8, 22.5));
    drawMark(painter, centre, size, paper);
  } else {
    painter.drawEllipse(centre, size * 0.46, size * 0.46);
    painter.translate(centre);
    painter.rotate(180);  // an i is the mark upside down
    drawMark(painter, {}, size, paper);
  }
  painter.restore();
}

void drawDiamond(QPainter& painter, QPointF centre, double radius, const QColor& fill, const QColor& edge) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(edge, 1.2));
  painter.setBrush(fill);
  painter.drawPolygon(regular(centre, radius, 4, 0));
  painter.restore();
}

void drawShape(QPainter& painter, const QRectF& box, FactState state, const QColor& colour) {
  const double size = std::min(box.width(), box.height());
  const QPointF centre = box.center();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, std::max(1.4, size * 0.12), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const auto at = [&](double x, double y) { return centre + QPointF(x, y) * size; };
  if (state == FactState::met) {
    painter.drawPolyline(QPolygonF{at(-0.32, 0.03), at(-0.08, 0.27), at(0.34, -0.27)});
  } else if (state == FactState::violated) {
    painter.drawLine(at(-0.27, -0.27), at(0.27, 0.27));
    painter.drawLine(at(-0.27, 0.27), at(0.27, -0.27));
  } else {
    QPainterPath hook(at(-0.2, -0.2));
    hook.cubicTo(at(-0.18, -0.46), at(0.24, -0.46), at(0.22, -0.16));
    hook.cubicTo(at(0.2, 0), at(0, 0), at(0, 0.16));
    painter.drawPath(hook);
    painter.drawPoint(at(0, 0.38));
  }
  painter.restore();
}

void hatch(QPainter& painter, const QRectF& box, const QColor& colour) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(box, Qt::IntersectClip);
  painter.setPen(QPen(colour, 1));
  const int lines = static_cast<int>((box.width() + box.height()) / 7) + 1;
  for (int i = 0; i < lines; ++i) {
    const double x = box.left() - box.height() + 7 * i;
    painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
  }
  painter.restore();
}

QFont smaller(QFont font) {
  if (font.pointSizeF() > 0)
    font.setPointSizeF(std::max(7.5, font.pointSizeF() * 0.9));
  else
    font.setPixelSize(std::max(10, font.pixelSize() * 9 / 10));
  return font;
}

QFont bold(QFont font) {
  font.setBold(true);
  return font;
}

int wrappedHeight(const QFont& font, const QString& text, int widthPx) {
  double height = 0;
  for (const QString& paragraph : text.split(QLatin1Char('\n'))) {
    QTextLayout layout(paragraph, font);
    height += layOut(layout, widthPx);
  }
  return text.isEmpty() ? 0 : static_cast<int>(std::ceil(height));
}

void drawWrapped(QPainter& painter, const QRect& box, const QString& text) {
  double y = box.top();
  for (const QString& paragraph : text.split(QLatin1Char('\n'))) {
    QTextLayout layout(paragraph, painter.font());
    const double height = layOut(layout, box.width());
    layout.draw(&painter, QPointF(box.left(), y));
    y += height;
  }
}

}  // namespace snitt::score
