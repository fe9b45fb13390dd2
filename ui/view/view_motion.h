// Movement of a view over time: a zoom that eases towards its goal around a fixed point, and coasting after a fling.
// Plain values; time comes from the caller in seconds, so that tests need no clock.
#pragma once

#include <QPointF>

#include <deque>
#include <optional>

#include "ui/view/viewport.h"

namespace snitt {

// Eases from one view to another within `kGlideSeconds`. Where only the zoom differs the anchor stays where it is.
class Glide {
 public:
  static constexpr double kGlideSeconds = 0.16;
  Glide(const Viewport& from, const Viewport& to, std::optional<QPointF> anchor, double now);
  [[nodiscard]] Viewport at(double now) const;
  [[nodiscard]] bool over(double now) const { return now - m_begin >= kGlideSeconds; }
  [[nodiscard]] const Viewport& goal() const { return m_to; }

 private:
  Viewport m_from;
  Viewport m_to;
  std::optional<QPointF> m_anchor;  // device pixels
  double m_begin;
};

// Speed of the pointer over the last moments, and what is left of it after the button was let go.
class Fling {
 public:
  void begin();
  void track(QPointF position, double now);
  // True where the hand was moving when it let go.
  [[nodiscard]] bool release(double now);
  // Whole device pixels to move since the last call; parts of pixels are kept for the next one.
  [[nodiscard]] QPoint step(double now);
  [[nodiscard]] bool moving() const { return m_moving; }
  void stop() { m_moving = false; }

 private:
  struct Sample {
    QPointF position;
    double time;
  };
  std::deque<Sample> m_samples;
  QPointF m_speed;  // device pixels a second
  QPointF m_rest;
  double m_last = 0;
  bool m_moving = false;
};

}  // namespace snitt
