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

bool SlideView::hasSlide() const { return m_document != nullptr && m_document->state() == SlideDocument::State::open; }

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
  m_history.clear();
  Q_EMIT historyChanged();
  m_frame.invalidate();
  if (document != nullptr) {
    connect(document, &SlideDocument::stateChanged, this, &SlideView::takeState);
    connect(document, &SlideDocument::notesChanged, this, qOverload<>(&QWidget::update));
    connect(document, &SlideDocument::scaleChanged, this, qOverload<>(&QWidget::update));
    connect(document, &SlideDocument::lookChanged, this, [this] { requestTiles(); });
    connect(&document->layers(), &LayerStack::changed, this, [this] {
      m_document->layers().prepare(heading());
      m_toldComplete = false;
      m_frame.invalidate();
      update();
    });
    connect(&document->layers(), &LayerStack::changedIn, this, &SlideView::takeLayerPart);
  }
  takeState();
}

void SlideView::takeState() {
  if (hasSlide()) {
    connect(&m_document->tiles(), &TileStore::arrived, this, &SlideView::takeTiles, Qt::UniqueConnection);
    if (!m_fitted) {
      m_fitted = true;
      setViewport(
          Viewport{size() * devicePixelRatioF(), {}, 1, 0, false}.fitting(QRectF(QPointF(0, 0), m_document->sizePx())));
    }
    requestTiles();
  }
  updateCursor();
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

bool SlideView::isFitted() const {
  const Viewport fitted = m_view.fitting(QRectF(QPointF(0, 0), m_document->sizePx()));
  const QPointF away = m_view.toScreen(fitted.centre) - m_view.toScreen(m_view.centre);
  return std::abs(m_view.downsample / fitted.downsample - 1) < 1e-6 && away.manhattanLength() < 1;
}

// Some of the slide always stays in view: nobody gets lost on the glass.
Viewport SlideView::bounded(Viewport view) const {
  if (!hasSlide()) return view;
  view.downsample = std::clamp(view.downsample, kFinest, coarsestOf(view));
  const QSizeF slide = m_document->sizePx();
  const QPointF inside(std::clamp(view.centre.x(), 0.0, slide.width()),
                       std::clamp(view.centre.y(), 0.0, slide.height()));
  if (inside == view.centre) return view;
  // By whole pixels, so that the picture can be moved instead of drawn again.
  const QPointF shift = view.toScreen(inside) - view.toScreen(view.centre);
  return view.movedBy(-QPointF(std::round(shift.x()), std::round(shift.y())));
}

void SlideView::show(const Viewport& view) {
  Viewport here = view;
  here.pixelRatio = devicePixelRatioF();
  if (here == m_view) return;
  const bool jumps = hasSlide() && !m_view.slideBounds().intersects(here.slideBounds());
  m_view = here;
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

void SlideView::glideTo(const Viewport& view) {
  keepPlace();
  glide(bounded(view.resizedTo(m_view.sizePx)), std::nullopt);
}

void SlideView::requestTiles() {
  if (!hasSlide()) return;
  const Viewport view = heading();
  m_document->layers().prepare(view);
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
  const std::size_t needed = wanted.size();
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
  m_document->tiles().want(std::move(wanted), needed);
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

void SlideView::takeLayerPart(const QRectF& slide) {
  const Viewport& shown = m_frame.view();
  if (m_frame.isValid()) {
    const QRect place = shown.slideToScreen().mapRect(slide).toAlignedRect().adjusted(-1, -1, 1, 1);
    m_frame.invalidate(place & QRect(QPoint(0, 0), shown.sizePx));
  }
  m_arrivals = true;
  showArrivals();
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
  return m_document->layers().complete(m_view);
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
  // A tile that is in the store, and so counts for complete(), must not be missing because its signal is under way.
  m_document->tiles().deliver();
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
  if (m_document == nullptr) return;
  const bool failed = m_document->state() == SlideDocument::State::failed;
  const QString text = failed ? tr("This slide cannot be shown") : tr("Opening…");
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
  // Whoever looks at the whole slide goes on doing so.
  const bool whole = hasSlide() && (m_view.sizePx.isEmpty() || isFitted());
  show(m_view.resizedTo(size));
  if (whole) setViewport(m_view.fitting(QRectF(QPointF(0, 0), m_document->sizePx())));
  requestTiles();
}

}  // namespace snitt
