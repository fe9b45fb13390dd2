// XML of annotations. pugixml knows neither external nor self-made entities, so that no file grows while it is read.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "core/annotation/annotation.h"
#include "core/result.h"

namespace snitt::exchange {

// Any encoding that it declares or that its first bytes tell. Errors: corrupt, with the place.
[[nodiscard]] Result<std::unique_ptr<pugi::xml_document>> parseXml(std::string_view bytes);

// UTF-8, whatever the file says; what is no letter becomes U+FFFD, as do control characters, which XML cannot hold.
[[nodiscard]] std::string validText(std::string_view text);
[[nodiscard]] std::string attributeText(const pugi::xml_node& node, const char* name);

// The attributes X and Y. Errors: corrupt, where one is missing or no finite number.
[[nodiscard]] Result<Point> pointOf(const pugi::xml_node& node);

// All attributes but those named; an object of texts.
[[nodiscard]] nlohmann::json otherAttributes(const pugi::xml_node& node, std::initializer_list<std::string_view> known);

// `name="value" `, escaped.
[[nodiscard]] std::string attribute(std::string_view name, std::string_view value);
// Those of an object of texts, sorted by name. Names that XML does not allow are left out.
[[nodiscard]] std::string attributes(const nlohmann::json& object);

// The text that stands under this name; empty where there is none.
[[nodiscard]] std::string textMember(const nlohmann::json& object, const char* name);

// The object that stands in a `foreign` under this name; an empty one where there is none.
[[nodiscard]] nlohmann::json foreignSection(const std::string& foreign, const char* name);
[[nodiscard]] std::string foreignOf(const char* name, nlohmann::json section);

}  // namespace snitt::exchange
