// A cache of decoded blocks with a byte budget, least recently used out first. Thread-safe; sharded, so that threads
// seldom wait for each other. Blocks are shared: one that is evicted lives on with whoever holds it.
#pragma once

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

 private:
  struct Shard;
  std::unique_ptr<Shard[]> m_shards;
};

}  // namespace snitt
