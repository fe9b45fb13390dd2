#include "ui/view/slide_view.h"

#include <QPaintEvent>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/view/tile_painter.h"

namespace snitt {

namespace {

constexpr int kFrameMs = 8;
constexpr double kMarginPx = 300;  // around the view, read ahead

}  // namespace

SlideView::SlideView(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 90);
  grabGesture(Qt::PinchGesture);
  setAccessibleName(tr("Slide"));
  m_clock.start();
  m_timer.setInterval(kFrameMs);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &SlideView::tick);
  updateCursor();
}

SlideView::~SlideView() = default;

bool SlideView::hasSlide() const {
  return m_document != nullptr && m_document->state() == SlideDocument::State::open;
}

void SlideView::setDocument(SlideDocument* document) {
  if (m_document != nullptr) {
    m_document->disconnect(this);
    m_document->layers().disconnect(this);
  }
  stopMotion();
  // A button that is still down moves the next slide only after another press.
  m_dragging = false;
  m_toolHasMouse = false;
  updateCursor();
  m_document = document;
  m_fitted = false;
  m_frame.invalidate();
  if (document != nullptr) {
    connect(document, &SlideDocument::stateChanged, this, &SlideView::takeState);
    connect(document, &SlideDocument::notesChanged, this, qOverload<>(&QWidget::update));
    connect(document, &SlideDocument::scaleChanged, this, qOverload<>(&QWidget::update));
    connect(document, &SlideDocument::lookChanged, this, [this] { requestTiles(); });
    connect(&document->layers(), &LayerStack::changed, this, [this] {
      m_frame.invalidate();
      update();
    });
  }
  takeState();
}

void SlideView::takeState() {
  if (hasSlide()) {
    connect(&m_document->tiles(), &TileStore::arrived, this, &SlideView::takeTiles, Qt::UniqueConnection);
    if (!m_fitted) {
      m_fitted = true;
      setViewport(Viewport{size() * devicePixelRatioF(), {}, 1, 0, false}.fitting(
          QRectF(QPointF(0, 0), m_document->sizePx())));
    }
    requestTiles();
  }
  m_frame.invalidate();
  update();
}

double SlideView::coarsest() const { return coarsestOf(m_view); }

// That of a view's own rotation.
double SlideView::coarsestOf(const Viewport& view) const {
  if (!hasSlide()) return 1;
  const Viewport all = view.fitting(QRectF(QPointF(0, 0), m_document->sizePx()));
  return std::max(1.0, all.downsample * 1.5);
}

// Some of the slide always stays in view: nobody gets lost on the glass.
Viewport SlideView::bounded(Viewport view) const {
  if (!hasSlide()) return view;
  view.downsample = std::clamp(view.downsample, kFinest, coarsestOf(view));
  const QSizeF slide = m_document->sizePx();
  const QPointF inside(std::clamp(view.centre.x(), 0.0, slide.width()), std::clamp(view.centre.y(), 0.0, slide.height()));
  if (inside == view.centre) return view;
  // By whole pixels, so that the picture can be moved instead of drawn again.
  const QPointF shift = view.toScreen(inside) - view.toScreen(view.centre);
  return view.movedBy(-QPointF(std::round(shift.x()), std::round(shift.y())));
}

void SlideView::show(const Viewport& view) {
  if (view == m_view) return;
  m_view = view;
  m_toldComplete = false;
  update();
  Q_EMIT viewChanged(m_view);
}

void SlideView::edit(const Viewport& view) {
  show(bounded(view));
  Q_EMIT viewEdited(m_view);
}

void SlideView::setViewport(const Viewport& view) {
  stopMotion();
  show(bounded(view.resizedTo(size() * devicePixelRatioF())));
  requestTiles();
}

void SlideView::glideTo(const Viewport& view) { glide(bounded(view.resizedTo(m_view.sizePx)), std::nullopt); }

