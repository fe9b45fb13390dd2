#include "ui/view/picture_pool.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/os/os.h"

namespace snitt {

namespace {

constexpr std::size_t kPageBytes = std::size_t{2} << 20;
constexpr std::size_t kBlockBytes = 2 * kPageBytes;

}  // namespace

// Of a picture; keeps the pool alive.
struct PicturePool::Slot {
  std::shared_ptr<PicturePool> pool;
  unsigned char* memory = nullptr;
};

std::shared_ptr<PicturePool> PicturePool::make(int tilePx) {
  return std::shared_ptr<PicturePool>(new PicturePool(tilePx));
}

PicturePool::PicturePool(int tilePx)
    : m_slotBytes(static_cast<std::size_t>(tilePx) * static_cast<std::size_t>(tilePx) * 4) {}

PicturePool::~PicturePool() {
  for (unsigned char* block : m_blocks) std::free(block);
}

unsigned char* PicturePool::slot() {
  const std::scoped_lock lock(m_mutex);
  if (m_free.empty()) {
    const std::size_t count = std::max<std::size_t>(1, kBlockBytes / m_slotBytes);
    const std::size_t bytes = (count * m_slotBytes + kPageBytes - 1) / kPageBytes * kPageBytes;
    auto* const block = static_cast<unsigned char*>(std::aligned_alloc(kPageBytes, bytes));
    if (block == nullptr) return nullptr;
    os::useLargePages(block, bytes);
    m_blocks.push_back(block);
    // The first one is taken first, so that a block's pages are touched in turn.
    for (std::size_t i = count; i > 0; --i) m_free.push_back(block + (i - 1) * m_slotBytes);
  }
  unsigned char* const memory = m_free.back();
  m_free.pop_back();
  return memory;
}

QImage PicturePool::take(int widthPx, int heightPx) {
  const std::size_t bytes = static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(heightPx) * 4;
  if (bytes < m_slotBytes / 2 || bytes > m_slotBytes) return QImage(widthPx, heightPx, QImage::Format_RGB32);
  unsigned char* const memory = slot();
  if (memory == nullptr) return {};
  return {memory,
          widthPx,
          heightPx,
          qsizetype{widthPx} * 4,
          QImage::Format_RGB32,
          &giveBack,
          new Slot{shared_from_this(), memory}};
}

void PicturePool::giveBack(void* taken) {
  const std::unique_ptr<Slot> slot(static_cast<Slot*>(taken));
  const std::scoped_lock lock(slot->pool->m_mutex);
  slot->pool->m_free.push_back(slot->memory);
}

}  // namespace snitt
