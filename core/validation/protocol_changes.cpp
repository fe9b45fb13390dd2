#include "core/validation/protocol_changes.h"

#include <map>

#include <fmt/format.h>

#include "core/sha256.h"
#include "core/text/number.h"
#include "core/text/one_line.h"
#include "core/toml_text_p.h"
#include "core/validation/canonical_p.h"

namespace snitt::validation {
namespace {

constexpr std::size_t kMostShown = 80;  // bytes of a value

std::string valueText(const toml::node& node) {
  if (const auto* text = node.as_string()) return fmt::format("\"{}\"", text->get());
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* number = node.as_floating_point()) return shortest(number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* date = node.as_date())
    return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  if (const auto* list = node.as_array()) {
    std::string text;
    for (const toml::node& one : *list) text += (text.empty() ? "" : ", ") + valueText(one);
    return fmt::format("[{}]", text);
  }
  if (const auto* table = node.as_table()) {
    std::string text;
    for (const auto& [key, value] : *table)
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key.str(), valueText(value));
    return fmt::format("{{{}}}", text);
  }
  return "?";
}

bool holdsTables(const toml::array& list) {
  return !list.empty() && std::ranges::all_of(list, [](const toml::node& one) { return one.is_table(); });
}

// By path; the second criterion's is "criterion 2's atLeast".
void flatten(const toml::table& table, const std::string& before, std::map<std::string, std::string>& into) {
  for (const auto& [key, node] : table) {
    const std::string name = before + std::string(key.str());
    if (const auto* inner = node.as_table()) {
      flatten(*inner, name + ".", into);
    } else if (const auto* list = node.as_array(); list != nullptr && holdsTables(*list)) {
      std::size_t number = 0;
      for (const toml::node& one : *list) flatten(*one.as_table(), fmt::format("{} {}'s ", name, ++number), into);
    } else {
      into[name] = valueText(node);
    }
  }
}

std::string shown(const std::string& value) { return oneLine(value, kMostShown); }

}  // namespace

std::vector<std::string> protocolChanges(std::string_view locked, std::string_view now) {
  if (locked == now) return {};
  const std::string hashes =
      fmt::format("(SHA-256 {} locked, {} now)", shortHash(sha256Of(locked)), shortHash(sha256Of(now)));
  const auto before = parseToml(locked, ErrorKind::usage);
  const auto after = parseToml(now, ErrorKind::usage);
  if (!before || !after) return {fmt::format("the protocol's text was changed {}", hashes)};
  std::map<std::string, std::string> there;
  std::map<std::string, std::string> here;
  flatten(*before, "", there);
  flatten(*after, "", here);
  std::vector<std::string> changes;
  for (const auto& [key, value] : there) {
    const auto found = here.find(key);
    if (found == here.end())
      changes.push_back(fmt::format("{} was removed ({} locked)", key, shown(value)));
    else if (found->second != value)
      changes.push_back(fmt::format("{} was changed ({} locked, {} now)", key, shown(value), shown(found->second)));
  }
  for (const auto& [key, value] : here)
    if (!there.contains(key)) changes.push_back(fmt::format("{} was added ({})", key, shown(value)));
  if (changes.empty())
    changes.push_back(fmt::format("the protocol's text was changed, though none of its values {}", hashes));
  return changes;
}

}  // namespace snitt::validation
