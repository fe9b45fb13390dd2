#include "ui/layers/tiled_layer.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

#include "ui/document/background.h"

namespace snitt {

namespace {

// So much may be painted while a person waits for a frame.
constexpr double kAtOnceMs = 4;
// A view that changes its scale all the time is given tiles of a new one once it rests for so long, or has gone far.
constexpr int kRestMs = 60;
constexpr int kGatherMs = 3;                         // of the UI thread's time at a stretch
constexpr double kMarginPx = OverlayTiles::kTilePx;  // around the view, painted ahead
constexpr double kFarPx = 1024;                      // longer edge of the picture of everything
constexpr std::size_t kMostEarlier = 2;
constexpr std::size_t kMostThreads = 4;
constexpr std::size_t kAtATime = 2;  // tiles given to a thread, so that it never waits for the UI thread
constexpr std::size_t kBudgetBytes = std::size_t{96} << 20;

QRect screenOf(const Viewport& view) { return {QPoint(0, 0), view.sizePx}; }

}  // namespace

struct TiledLayer::Worker {
  Background thread;
  std::vector<std::pair<std::uint64_t, OverlayTiles::Place>> busy;  // what it was given
};

TiledLayer::TiledLayer(LayerKind kind, QString name) : Layer(kind, std::move(name)) {
  m_aimTimer.setSingleShot(true);
  m_pumpTimer.setSingleShot(true);
  connect(&m_pumpTimer, &QTimer::timeout, this, [this] { pump(); });
  connect(&m_aimTimer, &QTimer::timeout, this, [this] {
    if (!m_view || isLittle(*m_view)) return;
    aimAt(*m_view);
    pump();
  });
}

TiledLayer::~TiledLayer() = default;

std::size_t TiledLayer::bytes() const {
  std::size_t sum = m_target ? m_target->tiles.bytes() : 0;
  if (m_far) sum += m_far->tiles.bytes();
  for (const auto& one : m_earlier) sum += one->tiles.bytes();
  return sum;
}

bool TiledLayer::isLittle(const Viewport& view) const {
  if (!m_little || m_little->version != m_version || !(m_little->view == view))
    m_little = {view, m_version, costMs(view.slideBounds(), view, kAtOnceMs) <= kAtOnceMs};
  return m_little->little;
}

void TiledLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  QRegion missing(exposed);
  if (m_target && m_target->tiles.matches(view)) missing = m_target->tiles.draw(painter, missing, view);
  if (missing.isEmpty()) return;
  const QRect part = missing.boundingRect();
  const QRectF slide = view.slideBounds(QRectF(part));
  if (costMs(slide, view, kAtOnceMs) <= kAtOnceMs) {
    const Paint paint = gather(slide, view);
    if (!paint) return;
    painter.save();
    painter.setClipRegion(missing, Qt::IntersectClip);
    (void)paint(painter, part, view, {});
    painter.restore();
    return;
  }
  m_missed |= slide;
  if (m_target && !m_target->tiles.matches(view)) missing = m_target->tiles.draw(painter, missing, view);
  for (const auto& one : m_earlier)
    if (!missing.isEmpty()) missing = one->tiles.draw(painter, missing, view);
  if (m_far && !missing.isEmpty()) (void)m_far->tiles.draw(painter, missing, view);
}

bool TiledLayer::complete(const Viewport& view) const {
  if (isLittle(view)) return !m_missed.intersects(view.slideBounds());
  if (!m_target || !m_target->tiles.matches(view)) return false;
  return std::ranges::all_of(m_target->tiles.visible(view), [this](OverlayTiles::Place place) {
    const OverlayTiles::Tile* tile = m_target->tiles.find(place);
    return tile != nullptr && tile->there && !tile->stale;
  });
}

void TiledLayer::prepare(const Viewport& view) {
  if (view.sizePx.isEmpty()) return;
  m_view = view;
  if (isLittle(view)) {
    m_aimTimer.stop();
    showMissed();
    return;
  }
  if (m_target && m_target->tiles.matches(view))
    m_aimTimer.stop();
  else if (!m_target || !m_target->tiles.resembles(view))
    aimAt(view);
  else
    m_aimTimer.start(kRestMs);
  pump();
}

// Where only a little lies in the whole view, no tiles come that would replace what stands in.
void TiledLayer::showMissed() {
  if (m_missed.isNull()) return;
  const QRectF part = std::exchange(m_missed, {});
  QTimer::singleShot(0, this, [this, part] { Q_EMIT changedIn(part); });
}

