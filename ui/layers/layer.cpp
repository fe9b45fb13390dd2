#include "ui/layers/layer.h"

#include <algorithm>
#include <utility>

namespace snitt {

Layer::Layer(LayerKind kind, QString name) : m_kind(kind), m_name(std::move(name)) {}

void Layer::setFileNameCovered(bool covered) {
  if (covered == m_fileNameCovered) return;
  m_fileNameCovered = covered;
  if (!m_fileName.isEmpty()) Q_EMIT changed();
}

QString Layer::shownWords(const QString& words) const {
  if (!m_fileNameCovered || m_fileName.isEmpty()) return words;
  return QString(words).replace(m_fileName, tr("Overlay"));
}

void Layer::setVisible(bool visible) {
  if (visible == m_visible) return;
  m_visible = visible;
  Q_EMIT changed();
}

void Layer::setOpacity(double opacity) {
  opacity = std::clamp(opacity, 0.0, 1.0);
  if (opacity == m_opacity) return;
  m_opacity = opacity;
  Q_EMIT changed();
}

void Layer::setBlend(Blend blend) {
  if (blend == m_blend) return;
  m_blend = blend;
  Q_EMIT changed();
}

std::optional<Reading> Layer::reading(QPointF slide) const {
  const QString text = describe(slide);
  return text.isEmpty() ? std::nullopt : std::optional(Reading{text, {}});
}

QString Layer::describe(QPointF) const { return {}; }

std::optional<QRectF> Layer::tileAt(QPointF) const { return std::nullopt; }

QPainter::CompositionMode compositionOf(Blend blend) {
  switch (blend) {
    case Blend::multiply:
      return QPainter::CompositionMode_Multiply;
    case Blend::screen:
      return QPainter::CompositionMode_Screen;
    case Blend::overlay:
      return QPainter::CompositionMode_Overlay;
    case Blend::normal:
      break;
  }
  return QPainter::CompositionMode_SourceOver;
}

}  // namespace snitt
