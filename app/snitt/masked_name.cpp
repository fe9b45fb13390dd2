#include "app/snitt/masked_name.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <utility>

#include "app/snitt/database_option.h"
#include "core/people/person.h"
#include "core/store/cases.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

std::string needed() {
  return fmt::format("that needs the permission to {} (role {})", toText(Permission::unmask),
                     toText(roleFor(Permission::unmask)));
}

std::string plainName(const std::string& fingerprint) { return "slide " + fingerprint.substr(0, 8); }

}  // namespace

Result<std::optional<std::string>> maskedName(Store& store, const std::string& fingerprint) {
  const Cases cases(store);
  const auto hidden = cases.hides(fingerprint);
  if (!hidden) return fail(hidden.error());
  if (!*hidden) return std::nullopt;
  const auto names = cases.namesOf(std::array{fingerprint});
  if (!names) return fail(names.error());
  const auto& name = names->front();
  return name ? visibleText(inWords(*name)) : plainName(fingerprint);
}

MaskGate MaskGate::open(const CommonOptions& options) {
  MaskGate gate;
  gate.m_why = "the file's name, its path and what it says of itself are left out: " + needed();
  const DatabasePlace place = databasePlace(options);
  std::error_code ignored;
  if (place.file.empty() || !std::filesystem::exists(place.file, ignored)) return gate;
  auto store = Store::open(place.file, storeOptions(false));
  if (store) {
    gate.m_store = std::move(*store);
    return gate;
  }
  gate.m_closed = true;
  gate.m_why =
      "the file's name, its path and what it says of itself are left out, since nobody knows whether you may see "
      "them: " +
      store.error().message;
  return gate;
}

std::optional<std::string> MaskGate::maskedName(const std::string& fingerprint) {
  if (m_closed) return plainName(fingerprint);
  if (!m_store) return std::nullopt;
  auto name = app::maskedName(*m_store, fingerprint);
  if (name) return std::move(*name);
  m_why = "the file's name, its path and what it says of itself are left out: " + name.error().message;
  return plainName(fingerprint);
}

std::string fileStemOf(const std::string& maskedName, const std::string& fingerprint) {
  std::string stem;
  for (const char letter : maskedName) {
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                       (letter >= 'A' && letter <= 'Z') || letter == '-';
    if (plain || (!stem.empty() && stem.back() != '_')) stem += plain ? letter : '_';
  }
  return stem + (stem.empty() || stem.back() == '_' ? "" : "-") + fingerprint.substr(0, 8);
}

Error maskedRefusal(const std::string& what) { return {ErrorKind::refused, what + ": " + needed()}; }

}  // namespace snitt::app
