// A cache of decoded blocks with a byte budget, least recently used out first. Thread-safe; sharded, so that threads
// seldom wait for each other. Blocks are shared: one that is evicted lives on with whoever holds it. A block of up to
// half the budget is kept (scanners' largest tiles would be decoded again at each read otherwise), a larger one is not.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/image.h"

namespace snitt {

struct BlockKey {
  int level = 0;
  std::int64_t column = 0;
  std::int64_t row = 0;
  bool operator==(const BlockKey&) const = default;
};

class TileCache {
 public:
  explicit TileCache(std::size_t budgetBytes);
  ~TileCache();

  // Null when the block is not there.
  [[nodiscard]] std::shared_ptr<const Image> find(const BlockKey& key);
  void insert(const BlockKey& key, std::shared_ptr<const Image> block);
  [[nodiscard]] std::size_t bytes() const;
  // Holds for what is inserted from now on.
  void setBudget(std::size_t bytes) { m_budgetBytes = bytes; }

 private:
  struct Shard;
  // Drops the least recently used block of all shards; false where there is none.
  bool dropOldest();

  std::atomic<std::size_t> m_budgetBytes;
  std::atomic<std::size_t> m_bytes = 0;
  std::atomic<std::uint64_t> m_uses = 0;
  std::unique_ptr<Shard[]> m_shards;
};

}  // namespace snitt
