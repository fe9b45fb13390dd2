#include "tiling/tile_cache.h"

#include <limits>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace snitt {

namespace {

constexpr std::size_t kShards = 8;

struct KeyHash {
  std::size_t operator()(const BlockKey& key) const {
    // Neighbours must land in different shards, so columns and rows are spread by odd constants.
    auto h = static_cast<std::uint64_t>(key.column) * 0x9E3779B97F4A7C15ULL;
    h ^= static_cast<std::uint64_t>(key.row) * 0xC2B2AE3D27D4EB4FULL;
    h ^= static_cast<std::uint64_t>(key.level) * 0x165667B19E3779F9ULL;
    return static_cast<std::size_t>(h ^ (h >> 29));
  }
};

}  // namespace

struct TileCache::Shard {
  struct Entry {
    BlockKey key;
    std::shared_ptr<const Image> block;
    std::uint64_t lastUse = 0;
  };

  mutable std::mutex mutex;
  std::list<Entry> recent;  // most recently used first
  std::unordered_map<BlockKey, std::list<Entry>::iterator, KeyHash> index;
  std::size_t bytes = 0;

  // The size of what was dropped.
  std::size_t drop(std::list<Entry>::iterator entry) {
    const std::size_t size = entry->block->bytes.size();
    bytes -= size;
    index.erase(entry->key);
    recent.erase(entry);
    return size;
  }
};

TileCache::TileCache(std::size_t budgetBytes)
    : m_budgetBytes(budgetBytes), m_shards(std::make_unique<Shard[]>(kShards)) {}

TileCache::~TileCache() = default;

std::shared_ptr<const Image> TileCache::find(const BlockKey& key) {
  Shard& shard = m_shards[KeyHash{}(key) % kShards];
  const std::scoped_lock lock(shard.mutex);
  const auto found = shard.index.find(key);
  if (found == shard.index.end()) return nullptr;
  shard.recent.splice(shard.recent.begin(), shard.recent, found->second);
  found->second->lastUse = ++m_uses;
  return found->second->block;
}

void TileCache::insert(const BlockKey& key, std::shared_ptr<const Image> block) {
  Shard& shard = m_shards[KeyHash{}(key) % kShards];
  const std::size_t size = block->bytes.size();
  {
    const std::scoped_lock lock(shard.mutex);
    if (const auto found = shard.index.find(key); found != shard.index.end()) m_bytes -= shard.drop(found->second);
    if (size > m_budgetBytes / 2) return;
    // A block larger than its shard's share has the shard for itself.
    const std::size_t share = m_budgetBytes / kShards;
    while (!shard.recent.empty() && shard.bytes + size > share) m_bytes -= shard.drop(std::prev(shard.recent.end()));
    shard.recent.push_front({key, std::move(block), ++m_uses});
    shard.index.emplace(key, shard.recent.begin());
    shard.bytes += size;
    m_bytes += size;
  }
  while (m_bytes > m_budgetBytes && dropOldest()) continue;
}

bool TileCache::dropOldest() {
  std::size_t oldest = kShards;
  std::uint64_t lastUse = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t i = 0; i < kShards; ++i) {
    const std::scoped_lock lock(m_shards[i].mutex);
    if (m_shards[i].recent.empty() || m_shards[i].recent.back().lastUse >= lastUse) continue;
    lastUse = m_shards[i].recent.back().lastUse;
    oldest = i;
  }
  if (oldest == kShards) return false;
  Shard& shard = m_shards[oldest];
  const std::scoped_lock lock(shard.mutex);
  // Another thread may have emptied it, or brought the cache within its budget, in the meantime.
  if (!shard.recent.empty() && m_bytes > m_budgetBytes) m_bytes -= shard.drop(std::prev(shard.recent.end()));
  return true;
}

std::size_t TileCache::bytes() const { return m_bytes; }

}  // namespace snitt
