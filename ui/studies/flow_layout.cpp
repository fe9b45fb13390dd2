#include <algorithm>

#include "ui/studies/flow_layout_p.h"

namespace snitt {

FlowLayout::FlowLayout(int spacingPx, QWidget* parent) : QLayout(parent), m_spacing(spacingPx) {
  setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
  for (QLayoutItem* one : m_items) delete one;
}

QLayoutItem* FlowLayout::itemAt(int index) const {
  return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
  if (index < 0 || index >= count()) return nullptr;
  QLayoutItem* item = m_items[static_cast<std::size_t>(index)];
  m_items.erase(m_items.begin() + index);
  return item;
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* one : m_items)
    if (!one->isEmpty()) size = size.expandedTo(one->minimumSize());
  return size;
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  place(rect, true);
}

int FlowLayout::place(const QRect& rect, bool apply) const {
  int x = rect.x();
  int y = rect.y();
  int lineHeight = 0;
  for (QLayoutItem* one : m_items) {
    if (one->isEmpty()) continue;
    const QSize size = one->sizeHint();
    if (x > rect.x() && x + size.width() > rect.x() + rect.width()) {
      x = rect.x();
      y += lineHeight + m_spacing;
      lineHeight = 0;
    }
    if (apply) one->setGeometry({QPoint(x, y), size});
    x += size.width() + m_spacing;
    lineHeight = std::max(lineHeight, size.height());
  }
  return y + lineHeight - rect.y();
}

}  // namespace snitt
