// What a person may be shown of a slide who may not see what names patients: neither its file's name and path nor what
// the file says of itself, where the slide is one of a case or waits for one. What they typed themselves is no secret
// to them and may stand in an error's sentence.
#pragma once

#include <optional>
#include <string>

#include "app/snitt/session.h"
#include "core/result.h"
#include "core/store/store.h"

namespace snitt::app {

// What to call the slide instead, "H26-1 A1-2 HE" or "slide 1a2b3c4d"; nothing where all of it may be shown. Errors:
// those of Cases.
[[nodiscard]] Result<std::optional<std::string>> maskedName(Store& store, const std::string& fingerprint);

// The same for verbs that need no database: of --db, or the default one where there is one. Where it is there and does
// not answer, nobody knows that the slide may be shown.
class MaskGate {
 public:
  [[nodiscard]] static MaskGate open(const CommonOptions& options);
  [[nodiscard]] std::optional<std::string> maskedName(const std::string& fingerprint);
  // Why something was left out, one sentence for a person.
  [[nodiscard]] const std::string& why() const { return m_why; }

 private:
  std::optional<Store> m_store;
  std::string m_why;
  bool m_closed = false;
};

// A file's name of what a slide is called: letters, digits and "-._".
[[nodiscard]] std::string fileStemOf(const std::string& maskedName, const std::string& fingerprint);

// The refusal of what would show `maskedName`'s file: "--show-paths", say.
[[nodiscard]] Error maskedRefusal(const std::string& what);

}  // namespace snitt::app
