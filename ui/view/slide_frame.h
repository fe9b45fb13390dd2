// The picture of a view, kept from one frame to the next: after a pan by whole pixels what is already there is moved
// and only the new strips are drawn, whatever the rotation. UI thread only.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRegion>

#include <functional>

#include "ui/view/viewport.h"

namespace snitt {

class SlideFrame {
 public:
  // Draws the part of the view inside `exposed` (device pixels); the painter is clipped to it and in device pixels.
  using Draw = std::function<void(QPainter&, const QRect& exposed)>;

  // Brings the picture up to date. `smooth` is left to `draw`.
  void update(const Viewport& view, const Draw& draw);
  // What is inside must be drawn again at the next update (device pixels of the view that was drawn last).
  void invalidate(const QRect& screen) { m_stale += screen; }
  void invalidate() { m_valid = false; }

  [[nodiscard]] const QImage& picture() const { return m_picture; }
  [[nodiscard]] const Viewport& view() const { return m_view; }  // that the picture shows
  [[nodiscard]] bool isValid() const { return m_valid; }

 private:
  // Moves the picture; false where the new view cannot be made that way.
  [[nodiscard]] bool scrollTo(const Viewport& view);

  QImage m_picture;  // Format_RGB32
  Viewport m_view;   // what it shows
  QRegion m_stale;
  bool m_valid = false;
};

}  // namespace snitt
