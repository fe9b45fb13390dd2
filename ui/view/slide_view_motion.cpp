// SlideView: where it goes and how it gets there.
#include <algorithm>
#include <cmath>

#include "ui/view/slide_view.h"

namespace snitt {

void SlideView::glide(const Viewport& to, std::optional<QPointF> anchor) {
  m_fling.stop();
  m_glide.emplace(m_view, to, anchor, now());
  m_timer.start();
  requestTiles();
}

void SlideView::keepPlace() {
  if (!hasSlide()) return;
  m_history.leave(heading());
  Q_EMIT historyChanged();
}

void SlideView::goBack() {
  if (const auto place = m_history.back(heading())) glide(bounded(place->resizedTo(m_view.sizePx)), std::nullopt);
  Q_EMIT historyChanged();
}

void SlideView::goForward() {
  if (const auto place = m_history.forward(heading())) glide(bounded(place->resizedTo(m_view.sizePx)), std::nullopt);
  Q_EMIT historyChanged();
}

Viewport SlideView::heading() const { return m_glide ? m_glide->goal() : m_view; }

void SlideView::fit() {
  if (hasSlide()) glideTo(heading().fitting(QRectF(QPointF(0, 0), m_document->sizePx())));
}

void SlideView::zoomAround(QPointF screen, double factor) {
  if (!hasSlide()) return;
  // A turn that is under way comes to its end first: only the zoom keeps the place under the cursor.
  if (heading().rotationDeg != m_view.rotationDeg) stopMotion();
  // From where the last step is heading, so that quick steps add up.
  const double downsample = std::clamp(heading().downsample / factor, kFinest, coarsest());
  glide(m_view.zoomedAround(screen, downsample), screen);
}

void SlideView::zoomBy(double factor) {
  zoomAround(QPointF(m_view.sizePx.width() / 2.0, m_view.sizePx.height() / 2.0), factor);
}

void SlideView::zoomTo(double downsample) {
  if (!hasSlide()) return;
  keepPlace();
  zoomBy(heading().downsample / downsample);
}

void SlideView::panBy(QPoint devicePx) {
  if (!hasSlide()) return;
  stopMotion();
  edit(m_view.movedBy(devicePx));
  requestTiles();
}

void SlideView::turnTo(double degrees) {
  if (hasSlide()) glide(bounded(heading().turnedTo(degrees)), std::nullopt);
}

void SlideView::turnBy(double degrees) { turnTo(heading().rotationDeg + degrees); }

void SlideView::mirror() {
  if (!hasSlide()) return;
  stopMotion();
  edit(m_view.mirrored());
  requestTiles();
}

void SlideView::goTo(const QRectF& slide, std::optional<double> downsample) {
  if (!hasSlide()) return;
  Viewport view = heading().fitting(slide, 0.1);
  if (downsample) view.downsample = *downsample;
  glideTo(view);
}

void SlideView::stopMotion() {
  if (m_glide) {
    const Viewport goal = m_glide->goal();
    m_glide.reset();
    show(goal.resizedTo(m_view.sizePx));
  }
  m_fling.stop();
  m_timer.stop();
}

void SlideView::tick() {
  const double time = now();
  if (m_glide) {
    const Viewport view = m_glide->at(time).resizedTo(m_view.sizePx);
    if (m_glide->over(time)) m_glide.reset();
    edit(m_glide ? view : bounded(view));
    if (!m_glide) requestTiles();
  } else if (m_fling.moving()) {
    const Viewport before = m_view;
    const QPoint step = m_fling.step(time);
    if (!step.isNull()) {
      edit(m_view.movedBy(step));
      if (m_view == before) m_fling.stop();
      requestTiles();
    }
  }
  if (!m_glide && !m_fling.moving()) m_timer.stop();
}

}  // namespace snitt
