#include "core/store/grid_blob.h"

#include <zstd.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <new>

namespace snitt {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");

using namespace std::string_view_literals;
constexpr std::string_view kMagic = "SnGrid\0"sv;
constexpr char kVersion = 1;
// More than any slide's tiles need; a damaged length must not fill the memory.
constexpr unsigned long long kMostBytes = 1ULL << 30;
constexpr int kLevel = 9;

tl::unexpected<Error> damaged(const std::string& what) {
  return fail(ErrorKind::corrupt, std::string("the tile grid is damaged: ").append(what));
}

class Packer {
 public:
  template <class T>
  void number(T value) {
    m_bytes.append(std::bit_cast<std::array<char, sizeof(T)>>(value).data(), sizeof(T));
  }
  void count(std::size_t value) { number(static_cast<std::uint32_t>(value)); }
  void text(const std::string& value) {
    count(value.size());
    m_bytes += value;
  }
  [[nodiscard]] const std::string& bytes() const { return m_bytes; }

 private:
  std::string m_bytes;
};

// After the first read beyond the end everything is zero and `failed` says so.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : m_left(bytes) {}

  template <class T>
  T number() {
    std::array<char, sizeof(T)> bytes{};
    const std::string_view taken = take(sizeof(T));
    if (!taken.empty()) std::memcpy(bytes.data(), taken.data(), sizeof(T));
    return std::bit_cast<T>(bytes);
  }
  // Of items of at least `bytesEach`: a count that the rest cannot hold is a failure.
  std::size_t count(std::size_t bytesEach) {
    const std::size_t value = number<std::uint32_t>();
    if (value <= m_left.size() / bytesEach) return value;
    failed = true;
    return 0;
  }
  std::string text() { return std::string(take(count(1))); }
  [[nodiscard]] bool atEnd() const { return m_left.empty(); }

  bool failed = false;

 private:
  std::string_view take(std::size_t size) {
    if (size > m_left.size()) failed = true;
    if (failed) return {};
    const std::string_view taken = m_left.substr(0, size);
    m_left.remove_prefix(size);
    return taken;
  }

  std::string_view m_left;
};

Result<std::string> inflated(std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kMostBytes)
    return damaged("its length makes no sense");
  std::string bytes(size, '\0');
  const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0) return damaged(ZSTD_getErrorName(got));
  if (got != bytes.size()) return damaged("it ends too early");
  return bytes;
}

}  // namespace

std::string packGrid(const TileGrid& grid) {
  Packer out;
  out.text(grid.resolution);
  out.number(grid.geometry.downsample);
  out.number(std::int32_t{grid.geometry.tilePx});
  out.number(std::int32_t{grid.geometry.stepPx});
  out.count(grid.tiles.size());
  for (const TilePosition& tile : grid.tiles) out.number(std::int32_t{tile.column});
  for (const TilePosition& tile : grid.tiles) out.number(std::int32_t{tile.row});
  out.count(grid.unreadable.size());
  for (const std::size_t index : grid.unreadable) out.count(index);
  out.count(grid.members.size());
  for (const std::string& member : grid.members) out.text(member);
  for (const std::vector<double>& scores : grid.scores)
    for (const double score : scores) out.number(score);

  std::string blob(kMagic);
  blob += kVersion;
  const std::size_t head = blob.size();
  blob.resize(head + ZSTD_compressBound(out.bytes().size()));
  ZSTD_CCtx* context = ZSTD_createCCtx();
  if (context == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  const std::size_t size =
      ZSTD_compress2(context, blob.data() + head, blob.size() - head, out.bytes().data(), out.bytes().size());
  ZSTD_freeCCtx(context);
  // With room for the worst case nothing but memory can be missing.
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  blob.resize(head + size);
  return blob;
}

Result<TileGrid> unpackGrid(std::string_view blob) {
  if (blob.size() <= kMagic.size() || !blob.starts_with(kMagic)) return damaged("it does not begin as a grid does");
  const int version = static_cast<unsigned char>(blob[kMagic.size()]);
  if (version > kVersion)
    return fail(ErrorKind::unsupported, "the tile grid has format " + std::to_string(version) +
                                            " and this program reads format " + std::to_string(kVersion));
  const auto bytes = inflated(blob.substr(kMagic.size() + 1));
  if (!bytes) return fail(bytes.error());

  Unpacker in(*bytes);
  TileGrid grid;
  grid.resolution = in.text();
  grid.geometry.downsample = in.number<double>();
  grid.geometry.tilePx = in.number<std::int32_t>();
  grid.geometry.stepPx = in.number<std::int32_t>();
  grid.tiles.resize(in.count(2 * sizeof(std::int32_t)));
  for (TilePosition& tile : grid.tiles) tile.column = in.number<std::int32_t>();
  for (TilePosition& tile : grid.tiles) tile.row = in.number<std::int32_t>();
  grid.unreadable.resize(in.count(sizeof(std::uint32_t)));
  for (std::size_t& index : grid.unreadable) {
    index = in.number<std::uint32_t>();
    if (index >= grid.tiles.size()) return damaged("an unreadable tile is not in it");
  }
  grid.members.resize(in.count(sizeof(std::uint32_t)));
  for (std::string& member : grid.members) member = in.text();
  for (std::size_t i = 0; i < grid.members.size() && !in.failed; ++i) {
    std::vector<double>& scores = grid.scores.emplace_back(grid.tiles.size());
    for (double& score : scores) score = in.number<double>();
  }
  if (in.failed || !in.atEnd()) return damaged("its parts do not fit together");
  return grid;
}

}  // namespace snitt
