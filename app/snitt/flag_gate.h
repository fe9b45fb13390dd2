// Flags in the database that keep slides from being used, wherever slides are named by their files.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "app/snitt/session.h"
#include "core/cases/flags.h"
#include "core/result.h"
#include "core/store/cases.h"
#include "core/store/store.h"

namespace snitt::app {

class FlagGate {
 public:
  // The database of --db, or the default one where there is one; without one nothing is flagged. Errors: Store::open's:
  // where flags cannot be read, nobody knows that there are none.
  [[nodiscard]] static Result<FlagGate> open(const CommonOptions& options);

  [[nodiscard]] bool isOpen() const { return m_store.has_value(); }

  // The case of a slide is known by the slide itself, else by what a list calls it. Nothing where the slide may be
  // used; else why not, and the audit log has a row of it.
  [[nodiscard]] Result<std::optional<std::string>> refusal(const std::string& fingerprint,
                                                           const std::optional<CaseName>& listed, Use use);
  // What to call a slide whose name this person may not see; nothing where they may. As maskedName().
  [[nodiscard]] Result<std::optional<std::string>> maskedName(const std::string& fingerprint);
  // A slide of a case has left the database: "annotations", "training list". Does nothing for one without a case.
  [[nodiscard]] Result<void> exported(const std::string& fingerprint, const std::string& what);

 private:
  std::optional<Store> m_store;
};

// "training", "an export", as a sentence needs it.
[[nodiscard]] std::string_view inWords(Use use);

// How many were left out for which reason: "2 slides left out: flagged \"consent withdrawn\"; …".
class LeftOutCount {
 public:
  void add(const std::string& why) { ++m_slides[why]; }
  [[nodiscard]] std::size_t total() const;
  [[nodiscard]] bool any() const { return !m_slides.empty(); }
  [[nodiscard]] std::string sentence() const;

 private:
  std::map<std::string, std::size_t> m_slides;
};

}  // namespace snitt::app
