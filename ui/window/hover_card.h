// What the layers under the cursor say, beside the cursor: the tile's members and ensemble, detections, areas. Never
// takes the mouse; keeps within its parent. UI thread only.
#pragma once

#include <QLabel>

#include "ui/layers/layer.h"

namespace snitt {

class HoverCard : public QLabel {
  Q_OBJECT

 public:
  static constexpr int kMostRows = 12;  // of one layer; the rest is counted

  explicit HoverCard(QWidget* parent);

  // At a position of the parent. Nothing to say hides it.
  void show(const QList<Reading>& readings, QPoint cursor);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace snitt
