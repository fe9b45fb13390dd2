#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/csv.h"
#include "core/overlay/tile_columns_p.h"
#include "core/overlay/tile_table.h"
#include "core/text/number.h"

namespace snitt {

std::string shownColumn(std::string_view name, const std::vector<std::string>& taken) {
  constexpr std::string_view prefix = "prob_";
  if (name.size() <= prefix.size() || !name.starts_with(prefix)) return std::string(name);
  std::string shown(name.substr(prefix.size()));
  return std::ranges::find(taken, shown) == taken.end() ? shown : std::string(name);
}

namespace {

constexpr std::array<std::string_view, 4> kCorners{"minx", "miny", "width", "height"};

bool isNone(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return true;
  text = text.substr(first, text.find_last_not_of(" \t") - first + 1);
  return text == "NaN" || text == "nan" || text == "NAN";
}

class TileCsv {
 public:
  static Result<TileTable> read(std::string_view csv, std::string name) {
    auto reader = CsvReader::open(csv);
    if (!reader) return fail(reader.error());
    TileCsv tiles(*reader);
    tiles.m_table.name = std::move(name);
    if (auto found = tiles.findColumns(); !found) return fail(found.error());
    CsvRow row;
    for (;;) {
      const auto more = reader->next(row);
      if (!more) return fail(more.error());
      if (!*more) return std::move(tiles.m_table);
      if (auto added = tiles.add(row); !added) return fail(added.error());
    }
  }

 private:
  explicit TileCsv(const CsvReader& reader) : m_reader(reader) {}

  Result<void> findColumns() {
    const CsvRow& header = m_reader.header();
    for (std::size_t i = 0; i < kCorners.size(); ++i) {
      const auto found = std::ranges::find(header, kCorners[i]);
      if (found == header.end())
        return fail(ErrorKind::corrupt, "line 1 names no column \"" + std::string(kCorners[i]) + "\"");
      m_corners[i] = static_cast<std::size_t>(found - header.begin());
    }
    for (std::size_t column = 0; column < header.size(); ++column) {
      if (std::ranges::find(m_corners, column) != m_corners.end()) continue;
      m_valueColumns.push_back(column);
      m_table.columns.push_back(shownColumn(header[column], m_table.columns));
    }
    if (m_valueColumns.empty()) return fail(ErrorKind::corrupt, "line 1 names no column of values");
    m_table.values.resize(m_valueColumns.size());
    return {};
  }

  [[nodiscard]] tl::unexpected<Error> wrong(const CsvRow& row, std::size_t column, const std::string& why) const {
    constexpr std::size_t mostShown = 40;
    return fail(ErrorKind::corrupt, "line " + std::to_string(m_reader.line()) + ", column \"" +
                                        m_reader.header()[column] + "\": \"" + row[column].substr(0, mostShown) +
                                        "\" " + why);
  }

  Result<void> add(const CsvRow& row) {
    // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
    constexpr double most = 1e9;
    std::array<std::int64_t, 4> corners{};
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const auto number = parseNumber(row[m_corners[i]]);
      if (!number) return wrong(row, m_corners[i], "is no finite number");
      if (std::abs(*number) > most) return wrong(row, m_corners[i], "lies outside any slide");
      corners[i] = std::llround(*number);
      if (i >= 2 && corners[i] < 1) return wrong(row, m_corners[i], "is no size of a tile");
    }
    m_table.tiles.push_back({corners[0], corners[1], corners[2], corners[3]});
    for (std::size_t i = 0; i < m_valueColumns.size(); ++i) {
      const std::string& text = row[m_valueColumns[i]];
      const auto number = parseNumber(text);
      if (!number && !isNone(text)) return wrong(row, m_valueColumns[i], "is no number");
      m_table.values[i].push_back(number ? static_cast<float>(*number) : std::numeric_limits<float>::quiet_NaN());
    }
    return {};
  }

  const CsvReader& m_reader;
  TileTable m_table;
  std::array<std::size_t, 4> m_corners{};
  std::vector<std::size_t> m_valueColumns;
};

}  // namespace

Result<TileTable> parseTileCsv(std::string_view csv, std::string name) { return TileCsv::read(csv, std::move(name)); }

}  // namespace snitt
