#include "core/cohort/header_look.h"

#include "core/atomic_file.h"
#include "core/cohort/escaped_path_p.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-header-look/1";

std::filesystem::path pathOf(JsonReader& in, std::string_view key, const std::string& text) {
  auto path = unescapedPath(text);
  if (!path) in.fail(key, "is not written as it should be");
  return path.value_or(std::filesystem::path());
}

}  // namespace

std::string formatLook(const HeaderLook& look) {
  JsonWriter out;
  out.openObject(JsonWriter::Layout::oneLine);
  out.key("format").text(kFormat);
  out.key("path").text(escapedPath(look.path));
  out.key("files").openArray();
  for (const auto& file : look.files) out.text(escapedPath(file));
  out.close();
  out.key("sizeBytes").integer(look.stamp.sizeBytes);
  out.key("modified").text(look.stamp.modified);
  out.key("vendor").textOrNull(look.vendor);
  out.key("scanner").textOrNull(look.scanner);
  out.key("widthPx").integer(look.widthPx);
  out.key("heightPx").integer(look.heightPx);
  out.key("mppX").number(look.mppX);
  out.key("mppY").number(look.mppY);
  out.key("mppOrigin").textOrNull(look.mppOrigin);
  out.key("magnification").number(look.magnification);
  out.key("fingerprint").textOrNull(look.fingerprint);
  out.key("sha256").textOrNull(look.sha256);
  out.close();
  std::string line = out.take();
  line.pop_back();
  return line;
}

Result<HeaderLook> parseLook(std::string_view line) {
  const auto json = parseJson(line);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  if (const std::string format = in.text("format"); !error && format != kFormat)
    return fail(ErrorKind::unsupported, "the line is no " + std::string(kFormat) + " but \"" + format + "\"");
  HeaderLook look;
  look.path = pathOf(in, "path", in.text("path"));
  for (const std::string& file : in.texts("files")) look.files.push_back(pathOf(in, "files", file));
  look.stamp = {look.path.string(), in.integer("sizeBytes"), in.text("modified")};
  look.vendor = in.textOrNull("vendor");
  look.scanner = in.textOrNull("scanner");
  look.widthPx = in.integer("widthPx");
  look.heightPx = in.integer("heightPx");
  look.mppX = in.numberOrNull("mppX");
  look.mppY = in.numberOrNull("mppY");
  look.mppOrigin = in.textOrNull("mppOrigin");
  look.magnification = in.numberOrNull("magnification");
  look.fingerprint = in.textOrNull("fingerprint");
  look.sha256 = in.textOrNull("sha256");
  if (error) return fail(*error);
  return look;
}

HeaderLooks readLooks(const std::filesystem::path& file) {
  HeaderLooks looks;
  const auto text = readFile(file);
  if (!text) return looks;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    if (auto look = parseLook(std::string_view(*text).substr(at, end - at))) looks[look->path] = std::move(*look);
    at = end + 1;
  }
  return looks;
}

Result<void> writeLooks(const std::filesystem::path& file, const HeaderLooks& looks) {
  std::string text;
  for (const auto& [path, look] : looks) text += formatLook(look) + "\n";
  return writePrivateFileAtomically(file, text);
}

}  // namespace snitt
