#include <string>

#include "core/json_reader_p.h"
#include "core/notes/versioned_json_p.h"
#include "core/text/number.h"

namespace snitt {

namespace {

std::optional<double> versionIn(std::string_view text, std::string_view name) {
  return text.starts_with(name) ? parseNumber(text.substr(name.size())) : std::nullopt;
}

}  // namespace

Result<nlohmann::json> parseVersioned(std::string_view text, std::string_view format) {
  auto json = parseJson(text);
  if (!json) return fail(json.error());
  if (!json->is_object()) return fail(ErrorKind::corrupt, "it is no JSON object");
  std::optional<Error> error;
  const std::string found = JsonReader(error, &*json, "").text("format");
  if (error) return fail(*error);
  if (found == format) return std::move(*json);
  const std::string_view name = format.substr(0, format.find('/') + 1);
  const std::string what = "its format is \"" + found + "\"";
  if (versionIn(found, name) > versionIn(format, name))
    return fail(ErrorKind::unsupported, what + ", newer than this program, which reads " + std::string(format));
  return fail(ErrorKind::corrupt, what + " and must be " + std::string(format));
}

}  // namespace snitt
