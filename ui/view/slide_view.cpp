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
constexpr std::size_t kMostStandIns = 4;
// After a jump the picture of the place before is left for so long at the most: mostly all of the new one is there by
// then, and drawing coarse stand-ins first would only keep it waiting.
constexpr double kJumpSeconds = 0.05;
constexpr double kArrivalSeconds = 0.04;  // between two frames that show nothing but pictures that arrived

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
  m_arrivalTimer.setSingleShot(true);
  m_arrivalTimer.setTimerType(Qt::PreciseTimer);
  connect(&m_arrivalTimer, &QTimer::timeout, this, [this] { showArrivals(); });
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

double SlideView::coarsest() const {
  if (!hasSlide()) return 1;
  const Viewport all = m_view.fitting(QRectF(QPointF(0, 0), m_document->sizePx()));
  return std::max(1.0, all.downsample * 1.5);
}

// Some of the slide always stays in view: nobody gets lost on the glass.
Viewport SlideView::bounded(Viewport view) const {
  if (!hasSlide()) return view;
  view.downsample = std::clamp(view.downsample, kFinest, coarsest());
  const QSizeF slide = m_document->sizePx();
  const QPointF inside(std::clamp(view.centre.x(), 0.0, slide.width()), std::clamp(view.centre.y(), 0.0, slide.height()));
  if (inside == view.centre) return view;
  // By whole pixels, so that the picture can be moved instead of drawn again.
  const QPointF shift = view.toScreen(inside) - view.toScreen(view.centre);
  return view.movedBy(-QPointF(std::round(shift.x()), std::round(shift.y())));
}

void SlideView::show(const Viewport& view) {
  if (view == m_view) return;
  const bool jumps = hasSlide() && !m_view.slideBounds().intersects(view.slideBounds());
  m_view = view;
  m_toldComplete = false;
  if (jumps && !m_jumpedAt && m_frame.isValid()) m_jumpedAt = now();
  m_arrivals = true;
  if (m_jumpedAt)
    showArrivals();
  else
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

void SlideView::fit() {
  if (hasSlide()) glideTo(m_view.fitting(QRectF(QPointF(0, 0), m_document->sizePx())));
}

void SlideView::zoomAround(QPointF screen, double factor) {
  if (!hasSlide()) return;
  // From where the last step is heading, so that quick steps add up.
  const double from = m_glide ? m_glide->goal().downsample : m_view.downsample;
  const double downsample = std::clamp(from / factor, kFinest, coarsest());
  glide(m_view.zoomedAround(screen, downsample), screen);
}

void SlideView::zoomBy(double factor) {
  zoomAround(QPointF(m_view.sizePx.width() / 2.0, m_view.sizePx.height() / 2.0), factor);
}

void SlideView::zoomTo(double downsample) { zoomBy(m_view.downsample / downsample); }

void SlideView::panBy(QPoint devicePx) {
  if (!hasSlide()) return;
  stopMotion();
  edit(m_view.movedBy(devicePx));
  requestTiles();
}

void SlideView::turnTo(double degrees) {
  if (hasSlide()) glideTo(m_view.turnedTo(degrees));
}

void SlideView::turnBy(double degrees) {
  turnTo((m_glide ? m_glide->goal().rotationDeg : m_view.rotationDeg) + degrees);
}

void SlideView::mirror() {
  if (!hasSlide()) return;
  stopMotion();
  edit(m_view.mirrored());
  requestTiles();
}

void SlideView::goTo(const QRectF& slide, std::optional<double> downsample) {
  if (!hasSlide()) return;
  Viewport view = m_view.fitting(slide, 0.1);
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
  const Viewport& view = m_glide ? m_glide->goal() : m_view;
  const DisplayPyramid& pyramid = m_document->tiles().pyramid();
  const int level = pyramid.levelFor(view.downsample);
  std::vector<DisplayTile> wanted = pyramid.visible(view, level);
  // A coarse picture of a new place is there at once and stands in for what takes longer. Of a level that the slide
  // holds, else it would take as long itself.
  for (int coarse = level + 2; coarse < pyramid.levelCount(); ++coarse) {
    if (!pyramid.isStored(coarse)) continue;
    const std::vector<DisplayTile> standIns = pyramid.visible(view, coarse);
    if (standIns.size() > kMostStandIns) continue;
    wanted.insert(wanted.begin(), standIns.begin(), standIns.end());
    break;
  }
  // What lies around is read once all that is seen is there and painted: painting needs the cores as well.
  m_wantsAround = !complete();
  if (!m_wantsAround) {
    const std::vector<DisplayTile> around = pyramid.visible(view, level, kMarginPx);
    wanted.insert(wanted.end(), around.begin(), around.end());
    if (level + 1 < pyramid.levelCount()) {
      const std::vector<DisplayTile> wider = pyramid.visible(view, level + 1, kMarginPx);
      wanted.insert(wanted.end(), wider.begin(), wider.end());
    }
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
    m_arrivals = true;
  }
  showArrivals();
  // A view that is seen tells with the frame that shows it all.
  if (!isVisible()) checkComplete();
}

// Pictures arrive faster than the screen shows them, and painting takes time from reading: a few at a time are painted,
// and the last ones at once.
void SlideView::showArrivals() {
  if (!m_arrivals) return;
  const double left = m_jumpedAt ? kJumpSeconds - (now() - *m_jumpedAt) : kArrivalSeconds - (now() - m_paintedAt);
  if (left > 0 && !complete()) {
    if (!m_arrivalTimer.isActive()) m_arrivalTimer.start(static_cast<int>(std::ceil(left * 1000)));
    return;
  }
  m_arrivalTimer.stop();
  m_arrivals = false;
  update();
}

bool SlideView::complete() const {
  if (!hasSlide() || m_glide || m_fling.moving()) return false;
  const TileStore& tiles = m_document->tiles();
  const DisplayPyramid& pyramid = tiles.pyramid();
  for (const DisplayTile& tile : pyramid.visible(m_view, pyramid.levelFor(m_view.downsample)))
    if (!tiles.isCurrent(tile)) return false;
  return true;
}

bool SlideView::waitsAfterJump() const {
  return m_jumpedAt && now() - *m_jumpedAt < kJumpSeconds && m_frame.isValid() &&
         m_frame.picture().size() == m_view.sizePx && !complete();
}

void SlideView::checkComplete() {
  if ((m_toldComplete && !m_wantsAround) || !complete()) return;
  if (m_wantsAround) requestTiles();
  if (m_toldComplete) return;
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
  QPainter painter(this);
  if (!hasSlide()) {
    drawEmpty(painter);
    return;
  }
  const bool waits = waitsAfterJump();
  if (!waits) {
    m_frame.update(m_view, [this](QPainter& frame, const QRect& exposed) { drawFrame(frame, exposed); });
    m_jumpedAt.reset();
    m_arrivals = false;
  }
  painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
  painter.drawImage(QPoint(0, 0), m_frame.picture());
  if (m_adornment) m_adornment(painter, m_frame.view());
  painter.end();
  m_paintedAt = now();
  m_paintSeconds = m_paintedAt - begin;
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
  const QSize size = this->size() * devicePixelRatioF();
  if (size == m_view.sizePx) return;
  if (m_glide) stopMotion();
  const bool wasEmpty = m_view.sizePx.isEmpty();
  show(m_view.resizedTo(size));
  if (wasEmpty && hasSlide()) setViewport(m_view.fitting(QRectF(QPointF(0, 0), m_document->sizePx())));
  requestTiles();
}

}  // namespace snitt
