#include "ui/view/tile_store.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <span>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "ui/document/reaper.h"
#include "ui/view/picture_pool.h"

namespace snitt {

namespace {

// Of a tile without a picture; it takes room as well.
constexpr std::size_t kFailedBytes = 256;

std::size_t bytesOf(const TilePicture& tile) {
  return kFailedBytes + static_cast<std::size_t>(tile.picture.sizeInBytes());
}

}  // namespace

// What the threads and the store share; it outlives the store where a thread hangs in a read.
struct TileStore::Shared {
  struct Entry {
    std::shared_ptr<const TilePicture> tile;
    std::list<DisplayTile>::iterator use;
  };

  std::mutex mutex;
  std::condition_variable_any changed;
  std::shared_ptr<SlideReader> reader;
  std::shared_ptr<PicturePool> pool;
  DisplayPyramid pyramid;
  std::size_t budgetBytes = 0;
  std::size_t neededBytes = 0;  // for what is on the screen
  std::shared_ptr<const LookRenderer> look;
  int lookVersion = 0;
  std::deque<DisplayTile> wanted;
  std::unordered_set<DisplayTile, DisplayTileHash> busy;
  std::unordered_map<DisplayTile, Entry, DisplayTileHash> tiles;
  std::list<DisplayTile> uses;  // most recent first
  std::size_t bytes = 0;
  std::size_t failures = 0;
  std::vector<DisplayTile> arrived;
  bool delivering = false;
  TileStore* store = nullptr;  // null when it is gone

  std::vector<std::pair<std::jthread, std::shared_ptr<std::atomic<bool>>>> threads;  // touched by the store alone

  void touch(Entry& entry) { uses.splice(uses.begin(), uses, entry.use); }

  void drop(const DisplayTile& tile) {
    const auto found = tiles.find(tile);
    if (found == tiles.end()) return;
    bytes -= bytesOf(*found->second.tile);
    if (found->second.tile->picture.isNull()) --failures;
    uses.erase(found->second.use);
    tiles.erase(found);
  }

  void keep(const DisplayTile& tile, std::shared_ptr<const TilePicture> picture) {
    drop(tile);
    bytes += bytesOf(*picture);
    if (picture->picture.isNull()) ++failures;
    uses.push_front(tile);
    tiles.emplace(tile, Entry{std::move(picture), uses.begin()});
    while (bytes > std::max(budgetBytes, neededBytes) && uses.size() > 1) {
      const DisplayTile oldest = uses.back();
      drop(oldest);
    }
  }

