#include <span>
#include <utility>

#include "tiling/slide_writer/slide_file_p.h"

namespace snitt {

namespace {

constexpr std::size_t kWriteBytes = std::size_t{1} << 20;

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace

SlideFile::SlideFile(os::NewFile file, const PyramidShape& shape, std::int64_t mostAhead)
    : m_shape(shape), m_mostAhead(mostAhead), m_file(std::move(file)) {
  for (const LevelShape& level : shape.levels())
    m_stored.emplace_back(static_cast<std::size_t>(level.columns * level.rows));
  m_pending.assign(kTiffHeaderBytes, '\0');
  m_position = kTiffHeaderBytes;
}

bool SlideFile::mayBegin(std::int64_t number, const std::stop_token& stop) {
  // No deadlock: the tile that everybody waits for was begun by a thread that waits for nobody.
  std::unique_lock lock(m_mutex);
  return m_moved.wait(lock, stop, [&] { return number < m_next.number + m_mostAhead; });
}

Result<void> SlideFile::store(const TileAt& tile, std::string bytes) {
  const std::scoped_lock lock(m_mutex);
  m_early.emplace(m_shape.place(tile), std::pair(tile, std::move(bytes)));
  for (auto first = m_early.begin(); first != m_early.end() && first->first == m_next; first = m_early.begin()) {
    const auto& [at, contents] = first->second;
    const auto stored = put(contents);
    if (!stored) return fail(stored.error());
    m_stored[static_cast<std::size_t>(at.level)][m_shape.index(at)] = *stored;
    m_next = m_shape.next(m_next);
    m_early.erase(first);
    m_moved.notify_all();
  }
  return {};
}

Result<StoredBytes> SlideFile::append(std::string_view bytes) {
  const std::scoped_lock lock(m_mutex);
  return put(bytes);
}

Result<StoredBytes> SlideFile::put(std::string_view bytes) {
  const StoredBytes stored{m_position, bytes.size()};
  m_pending += bytes;
  m_position += bytes.size();
  if (m_pending.size() >= kWriteBytes)
    if (auto done = flush(); !done) return fail(std::move(done.error()));
  return stored;
}

Result<void> SlideFile::flush() {
  auto done = m_file.append(bytesOf(m_pending));
  m_pending.clear();
  return done;
}

Result<void> SlideFile::finish(const std::vector<TiffDirectory>& directories, std::uint64_t mostClassicBytes) {
  m_pending.append(m_position % 2, '\0');
  m_position += m_position % 2;
  bool bigTiff = false;
  TiffDirectories written(directories, m_position, bigTiff);
  if (m_position + written.bytes.size() > mostClassicBytes) {
    bigTiff = true;
    written = TiffDirectories(directories, m_position, bigTiff);
  }
  m_pending += written.bytes;
  return flush()
      .and_then([&] { return m_file.overwrite(0, bytesOf(tiffHeader(written.first, bigTiff))); })
      .and_then([&] { return m_file.finish(); });
}

}  // namespace snitt
