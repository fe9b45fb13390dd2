// What one laboratory has of its own: how it writes its numbers, which fields of its messages hold them, where messages
// and slides arrive. A hand-written TOML file, format "snitt-site/1"; resources/site-reference.toml shows every key.
// Immutable once loaded; all functions may be called from any thread. Patterns are RE2's (no backtracking: hostile text
// costs no more than its length) and must match the whole text.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/flags.h"
#include "core/cases/slide_identity.h"
#include "core/result.h"

namespace snitt {

// "SPM-30", "OBR-3", "ORC-38.1": segment, field, component (0: the first; of a pair of numbers, such as SPM-2, the
// second where the first is empty).
struct Hl7Field {
  std::string segment;
  int field = 0;
  int component = 0;
  bool operator==(const Hl7Field&) const = default;
};
[[nodiscard]] Result<Hl7Field> parseHl7Field(std::string_view text);
// SPM-30, OBR-3, ORC-3, ORC-38.
[[nodiscard]] const std::vector<Hl7Field>& defaultAccessionFields();

// A field of messages that sets or lifts a flag where it holds this value.
struct MessageFlag {
  Hl7Field field;
  std::string value;
  Flag flag = Flag::noAi;
  bool ofPatient = true;
  bool set = true;
};

// How a list writes days, beside 2024-12-31 and 20241231, which are always read.
enum class ListDates { iso, dayFirst, monthFirst };

// Which column of the laboratory's lists holds what; the names are those that resources/site-reference.toml explains.
struct ListColumn {
  std::string meaning;  // "accession", "patientNumber", "family", "given", "name", "birthDate", "sex", "specimen", …
  std::string column;
};

struct WatchRules {
  std::filesystem::path messages;    // folders; empty: none is watched
  std::filesystem::path taken;       // where messages go when they were taken; empty: they are removed
  std::filesystem::path quarantine;  // those that cannot be read, with the reason beside them
  std::vector<std::filesystem::path> slides;
  int settledSeconds = 60;  // a file's size must not have changed for so long
};

// Which slides are scored without being asked for.
struct PreselectRules {
  std::vector<std::string> stains;  // empty: what isHe() knows
  bool tumourBlocksOnly = true;     // blocks that the laboratory says hold the tumour
  std::string blocks;               // else a pattern for "SPECIMEN BLOCK" labels, as "A1"; empty: none
};

inline constexpr std::size_t kMostIdentityBytes = 1000;

// Whether it can name a site: not empty, at most 100 bytes, no colon (which ends it in "SITE:ACCESSION"), no control
// characters, no blanks around it.
[[nodiscard]] bool isSiteName(std::string_view name);

// What a column of a list can hold, in the order of the reference.
[[nodiscard]] const std::vector<std::string>& listMeanings();

class Site {
 public:
  // Every pattern's examples are tried: one that does not give what it says is an error. Errors (naming file and key):
  // notFound, io, corrupt (no TOML, a pattern that does not compile, an example that fails), usage (unknown key, with
  // the nearest one; a value that cannot be), unsupported (a newer format).
  [[nodiscard]] static Result<Site> read(const std::filesystem::path& file);
  [[nodiscard]] static Result<Site> parse(std::string_view toml, const std::filesystem::path& folder);
  // Every key of a site file, as "list.separator".
  [[nodiscard]] static std::set<std::string> keys();
  // What holds where there is no file: no patterns, the default fields.
  [[nodiscard]] static Site withoutFile(std::string name);

  [[nodiscard]] const std::string& name() const;
  // By which times of its messages that name no zone are meant, as "Europe/Oslo"; empty: the machine's.
  [[nodiscard]] const std::string& timezone() const;
  // What the laboratory's words for a body site, or a kind of specimen, mean in bundles' scopes: "colon" of "Caecum". A
  // word that the file does not list is itself.
  [[nodiscard]] std::string organOf(const std::string& bodySite) const;
  [[nodiscard]] std::string specimenTypeOf(const std::string& kind) const;
  [[nodiscard]] const std::vector<Hl7Field>& accessionFields() const;
  [[nodiscard]] const std::vector<MessageFlag>& messageFlags() const;
  [[nodiscard]] const std::vector<ListColumn>& listColumns() const;
  [[nodiscard]] char listSeparator() const;
  [[nodiscard]] ListDates listDates() const;
  [[nodiscard]] const WatchRules& watch() const;
  [[nodiscard]] const PreselectRules& preselect() const;

  // What the site's patterns make of a text from this source; the first that matches whole. `text` of a file or folder
  // is its name without the last extension.
  // A text beyond kMostIdentityBytes matches nothing.
  [[nodiscard]] SaidIdentity understand(IdentitySource source, std::string_view text) const;
  // Whether a slide of this stain in such a block is scored without being asked for.
  [[nodiscard]] bool preselects(std::string_view stain, std::string_view specimen, std::string_view block,
                                std::optional<bool> tumourBlock) const;

 private:
  struct Data;
  explicit Site(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> m_data;
};

}  // namespace snitt
