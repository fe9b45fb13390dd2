#include "core/exchange/wsinfer_csv_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "core/annotation/annotation_measure.h"
#include "core/csv.h"
#include "core/exchange/collector_p.h"
#include "core/exchange/losses_p.h"
#include "core/text/number.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

namespace {

constexpr std::array<std::string_view, 4> kCorners{"minx", "miny", "width", "height"};

std::optional<std::size_t> columnOf(const CsvRow& header, std::string_view name) {
  const auto found = std::ranges::find(header, name);
  return found == header.end() ? std::nullopt : std::optional<std::size_t>(found - header.begin());
}

// Nothing where it is no number and does not say that there is none.
std::optional<double> valueOf(const std::string& text) {
  if (const auto number = parseNumber(text)) return number;
  if (isMissing(text) || text == "nan" || text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity" || text == "inf") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity" || text == "-inf") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

tl::unexpected<Error> wrong(const CsvReader& reader, std::size_t column, const std::string& text,
                            std::string_view why) {
  constexpr std::size_t mostShown = 40;
  return fail(ErrorKind::corrupt,
              fmt::format("line {}, column \"{}\": \"{}\" {}", reader.line(),
                          oneLine(reader.header()[column], mostShown), oneLine(text, mostShown), why));
}

Result<Annotation> tileOf(const CsvReader& reader, const CsvRow& row, const std::array<std::size_t, 4>& corners) {
  // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
  constexpr double most = 1e9;
  std::array<double, 4> numbers{};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const auto number = parseNumber(row[corners[i]]);
    if (!number) return wrong(reader, corners[i], row[corners[i]], "is no finite number");
    if (std::abs(*number) > most) return wrong(reader, corners[i], row[corners[i]], "lies outside any slide");
    if (i >= 2 && *number <= 0) return wrong(reader, corners[i], row[corners[i]], "is no size of a tile");
    numbers[i] = *number;
  }
  Annotation tile;
  tile.kind = ObjectKind::tile;
  tile.shape = Shape::rectangle;
  tile.origin = Origin::ai;
  tile.geometry = rectangleOf({numbers[0], numbers[1]}, {numbers[0] + numbers[2], numbers[1] + numbers[3]});
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (std::ranges::find(corners, i) != corners.end()) continue;
    const auto value = valueOf(row[i]);
    if (!value) return wrong(reader, i, row[i], "is no number");
    tile.measurements.push_back({reader.header()[i], *value});
  }
  return tile;
}

}  // namespace

Result<AnnotationFile> readWsinferCsv(std::string_view csv, const ReadOptions& options) {
  auto reader = CsvReader::open(csv);
  if (!reader) return fail(reader.error());
  if (auto checked = checkSeparator(reader->header()); !checked) return fail(checked.error());
  std::array<std::size_t, 4> corners{};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const auto column = columnOf(reader->header(), kCorners[i]);
    if (!column)
      return fail(ErrorKind::unsupported, fmt::format("it is no table of tiles: it has no column \"{}\"", kCorners[i]));
    corners[i] = *column;
  }
  Collector collector(options);
  CsvRow row;
  for (std::size_t number = 1;; ++number) {
    const auto more = reader->next(row);
    if (!more) return fail(more.error());
    if (!*more) break;
    auto tile = tileOf(*reader, row, corners);
    if (!tile) return fail(tile.error());
    collector.add(std::move(*tile), number);
  }
  return collector.finish(AnnotationFormat::wsinferCsv);
}

Result<WrittenAnnotations> writeWsinferCsv(const std::vector<Annotation>& annotations) {
  Findings findings;
  std::vector<const Annotation*> tiles;
  CsvRow header(kCorners.begin(), kCorners.end());
  std::map<std::string, std::size_t> columns;
  for (const Annotation& one : annotations) {
    if (!isUprightRectangle(one.geometry) || one.measurements.empty()) {
      findings.count("object is no upright rectangle with measurements, and was left out",
                     "objects are no upright rectangles with measurements, and were left out");
      continue;
    }
    tiles.push_back(&one);
    Annotation rest = one;  // all but what a row holds
    rest.measurements.clear();
    rest.origin = Origin::human;
    rest.kind = ObjectKind::annotation;
    sayLosses(rest, {.format = "a table of tiles", .section = ""}, findings);
    if (!one.className.empty())
      findings.count("object loses its class, for which a table of tiles has no place",
                     "objects lose their class, for which a table of tiles has no place");
    for (const Measurement& measurement : one.measurements)
      if (columns.try_emplace(measurement.name, header.size()).second) header.push_back(measurement.name);
  }
  if (tiles.empty())
    return fail(ErrorKind::unsupported, "none of the objects is a tile: an upright rectangle with measurements");
  std::string text = csvRow(header);
  for (const Annotation* tile : tiles) {
    const Box box = boxOf(tile->geometry);
    CsvRow row(header.size());
    row[0] = shortest(box.minX);
    row[1] = shortest(box.minY);
    row[2] = shortest(box.maxX - box.minX);
    row[3] = shortest(box.maxY - box.minY);
    for (const Measurement& one : tile->measurements) row[columns[one.name]] = shortest(one.value);
    text += csvRow(row);
  }
  return WrittenAnnotations{std::move(text), findings.take()};
}

}  // namespace snitt::exchange
