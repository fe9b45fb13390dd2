// A case database at an account that several persons share: Anna, a pathologist; Bob, a researcher; Carla, whose PIN an
// administrator has just set.
#pragma once

#include <cstdlib>
#include <string>

#include "core/os/os.h"
#include "support/case_fixture.h"

namespace snitt::test {

inline constexpr const char* kAnna = "Anna Berg";
inline constexpr const char* kBob = "Bob Lie";
inline constexpr const char* kCarla = "Carla Moe";
inline constexpr const char* kGivenPin = "given-pin-1";
inline constexpr const char* kAnnasPin = "annas-own-pin";
inline constexpr const char* kBobsPin = "bobs-own-pin";

class SharedAccount {
 public:
  SharedAccount() {
    setenv("SNITT_KEY_FOLDER", (database.folder() / "keys").c_str(), 1);
    Store store = database.open();
    People people(store);
    addPerson(people, kAnna, {Role::pathologist});
    addPerson(people, kBob, {Role::researcher});
    addPerson(people, kCarla, {Role::pathologist});
    const auto self = people.find(store.actor().name);
    EXPECT_TRUE(people.setPin(self->id, "", "administrators-pin"));
  }
  ~SharedAccount() { unsetenv("SNITT_KEY_FOLDER"); }
  SharedAccount(const SharedAccount&) = delete;
  SharedAccount& operator=(const SharedAccount&) = delete;

  // Until then it is the administrator's own.
  void share() const {
    Store store = database.open();
    const auto shared = People(store).shareAccount(os::accountName());
    EXPECT_TRUE(shared) << shared.error().message;
    takePin(kAnna, kAnnasPin);
    takePin(kBob, kBobsPin);
  }
  [[nodiscard]] Person person(const char* name) const {
    Store store = database.open();
    return *People(store).find(name);
  }

  CaseDatabase database;

 private:
  static void addPerson(People& people, const char* name, const Roles& roles) {
    const auto made = people.add(name, roles, "");
    EXPECT_TRUE(made) << made.error().message;
    EXPECT_TRUE(people.setPin(made->id, "", kGivenPin));
  }
  void takePin(const char* name, const char* pin) const {
    Store store = database.open();
    People people(store);
    const auto set = people.setPin(people.find(name)->id, kGivenPin, pin);
    EXPECT_TRUE(set) << set.error().message;
    EXPECT_TRUE(people.signOut());
  }
};

}  // namespace snitt::test
