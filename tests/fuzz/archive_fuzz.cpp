// Archives of cases: what is read can be written and read again.
//
// A zip archive hardly survives a change, since each entry has a check sum. So an input is either an archive as it is,
// or, beginning with "= NAME", its entries as text, which are packed here: a line "= NAME" before each, "@grid" for a
// packed grid of tiles; after a line "! " come pairs of bytes, each a place in the archive and what is changed there.
#include <string>
#include <vector>

#include "core/store/archive/archive_json_p.h"
#include "core/store/grid_blob.h"
#include "fuzz.h"

using namespace snitt;

namespace {

std::string sampleGrid() {
  return packGrid({"10x", {4, 512, 512}, {{0, 0}, {1, 0}, {0, 1}}, {}, {"10x-1"}, {{0.25, 0.5, 0.75}}});
}

// Cuts `text` at the first "\n" + `mark`; gives what stood before.
std::string_view cut(std::string_view& text, std::string_view mark) {
  const std::size_t end = text.find(mark);
  const std::string_view before = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + mark.size());
  return before;
}

std::string packed(std::string_view text) {
  std::string_view rest = text.substr(2);
  std::string_view whole = cut(rest, "\n! ");
  std::vector<ZipEntry> entries;
  while (!whole.empty()) {
    std::string_view entry = cut(whole, "\n= ");
    const std::string name(cut(entry, "\n"));
    entries.push_back({name, entry == "@grid" ? sampleGrid() : std::string(entry)});
  }
  auto zip = zipOf(entries, "");
  if (!zip || zip->empty()) return {};
  for (std::size_t i = 0; i + 1 < rest.size(); i += 2)
    (*zip)[static_cast<std::uint8_t>(rest[i]) * zip->size() / 256] ^= rest[i + 1];
  return std::move(*zip);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  auto zip = ZipReader::open(text.starts_with("= ") ? packed(text) : std::string(text), "password");
  if (!zip) return 0;
  const auto read = parseArchive(*zip);
  if (!read) return 0;
  const auto written =
      zipOf(formatArchive(read->archived, {"2026-01-05T08:00:00Z", "A", "snitt", "", {}, read->history}), "");
  fuzz::require(written.has_value());
  auto again = ZipReader::open(*written, "");
  fuzz::require(again.has_value());
  const auto same = parseArchive(*again);
  fuzz::require(same && same->archived == read->archived);
  fuzz::require(again->unread() == 0);
  return 0;
}