void TiledLayer::aimAt(const Viewport& view) {
  m_aimTimer.stop();
  if (m_target && m_target->tiles.matches(view)) return;
  const auto again = std::ranges::find_if(m_earlier, [&](const auto& one) { return one->tiles.matches(view); });
  auto made = again == m_earlier.end() ? std::make_unique<Generation>(Generation{++m_lastId, OverlayTiles(view)})
                                       : std::move(*again);
  if (again != m_earlier.end()) m_earlier.erase(again);
  if (m_target) {
    // What was begun and left at once shows less than what it would push out.
    const double aScreen = static_cast<double>(view.sizePx.width()) * view.sizePx.height() /
                           (static_cast<double>(OverlayTiles::kTilePx) * OverlayTiles::kTilePx);
    if (static_cast<double>(m_target->tiles.countThere()) * 2 >= aScreen || m_earlier.empty())
      m_earlier.insert(m_earlier.begin(), std::move(m_target));
  }
  if (m_earlier.size() > kMostEarlier) m_earlier.resize(kMostEarlier);
  m_target = std::move(made);
}

void TiledLayer::ensureFar() {
  const QRectF all = extent();
  if (m_far || all.isEmpty()) return;
  Viewport view;
  view.downsample = std::max({1.0, all.width() / kFarPx, all.height() / kFarPx});
  if (m_view) view.pixelRatio = m_view->pixelRatio;
  view.sizePx = (all.size() / view.downsample).toSize() + QSize(1, 1);
  view.centre = all.center();
  m_far = std::make_unique<Generation>(Generation{++m_lastId, OverlayTiles(view)});
  for (const OverlayTiles::Place& place : m_far->tiles.visible(view)) (void)m_far->tiles.at(place);
}

std::optional<TiledLayer::Wanted> TiledLayer::next() {
  const auto isGiven = [this](std::uint64_t id, OverlayTiles::Place place) {
    return std::ranges::any_of(m_workers, [&](const auto& worker) {
      return std::ranges::find(worker->busy, std::pair(id, place)) != worker->busy.end();
    });
  };
  const auto firstOf = [&](Generation& generation, const std::vector<OverlayTiles::Place>& places,
                           bool onlyMissing) -> std::optional<Wanted> {
    for (const OverlayTiles::Place& place : places) {
      const OverlayTiles::Tile* tile = generation.tiles.find(place);
      if (tile != nullptr && (onlyMissing ? tile->there : !tile->stale)) continue;
      if (!isGiven(generation.id, place)) return Wanted{&generation, place};
    }
    return std::nullopt;
  };
  if (m_target && m_view && !isLittle(*m_view)) {
    const auto seen = m_target->tiles.visible(*m_view);
    if (const auto found = firstOf(*m_target, seen, true)) return found;
    if (const auto found = firstOf(*m_target, seen, false)) return found;
  }
  if (!m_target) return std::nullopt;
  ensureFar();
  if (m_far)
    if (const auto found = firstOf(*m_far, m_far->tiles.touching(extent()), false)) return found;
  if (m_view && m_target->tiles.matches(*m_view) && !isLittle(*m_view))
    return firstOf(*m_target, m_target->tiles.visible(*m_view, kMarginPx), false);
  return std::nullopt;
}

void TiledLayer::pump() {
  if (m_workers.empty()) {
    const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency() / 2, 1, kMostThreads);
    for (std::size_t i = 0; i < threads; ++i) m_workers.push_back(std::make_unique<Worker>());
  }
  QElapsedTimer spent;
  spent.start();
  while (std::ranges::any_of(m_workers, [](const auto& worker) { return worker->busy.size() < kAtATime; })) {
    const auto wanted = next();
    if (!wanted) break;
    // Of a million, even looking things up takes time: frames come between.
    if (spent.elapsed() >= kGatherMs) {
      if (!m_pumpTimer.isActive()) m_pumpTimer.start(kGatherMs);
      break;
    }
    start(*wanted);
  }
  boundMemory();
}

void TiledLayer::start(const Wanted& wanted) {
  const auto [generation, place] = wanted;
  const Viewport view = generation->tiles.viewOf(place);
  OverlayTiles::Tile& tile = generation->tiles.at(place);
  Paint paint = gather(generation->tiles.slideRect(place), view);
  if (!paint) {
    const bool wasSeen = !tile.there || !tile.picture.isNull();
    tile.picture = {};
    tile.there = true;
    tile.stale = false;
    if (!wasSeen) return;
    QTimer::singleShot(0, this, [this, part = generation->tiles.slideRect(place)] { Q_EMIT changedIn(part); });
    return;
  }
  Worker& worker = **std::ranges::min_element(m_workers, {}, [](const auto& one) { return one->busy.size(); });
  worker.busy.emplace_back(generation->id, place);
  worker.thread.run<QImage>(
      this,
      [paint = std::move(paint), view](const std::stop_token& stop) {
        QImage picture(view.sizePx, QImage::Format_ARGB32_Premultiplied);
        if (picture.isNull()) return picture;
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setClipRect(picture.rect());
        if (paint(painter, picture.rect(), view, stop)) return picture;
        painter.end();
        return QImage();
      },
      [this, id = generation->id, place = place, revision = tile.revision, &worker](QImage picture) {
        std::erase(worker.busy, std::pair(id, place));
        take(id, place, revision, std::move(picture));
        pump();
      });
}

