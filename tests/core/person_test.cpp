#include "core/people/person.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

Actor with(const Roles& roles) {
  Actor actor;
  actor.person = "uuid";
  actor.roles = roles;
  return actor;
}

TEST(Person, RolesAllowWhatTheyAreFor) {
  EXPECT_TRUE(with({Role::pathologist}).may(Permission::confirm));
  EXPECT_FALSE(with({Role::pathologist}).may(Permission::managePeople));
  EXPECT_FALSE(with({Role::administrator}).may(Permission::unmask));
  EXPECT_TRUE(with({Role::administrator, Role::pathologist}).may(Permission::unmask));
  EXPECT_FALSE(with({Role::researcher}).may(Permission::unmask));
  EXPECT_FALSE(with({Role::researcher}).may(Permission::readAudit));
  EXPECT_TRUE(with({Role::qa}).may(Permission::readAudit));
  EXPECT_TRUE(with({}).may(Permission::draw));
  EXPECT_FALSE(with({}).may(Permission::exportCases));
  EXPECT_TRUE(with({Role::researcher}).may(Permission::validate));
  EXPECT_FALSE(with({}).may(Permission::validate));
  EXPECT_TRUE(with({Role::qa}).may(Permission::signOff));
  EXPECT_TRUE(with({Role::pathologist}).may(Permission::signOff));
  EXPECT_FALSE(with({Role::researcher, Role::administrator}).may(Permission::signOff));
}

TEST(Person, NobodySignedInMayNothing) {
  Actor nobody;
  nobody.account = "lab";
  EXPECT_FALSE(nobody.may(Permission::look));
  nobody.roles = {Role::administrator};
  EXPECT_FALSE(nobody.may(Permission::managePeople));
}

TEST(Person, UnmaskingIsGivenAndTakenApartFromRoles) {
  Actor masked = with({Role::pathologist});
  masked.unmask = false;
  EXPECT_FALSE(masked.may(Permission::unmask));
  EXPECT_TRUE(masked.may(Permission::confirm));
  Actor unmasked = with({Role::researcher});
  unmasked.unmask = true;
  EXPECT_TRUE(unmasked.may(Permission::unmask));
}

TEST(Person, RolesAreTextAndBack) {
  EXPECT_EQ(toText(Roles{Role::researcher, Role::administrator}), "administrator researcher");
  EXPECT_EQ(roleOf("qa"), Role::qa);
  EXPECT_FALSE(roleOf("QA"));
  EXPECT_FALSE(roleOf(""));
}

TEST(Person, EveryPermissionNamesARoleThatGivesIt) {
  for (int i = 0; i <= static_cast<int>(Permission::manageDatabase); ++i) {
    const auto permission = static_cast<Permission>(i);
    EXPECT_TRUE(allows(roleFor(permission), permission)) << toText(permission);
    EXPECT_FALSE(toText(permission).empty());
  }
}

}  // namespace
}  // namespace snitt
