#include "ui/score/tile_button.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

#include "ui/score/score_style_p.h"

namespace snitt {

TileButton::TileButton(GalleryTile tile, QWidget* parent) : QAbstractButton(parent), m_tile(std::move(tile)) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  setText(m_tile.score);
  setAccessibleName(m_tile.name);
  setAccessibleDescription(tr("%1; opens the tile on the slide").arg(m_tile.resolution));
  setToolTip(tr("%1, %2\nClick or Enter: go to the tile").arg(m_tile.resolution, m_tile.name));
}

void TileButton::setWaiting(bool waiting) {
  m_picture = waiting ? Picture::waiting : Picture::none;
  m_image = {};
  update();
}

void TileButton::setImage(const QImage& image) {
  m_image = image;
  m_picture = image.isNull() ? Picture::unreadable : Picture::shown;
  setAccessibleName(image.isNull() ? tr("%1, could not be read").arg(m_tile.name) : m_tile.name);
  update();
}

int TileButton::heightForWidth(int widthPx) const { return widthPx + fontMetrics().height() + 2; }

QSize TileButton::sizeHint() const { return {80, heightForWidth(80)}; }

void TileButton::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      click();
      break;
    case Qt::Key_Left:
      Q_EMIT moveAsked(-1, 0);
      break;
    case Qt::Key_Right:
      Q_EMIT moveAsked(1, 0);
      break;
    case Qt::Key_Up:
      Q_EMIT moveAsked(0, -1);
      break;
    case Qt::Key_Down:
      Q_EMIT moveAsked(0, 1);
      break;
    default:
      QAbstractButton::keyPressEvent(event);
  }
}

void TileButton::focusInEvent(QFocusEvent* event) {
  QAbstractButton::focusInEvent(event);
  if (event->reason() != Qt::MouseFocusReason) Q_EMIT focused();
}

void TileButton::paintPicture(QPainter& painter, const QRect& box) const {
  const QPalette& colours = palette();
  if (m_picture == Picture::shown) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(box, m_image);
    return;
  }
  painter.fillRect(box, score::mixed(colours.color(QPalette::Window), colours.color(QPalette::WindowText), 0.06));
  QString words = tr("No picture");
  if (m_picture == Picture::waiting) words = QStringLiteral("…");
  if (m_picture == Picture::unreadable) {
    score::hatch(painter, box, score::rule(colours));
    words = tr("Unreadable");
  }
  QFont font = score::smaller(this->font());
  const double wide = QFontMetrics(font).horizontalAdvance(words);
  if (wide > box.width() - 6) font.setPointSizeF(std::max(6.0, font.pointSizeF() * (box.width() - 6) / wide));
  painter.save();
  painter.setFont(font);
  const QRect text = QFontMetrics(font).boundingRect(box, Qt::AlignCenter, words);
  painter.fillRect(text.adjusted(-3, -1, 3, 1), colours.color(QPalette::Window));
  painter.setPen(score::faintInk(colours));
  painter.drawText(box, Qt::AlignCenter, words);
  painter.restore();
}

void TileButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRect box(0, 0, width(), width());
  paintPicture(painter, box.adjusted(2, 2, -2, -2));
  const bool marked = hasFocus() || underMouse() || isDown();
  painter.setPen(QPen(marked ? palette().color(QPalette::Highlight) : score::rule(palette()), hasFocus() ? 2 : 1));
  painter.drawRect(box.adjusted(1, 1, -2, -2));
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(QRect(0, width() + 1, width(), height() - width() - 1), Qt::AlignHCenter | Qt::AlignTop, text());
}

}  // namespace snitt
