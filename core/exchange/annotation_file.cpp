#include "core/exchange/annotation_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/exchange/aperio_p.h"
#include "core/exchange/asap_p.h"
#include "core/exchange/darwin_p.h"
#include "core/exchange/geojson_p.h"
#include "core/exchange/wsinfer_csv_p.h"
#include "core/exchange/xml_p.h"
#include "core/text/one_line.h"

namespace snitt {

namespace {

using namespace std::string_view_literals;

struct Format {
  std::string_view name;
  std::string_view shown;
  std::string_view extension;
};
constexpr std::array<Format, 5> kFormats{{{"geojson", "QuPath GeoJSON", ".geojson"},
                                          {"asap", "ASAP XML", ".xml"},
                                          {"aperio", "Aperio ImageScope XML", ".xml"},
                                          {"darwin", "Darwin JSON", ".json"},
                                          {"wsinfer", "WSInfer table of tiles", ".csv"}}};

const Format& formatAt(AnnotationFormat format) { return kFormats.at(static_cast<std::size_t>(format)); }

// What the first bytes give away as none of the formats.
std::string_view strangerOf(std::string_view bytes) {
  if (bytes.starts_with("\xAC\xED\x00\x05"sv) || bytes.substr(0, 64).find("qupath"sv) != std::string_view::npos)
    return "it is QuPath's .qpdata, which only QuPath can read: export the objects as GeoJSON there";
  if (bytes.starts_with("PK\x03\x04"sv)) return "it is a zip archive: unpack it first";
  if (bytes.starts_with("\x1F\x8B"sv)) return "it is packed with gzip: unpack it first";
  return {};
}

// XML begins so in any of the encodings that pugixml knows.
bool isXml(std::string_view bytes) {
  std::string start;
  for (const char c : bytes.substr(0, 64))
    if (c != '\0') start += c;
  for (const std::string_view mark : {"\xEF\xBB\xBF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv})
    if (start.starts_with(mark)) start.erase(0, mark.size());
  const auto at = start.find_first_not_of(" \t\r\n");
  return at != std::string::npos && start[at] == '<';
}

Result<AnnotationFile> readXml(std::string_view bytes, const ReadOptions& options) {
  const auto document = exchange::parseXml(bytes);
  if (!document) return fail(document.error());
  const pugi::xml_node root = (*document)->document_element();
  const std::string_view name = root.name();
  if (name == "ASAP_Annotations") return exchange::readAsap(root, options);
  if (name == "Annotations") return exchange::readAperio(root, options);
  constexpr std::size_t mostShown = 40;
  return fail(ErrorKind::unsupported, fmt::format("it is XML of another kind (\"{}\"), neither ASAP's nor Aperio's",
                                                  oneLine(exchange::validText(name), mostShown)));
}

Result<AnnotationFile> readJson(std::string_view bytes, const ReadOptions& options) {
  auto file = exchange::readGeoJson(bytes, options);
  if (!file) return fail(file.error());
  if (*file) return std::move(**file);
  return exchange::readDarwin(bytes, options);
}

Result<AnnotationFile> readAny(std::string_view bytes, const ReadOptions& options) {
  if (const std::string_view stranger = strangerOf(bytes); !stranger.empty())
    return fail(ErrorKind::unsupported, std::string(stranger));
  if (isXml(bytes)) return readXml(bytes, options);
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv))
    return fail(ErrorKind::unsupported, "it is written in UTF-16: save it as UTF-8");
  std::string_view start = bytes;
  if (start.starts_with("\xEF\xBB\xBF"sv)) start.remove_prefix(3);
  const auto at = start.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return fail(ErrorKind::corrupt, "it is empty");
  if (start[at] == '{' || start[at] == '[') return readJson(bytes, options);
  if (start.substr(0, 4096).find(',') != std::string_view::npos) return exchange::readWsinferCsv(bytes, options);
  return fail(ErrorKind::unsupported,
              "it is none of GeoJSON, ASAP's or Aperio's XML, Darwin JSON and WSInfer's tables of tiles");
}

}  // namespace

std::string_view shownNameOf(AnnotationFormat format) { return formatAt(format).shown; }
std::string_view extensionOf(AnnotationFormat format) { return formatAt(format).extension; }

std::optional<AnnotationFormat> annotationFormatOf(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  if (found == kFormats.end()) return std::nullopt;
  return static_cast<AnnotationFormat>(found - kFormats.begin());
}

Result<AnnotationFile> readAnnotations(std::string_view bytes, const std::string& name, const ReadOptions& options) {
  auto file = readAny(bytes, options);
  if (!file) return failIn(name, file.error());
  return file;
}

Result<WrittenAnnotations> writeAnnotations(const std::vector<Annotation>& annotations, AnnotationFormat format,
                                            const WriteOptions& options) {
  switch (format) {
    case AnnotationFormat::geoJson:
      return exchange::writeGeoJson(annotations, options);
    case AnnotationFormat::asap:
      return exchange::writeAsap(annotations, options);
    case AnnotationFormat::aperio:
      return exchange::writeAperio(annotations, options);
    case AnnotationFormat::darwin:
      return exchange::writeDarwin(annotations, options);
    case AnnotationFormat::wsinferCsv:
      return exchange::writeWsinferCsv(annotations);
  }
  return fail(ErrorKind::usage, "there is no such format of annotations");
}

}  // namespace snitt
