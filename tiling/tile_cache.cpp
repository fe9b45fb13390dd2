#include "tiling/tile_cache.h"

#include <array>
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
  };

  mutable std::mutex mutex;
  std::list<Entry> recent;  // most recently used first
  std::unordered_map<BlockKey, std::list<Entry>::iterator, KeyHash> index;
  std::size_t bytes = 0;
  std::size_t budget = 0;

  void drop(std::list<Entry>::iterator entry) {
    bytes -= entry->block->bytes.size();
    index.erase(entry->key);
    recent.erase(entry);
  }
};

TileCache::TileCache(std::size_t budgetBytes) : m_shards(std::make_unique<Shard[]>(kShards)) {
  for (std::size_t i = 0; i < kShards; ++i) m_shards[i].budget = budgetBytes / kShards;
}

TileCache::~TileCache() = default;

std::shared_ptr<const Image> TileCache::find(const BlockKey& key) {
  Shard& shard = m_shards[KeyHash{}(key) % kShards];
  const std::scoped_lock lock(shard.mutex);
  const auto found = shard.index.find(key);
  if (found == shard.index.end()) return nullptr;
  shard.recent.splice(shard.recent.begin(), shard.recent, found->second);
  return found->second->block;
}

void TileCache::insert(const BlockKey& key, std::shared_ptr<const Image> block) {
  Shard& shard = m_shards[KeyHash{}(key) % kShards];
  const std::size_t size = block->bytes.size();
  const std::scoped_lock lock(shard.mutex);
  if (const auto found = shard.index.find(key); found != shard.index.end()) shard.drop(found->second);
  if (size > shard.budget) return;
  while (shard.bytes + size > shard.budget) shard.drop(std::prev(shard.recent.end()));
  shard.recent.push_front({key, std::move(block)});
  shard.index.emplace(key, shard.recent.begin());
  shard.bytes += size;
}

std::size_t TileCache::bytes() const {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kShards; ++i) {
    const std::scoped_lock lock(m_shards[i].mutex);
    sum += m_shards[i].bytes;
  }
  return sum;
}

}  // namespace snitt
