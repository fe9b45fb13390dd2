// A case database in a folder of its own, with a pathologist in front of it, and what a laboratory tells.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/sha256.h"
#include "core/store/audit_log.h"
#include "core/store/cases.h"
#include "core/store/people.h"
#include "core/store/store.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt::test {

// The patient of whom nothing may be found in the clear.
inline const PatientIdentity& sampleIdentity() {
  static const PatientIdentity identity{
      {{"7145823", "STJAMES", "MRN"}, {"2098734EF", "PPS", "PPS"}}, "Ødegård-Wálsh", "Cathal", "1958-06-14", "M"};
  return identity;
}

inline LabEvent orderOf(const std::string& accession, const std::string& stated = "2026-01-05T08:00:00Z") {
  LabEvent event;
  event.kind = EventKind::order;
  event.site = "STJ";
  event.source = "HL7 OML^O21";
  event.stated = stated;
  event.patient = sampleIdentity();
  ToldCase one;
  one.accession = accession;
  one.orders = {"ORD-" + accession};
  one.received = "2026-01-05T07:00:00Z";
  one.comment = "Right hemicolectomy of Mr Ødegård-Wálsh";
  one.specimens = {{"A", "Tissue specimen", "caecum", {{"1", true, {{"1", "HE", ""}, {"2", "CDX2", ""}}}}}};
  event.cases = {one};
  event.digest = sha256Of(formatEvent(event));
  return event;
}

// The same with a digest of its own, as a message that differs would have.
inline LabEvent resent(LabEvent event) {
  event.digest.clear();
  event.digest = sha256Of(formatEvent(event));
  return event;
}

inline FoundScan foundScan(const std::string& path, const std::string& content) {
  return {path, sha256Of(content), 1000, "1", "Aperio"};
}

inline SaidIdentity saidBy(IdentitySource source, const SlideIdentity& identity) {
  return {source, identity.accession + ";" + identity.block, "STJ", identity};
}

inline WorklistFilter searching(const std::string& text) {
  WorklistFilter filter;
  filter.search = text;
  return filter;
}

class CaseDatabase {
 public:
  CaseDatabase() {
    Store store = open();
    People people(store);
    const auto self = people.find(store.actor().name);
    EXPECT_TRUE(self) << self.error().message;
    EXPECT_TRUE(people.setRoles(self->id, {Role::administrator, Role::pathologist}, std::nullopt));
  }
  [[nodiscard]] std::filesystem::path file() const { return m_folder / "snitt.db"; }
  [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }
  [[nodiscard]] StoreOptions options() const {
    StoreOptions options;
    options.makeIfMissing = true;
    options.keyFolder = m_folder / "keys";
    options.software = "snitt test";
    return options;
  }
  [[nodiscard]] Store open() const {
    auto store = Store::open(file(), options());
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }
  // As a person of these roles, at an account of their own.
  [[nodiscard]] Store openAs(const std::string& name, const Roles& roles) const {
    Store store = open();
    (void)People(store).add(name, roles, name);
    StoreOptions theirs = options();
    theirs.account = name;
    auto opened = Store::open(file(), theirs);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  [[nodiscard]] std::string bytes() const {
    std::ifstream stream(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  TempFolder m_folder;
};

}  // namespace snitt::test
