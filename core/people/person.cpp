#include "core/people/person.h"

#include <algorithm>
#include <array>
#include <utility>

namespace snitt {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 4> kRoles{{
    {Role::administrator, "administrator"},
    {Role::pathologist, "pathologist"},
    {Role::qa, "qa"},
    {Role::researcher, "researcher"},
}};

}  // namespace

std::string_view toText(Role role) {
  const auto* found = std::ranges::find(kRoles, role, &std::pair<Role, std::string_view>::first);
  return found == kRoles.end() ? std::string_view() : found->second;
}

std::optional<Role> roleOf(std::string_view text) {
  const auto* found = std::ranges::find(kRoles, text, &std::pair<Role, std::string_view>::second);
  return found == kRoles.end() ? std::optional<Role>() : found->first;
}

std::string toText(const Roles& roles) {
  std::string text;
  for (const Role role : roles) {
    if (!text.empty()) text += ' ';
    text += toText(role);
  }
  return text;
}

std::string_view toText(Permission permission) {
  switch (permission) {
    case Permission::look:
      return "look at cases and slides";
    case Permission::unmask:
      return "see what names patients";
    case Permission::draw:
      return "draw on slides";
    case Permission::score:
      return "store scores";
    case Permission::importWorklist:
      return "import worklists";
    case Permission::link:
      return "give slides to cases";
    case Permission::confirm:
      return "confirm slides and decide on cases";
    case Permission::flag:
      return "set and lift flags";
    case Permission::exportCases:
      return "export cases";
    case Permission::erase:
      return "erase patients' data";
    case Permission::validate:
      return "lock and run validations";
    case Permission::signOff:
      return "sign reports of validations";
    case Permission::readAudit:
      return "read the audit log";
    case Permission::managePeople:
      return "manage people and accounts";
    case Permission::manageDatabase:
      return "manage the database";
  }
  return {};
}

bool allows(Role role, Permission permission) {
  const bool pathologist = role == Role::pathologist;
  const bool administrator = role == Role::administrator;
  switch (permission) {
    case Permission::look:
    case Permission::draw:
    case Permission::score:
    case Permission::exportCases:
    case Permission::validate:
      return true;
    case Permission::unmask:
    case Permission::confirm:
      return pathologist;
    case Permission::importWorklist:
    case Permission::link:
    case Permission::flag:
      return pathologist || administrator;
    case Permission::signOff:
      return pathologist || role == Role::qa;
    case Permission::readAudit:
      return administrator || role == Role::qa;
    case Permission::erase:
    case Permission::managePeople:
    case Permission::manageDatabase:
      return administrator;
  }
  return false;
}

Role roleFor(Permission permission) {
  for (const Role role : {Role::pathologist, Role::administrator})
    if (allows(role, permission)) return role;
  return Role::administrator;
}

bool Actor::may(Permission permission) const {
  if (person.empty()) return false;
  if (permission == Permission::look || permission == Permission::draw || permission == Permission::score) return true;
  if (permission == Permission::unmask && unmask) return *unmask;
  return std::ranges::any_of(roles, [&](Role role) { return allows(role, permission); });
}

}  // namespace snitt
