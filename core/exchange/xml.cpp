#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "core/exchange/xml_p.h"
#include "core/json_reader_p.h"
#include "core/text/number.h"
#include "core/text/one_line.h"
#include "core/text/utf8.h"

namespace snitt::exchange {

namespace {

using Json = nlohmann::json;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool isXmlName(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0])) != 0) return false;
  return std::ranges::all_of(name, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.' || c == ':';
  });
}

}  // namespace

Result<std::unique_ptr<pugi::xml_document>> parseXml(std::string_view bytes) {
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result parsed = document->load_buffer(bytes.data(), bytes.size());
  if (parsed.status == pugi::status_out_of_memory) return fail(ErrorKind::io, "it needs more memory than there is");
  if (!parsed) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    constexpr std::size_t nearEnd = 4096;
    const bool isCut =
        bytes.size() - std::min(at, bytes.size()) < nearEnd && !bytes.ends_with('>') && !bytes.ends_with(">\n");
    if (isCut) return fail(ErrorKind::corrupt, fmt::format("it ends in the middle, at byte {}", bytes.size()));
    return fail(ErrorKind::corrupt,
                fmt::format("it is no complete XML, from byte {} on: {}", at, parsed.description()));
  }
  return document;
}

std::string validText(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t good = firstNotUtf8(text).value_or(text.size());
    for (const char c : text.substr(0, good)) {
      const auto byte = static_cast<unsigned char>(c);
      const bool isControl = byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
      isControl ? valid += kReplacement : valid += c;
    }
    if (good == text.size()) break;
    valid += kReplacement;
    text.remove_prefix(good + 1);
  }
  return valid;
}

std::string attributeText(const pugi::xml_node& node, const char* name) {
  return validText(node.attribute(name).value());
}

Result<Point> pointOf(const pugi::xml_node& node) {
  // Far beyond any slide, and small enough that pixel arithmetic cannot overflow.
  constexpr double most = 1e9;
  constexpr std::size_t mostShown = 40;
  Point point;
  for (auto [name, into] : {std::pair("X", &point.x), std::pair("Y", &point.y)}) {
    const pugi::xml_attribute found = node.attribute(name);
    if (!found) return fail(ErrorKind::corrupt, fmt::format("a point has no {}", name));
    const auto number = parseNumber(found.value());
    if (!number)
      return fail(ErrorKind::corrupt, fmt::format("a coordinate is \"{}\" and no finite number",
                                                  oneLine(validText(found.value()), mostShown)));
    if (std::abs(*number) > most) return fail(ErrorKind::corrupt, "a coordinate lies outside any slide");
    *into = *number;
  }
  return point;
}

Json otherAttributes(const pugi::xml_node& node, std::initializer_list<std::string_view> known) {
  Json others = Json::object();
  for (const pugi::xml_attribute& one : node.attributes())
    if (std::ranges::find(known, std::string_view(one.name())) == known.end())
      others[validText(one.name())] = validText(one.value());
  return others;
}

std::string attribute(std::string_view name, std::string_view value) {
  std::string text(name);
  text += "=\"";
  for (const char c : validText(value)) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\n':
        text += "&#10;";
        break;
      case '\r':
        text += "&#13;";
        break;
      case '\t':
        text += "&#9;";
        break;
      default:
        text += c;
    }
  }
  return text += "\" ";
}

std::string attributes(const Json& object) {
  std::string text;
  if (!object.is_object()) return text;
  for (const auto& [name, value] : object.items())
    if (value.is_string() && isXmlName(name)) text += attribute(name, value.get_ref<const std::string&>());
  return text;
}

std::string textMember(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json foreignSection(const std::string& foreign, const char* name) {
  if (foreign.empty()) return Json::object();
  auto json = parseJson(foreign);
  if (!json || !json->is_object() || !json->contains(name) || !(*json)[name].is_object()) return Json::object();
  return std::move((*json)[name]);
}

std::string foreignOf(const char* name, Json section) {
  for (auto it = section.begin(); it != section.end();)
    it = (it->is_object() || it->is_array()) && it->empty() ? section.erase(it) : std::next(it);
  if (section.empty()) return {};
  return Json{{name, std::move(section)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace snitt::exchange