void SlideView::glide(const Viewport& to, std::optional<QPointF> anchor) {
  m_fling.stop();
  m_glide.emplace(m_view, to, anchor, now());
  m_timer.start();
  requestTiles();
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

void SlideView::zoomTo(double downsample) { zoomBy(heading().downsample / downsample); }

void SlideView::panBy(QPoint devicePx) {
  if (!hasSlide()) return;
  stopMotion();
  edit(m_view.movedBy(devicePx));
  requestTiles();
}

void SlideView::turnTo(double degrees) {
  if (hasSlide()) glideTo(heading().turnedTo(degrees));
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

void SlideView::requestTiles() {
  if (!hasSlide()) return;
  const Viewport view = heading();
  const DisplayPyramid& pyramid = m_document->tiles().pyramid();
  const int level = pyramid.levelFor(view.downsample);
  std::vector<DisplayTile> wanted = pyramid.visible(view, level);
  // A coarse picture of a new place is there at once and stands in for what takes longer.
  const int coarse = std::min(level + 3, pyramid.levelCount() - 1);
  const std::vector<DisplayTile> standIns = pyramid.visible(view, coarse);
  if (standIns.size() <= 4) wanted.insert(wanted.begin(), standIns.begin(), standIns.end());
  const std::vector<DisplayTile> around = pyramid.visible(view, level, kMarginPx);
  wanted.insert(wanted.end(), around.begin(), around.end());
  if (level + 1 < pyramid.levelCount()) {
    const std::vector<DisplayTile> wider = pyramid.visible(view, level + 1, kMarginPx);
    wanted.insert(wanted.end(), wider.begin(), wider.end());
  }
  m_document->tiles().want(std::move(wanted));
}

void SlideView::takeTiles(const std::vector<DisplayTile>& tiles) {
  const DisplayPyramid& pyramid = m_document->tiles().pyramid();
  const int level = pyramid.levelFor(m_view.downsample);
  const QTransform toScreen = m_view.slideToScreen();
  const QRect screen(QPoint(0, 0), m_view.sizePx);
  for (const DisplayTile& tile : tiles) {
    if (tile.level < level) continue;
    const QRect place = toScreen.mapRect(pyramid.slideRect(tile)).toAlignedRect().adjusted(-1, -1, 1, 1) & screen;
    if (place.isEmpty()) continue;
    m_frame.invalidate(place);
    update();
  }
  checkComplete();
}

bool SlideView::complete() const {
  if (!hasSlide() || m_glide || m_fling.moving()) return false;
  const TileStore& tiles = m_document->tiles();
  const DisplayPyramid& pyramid = tiles.pyramid();
  for (const DisplayTile& tile : pyramid.visible(m_view, pyramid.levelFor(m_view.downsample)))
    if (!tiles.isCurrent(tile)) return false;
  return true;
}

void SlideView::checkComplete() {
  if (m_toldComplete || !complete()) return;
  m_toldComplete = true;
  Q_EMIT completed();
}

void SlideView::drawFrame(QPainter& painter, const QRect& exposed) {
  TilePaintOptions options;
  // Enlarged pixels are shown as they are once they can be counted.
  options.smooth = m_view.downsample > 0.4;
  options.backdrop = m_backdrop;
  options.waiting = QColor(244, 244, 245);
  paintTiles(painter, exposed, m_view, m_document->tiles(), options);
  m_document->layers().paint(painter, exposed, m_view);
}

QImage SlideView::picture() {
  if (!hasSlide()) return {};
  m_frame.update(m_view, [this](QPainter& painter, const QRect& exposed) { drawFrame(painter, exposed); });
  QImage picture = m_frame.picture().copy();
  if (m_adornment) {
    QPainter painter(&picture);
    m_adornment(painter, m_view);
  }
  return picture;
}

void SlideView::paintEvent(QPaintEvent*) {
  const double begin = now();
  // A window that moves to another screen keeps its size, and Qt tells nobody that its pixels are others.
  takeSize();
  QPainter painter(this);
  if (!hasSlide()) {
    drawEmpty(painter);
    return;
  }
  m_frame.update(m_view, [this](QPainter& frame, const QRect& exposed) { drawFrame(frame, exposed); });
  painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
  painter.drawImage(QPoint(0, 0), m_frame.picture());
  if (m_adornment) m_adornment(painter, m_view);
  painter.end();
  m_paintSeconds = now() - begin;
  checkComplete();
}

void SlideView::drawEmpty(QPainter& painter) const {
  painter.fillRect(rect(), m_backdrop);
  QString text = tr("Drop a slide here, or open one with Ctrl+O");
  if (m_document != nullptr)
    text = m_document->state() == SlideDocument::State::failed ? tr("This slide cannot be shown") : tr("Opening…");
  painter.setPen(m_backdrop.lightness() > 128 ? QColor(70, 70, 74) : QColor(190, 190, 195));
  painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, text);
}

void SlideView::setBackdrop(const QColor& colour) {
  m_backdrop = colour;
  m_frame.invalidate();
  update();
}

void SlideView::setAdornment(Adornment adornment) {
  m_adornment = std::move(adornment);
  update();
}

void SlideView::setTool(ViewTool* tool) {
  m_tool = tool;
  updateCursor();
}

void SlideView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  takeSize();
}

void SlideView::takeSize() {
  const QSize size = this->size() * devicePixelRatioF();
  if (size == m_view.sizePx) return;
  if (m_glide) stopMotion();
  const bool wasEmpty = m_view.sizePx.isEmpty();
  show(m_view.resizedTo(size));
  if (wasEmpty && hasSlide()) setViewport(m_view.fitting(QRectF(QPointF(0, 0), m_document->sizePx())));
  requestTiles();
}

}  // namespace snitt