void TiledLayer::take(std::uint64_t id, OverlayTiles::Place place, std::uint64_t revision, QImage picture) {
  Generation* generation = nullptr;
  for (Generation* one : {m_target.get(), m_far.get()})
    if (one != nullptr && one->id == id) generation = one;
  for (const auto& one : m_earlier)
    if (one->id == id) generation = one.get();
  if (generation == nullptr) return;
  const OverlayTiles::Tile* known = generation->tiles.find(place);
  if (known == nullptr) return;
  // Painted from what has changed since: better than nothing, but never over what was patched.
  if (known->revision != revision && known->there) return;
  OverlayTiles::Tile& tile = generation->tiles.at(place);
  tile.picture = std::move(picture);
  tile.there = true;
  tile.stale = tile.revision != revision;
  if (generation == m_target.get() && m_view && complete(*m_view)) m_missed = {};
  Q_EMIT changedIn(generation->tiles.slideRect(place));
}

bool TiledLayer::patch(OverlayTiles& tiles, OverlayTiles::Place place, const QRectF& slide, double reachPx) {
  const OverlayTiles::Tile* known = tiles.find(place);
  if (known == nullptr || !known->there || known->stale) return false;
  const Viewport view = tiles.viewOf(place);
  const double reach = reachPx * view.pixelRatio;
  const QRectF changed = view.slideToScreen().mapRect(slide).adjusted(-reach, -reach, reach, reach);
  const QRect part = (changed & QRectF(screenOf(view))).toAlignedRect() & screenOf(view);
  if (part.isEmpty()) return true;
  const QRectF around = view.slideBounds(QRectF(part));
  if (costMs(around, view, kAtOnceMs) > kAtOnceMs) return false;
  OverlayTiles::Tile& tile = tiles.at(place);
  ++tile.revision;
  const Paint paint = gather(around, view);
  if (!paint && tile.picture.isNull()) return true;
  if (tile.picture.isNull()) {
    tile.picture = QImage(view.sizePx, QImage::Format_ARGB32_Premultiplied);
    tile.picture.fill(Qt::transparent);
  }
  QPainter painter(&tile.picture);
  painter.setClipRect(part);
  painter.setCompositionMode(QPainter::CompositionMode_Source);
  painter.fillRect(part, Qt::transparent);
  painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
  if (paint) (void)paint(painter, part, view, {});
  return true;
}

void TiledLayer::contentChanged(const QRectF& slide, double reachPx) {
  ++m_version;
  const auto grown = [&](const OverlayTiles& tiles) {
    const Viewport view = tiles.viewOf({0, 0});
    const double px = reachPx * view.pixelRatio * view.downsample;
    return slide.adjusted(-px, -px, px, px);
  };
  const auto makeStale = [&](OverlayTiles& tiles, OverlayTiles::Place place) {
    OverlayTiles::Tile& tile = tiles.at(place);
    tile.stale = true;
    ++tile.revision;
  };
  if (m_target) {
    double spentMs = 0;
    for (const OverlayTiles::Place& place : m_target->tiles.touching(grown(m_target->tiles))) {
      // An edit of much together would keep a person waiting as well.
      const bool atOnce = spentMs < kAtOnceMs && patch(m_target->tiles, place, slide, reachPx);
      spentMs += atOnce ? costMs(slide, m_target->tiles.viewOf(place), kAtOnceMs) / 2 : 0;
      if (!atOnce) makeStale(m_target->tiles, place);
    }
  }
  if (m_far)
    for (const OverlayTiles::Place& place : m_far->tiles.touching(grown(m_far->tiles))) makeStale(m_far->tiles, place);
  for (const auto& one : m_earlier)
    for (const OverlayTiles::Place& place : one->tiles.touching(grown(one->tiles))) one->tiles.forget(place);
  if (m_view && visible()) prepare(*m_view);
  const double px = m_view ? reachPx * m_view->pixelRatio * m_view->downsample : 0;
  Q_EMIT changedIn(slide.adjusted(-px, -px, px, px));
}

void TiledLayer::contentChanged() {
  ++m_version;
  m_earlier.clear();
  if (m_target) m_target->tiles.makeAllStale();
  if (m_far) m_far->tiles.makeAllStale();
  if (m_view && visible()) prepare(*m_view);
  Q_EMIT changed();
}

void TiledLayer::boundMemory() {
  if (!m_target || !m_view || bytes() <= kBudgetBytes) return;
  // What a large screen shows is kept whatever it takes, and no more than that.
  m_target->tiles.keepAround(*m_view, kMarginPx);
  while (!m_earlier.empty() && bytes() > kBudgetBytes) m_earlier.pop_back();
}

}  // namespace snitt