  [[nodiscard]] bool has(const DisplayTile& tile) const {
    const auto found = tiles.find(tile);
    return found != tiles.end() &&
           (found->second.tile->lookVersion == lookVersion || found->second.tile->picture.isNull());
  }
};

namespace {

std::shared_ptr<const TilePicture> decode(SlideReader& reader, const Region& region, const LookRenderer& look,
                                          int lookVersion, PicturePool& pool) {
  auto tile = std::make_shared<TilePicture>();
  tile->lookVersion = lookVersion;
  const auto rowPx = static_cast<std::size_t>(region.widthPx);
  // Kept by each thread: getting and clearing it anew for each tile takes a part of the time that decoding does.
  thread_local std::vector<std::uint8_t> rgb;
  rgb.resize(rowPx * static_cast<std::size_t>(region.heightPx) * 3);
  const auto pixels = reader.read(region, rgb);
  if (!pixels) {
    tile->fault = QString::fromStdString(pixels.error().message);
    return tile;
  }
  QImage picture = pool.take(region.widthPx, region.heightPx);
  if (picture.isNull()) {
    tile->fault = QStringLiteral("there is not enough memory for this tile");
    return tile;
  }
  for (int y = 0; y < region.heightPx; ++y)
    look.toScreen(std::span(rgb).subspan(static_cast<std::size_t>(y) * rowPx * 3, rowPx * 3),
                  {reinterpret_cast<std::uint32_t*>(picture.scanLine(y)), rowPx});
  tile->picture = std::move(picture);
  return tile;
}

}  // namespace

TileStore::TileStore(std::shared_ptr<SlideReader> reader, const TileStoreOptions& options, QObject* parent)
    : QObject(parent), m_pyramid(reader->info()), m_shared(std::make_shared<Shared>()) {
  m_shared->reader = std::move(reader);
  m_shared->pyramid = m_pyramid;
  m_shared->pool = PicturePool::make(m_pyramid.tilePx());
  m_shared->budgetBytes = options.budgetBytes;
  m_shared->look = LookRenderer::make({}, {});
  m_shared->store = this;
  for (int i = 0; i < std::max(1, options.threads); ++i) {
    auto ended = std::make_shared<std::atomic<bool>>(false);
    m_shared->threads.emplace_back(std::jthread([shared = m_shared, ended](const std::stop_token& stop) {
                                     decodeLoop(shared, stop);
                                     ended->store(true);
                                   }),
                                   ended);
  }
}

TileStore::~TileStore() {
  {
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->store = nullptr;
    m_shared->wanted.clear();
    m_shared->tiles.clear();
    m_shared->uses.clear();
    m_shared->failures = 0;
  }
  auto threads = std::move(m_shared->threads);
  for (auto& [thread, ended] : threads) {
    thread.request_stop();
    Reaper::take(std::move(thread), ended);
  }
}

void TileStore::decodeLoop(const std::shared_ptr<Shared>& shared, const std::stop_token& stop) {
  std::unique_lock lock(shared->mutex);
  while (shared->changed.wait(lock, stop, [&] { return !shared->wanted.empty(); })) {
    const DisplayTile tile = shared->wanted.front();
    shared->wanted.pop_front();
    if (shared->has(tile) || !shared->busy.insert(tile).second) continue;
    const auto look = shared->look;
    const int version = shared->lookVersion;
    lock.unlock();
    auto picture = decode(*shared->reader, shared->pyramid.region(tile), *look, version, *shared->pool);
    lock.lock();
    shared->busy.erase(tile);
    if (shared->store == nullptr) return;
    shared->keep(tile, std::move(picture));
    shared->arrived.push_back(tile);
    if (shared->delivering) continue;
    shared->delivering = true;
    TileStore* store = shared->store;
    QMetaObject::invokeMethod(
        store, [store] { store->deliver(); }, Qt::QueuedConnection);
  }
}

void TileStore::deliver() {
  std::vector<DisplayTile> tiles;
  {
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->delivering = false;
    tiles.swap(m_shared->arrived);
  }
  Q_EMIT arrived(tiles);
}

std::shared_ptr<const TilePicture> TileStore::find(const DisplayTile& tile) {
  const std::scoped_lock lock(m_shared->mutex);
  const auto found = m_shared->tiles.find(tile);
  if (found == m_shared->tiles.end()) return nullptr;
  m_shared->touch(found->second);
  return found->second.tile;
}

bool TileStore::isCurrent(const DisplayTile& tile) const {
  const std::scoped_lock lock(m_shared->mutex);
  return m_shared->has(tile);
}

void TileStore::want(std::vector<DisplayTile> tiles, std::size_t needed) {
  {
    const std::scoped_lock lock(m_shared->mutex);
    // More than half of the cache at a time, and what arrives would push out what was just asked for.
    const auto edge = static_cast<std::size_t>(m_pyramid.tilePx());
    const std::size_t tileBytes = edge * edge * 4 + kFailedBytes;
    needed = std::min(needed, tiles.size());
    m_shared->neededBytes = needed * tileBytes;
    const std::size_t most = std::max({std::size_t{16}, needed, m_shared->budgetBytes / 2 / tileBytes});
    if (tiles.size() > most) tiles.resize(most);
    m_shared->wanted.clear();
    for (const DisplayTile& tile : tiles)
      if (!m_shared->has(tile)) m_shared->wanted.push_back(tile);
  }
  m_shared->changed.notify_all();
}

void TileStore::setLook(std::shared_ptr<const LookRenderer> look) {
  const std::scoped_lock lock(m_shared->mutex);
  m_shared->look = std::move(look);
  ++m_shared->lookVersion;
}

void TileStore::forgetFailures() {
  const std::scoped_lock lock(m_shared->mutex);
  std::vector<DisplayTile> failed;
  for (const auto& [tile, entry] : m_shared->tiles)
    if (entry.tile->picture.isNull()) failed.push_back(tile);
  for (const DisplayTile& tile : failed) m_shared->drop(tile);
}

bool TileStore::idle() const {
  const std::scoped_lock lock(m_shared->mutex);
  return m_shared->wanted.empty() && m_shared->busy.empty() && m_shared->arrived.empty();
}

std::size_t TileStore::bytes() const {
  const std::scoped_lock lock(m_shared->mutex);
  return m_shared->bytes;
}

std::size_t TileStore::failures() const {
  const std::scoped_lock lock(m_shared->mutex);
  return m_shared->failures;
}

}  // namespace snitt
