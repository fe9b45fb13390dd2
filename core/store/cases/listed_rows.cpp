#include "core/store/cases/listed_rows_p.h"

#include <algorithm>

namespace snitt {

namespace {

std::optional<SlideIdentity> listed(const CaseAccess& access, const std::string& site, const std::string& text) {
  const std::string mark = markListed(*access.secrets, site, text);
  Statement row = statementOf(*access.database,
                              "SELECT accession, specimen, block, number, stain FROM listed_slide"
                              " WHERE mark = ?",
                              Blob{mark});
  if (!row.executeStep()) return std::nullopt;
  return SlideIdentity{textOf(row, 0), textOf(row, 1), textOf(row, 2), textOf(row, 3), textOf(row, 4)};
}

}  // namespace

// A file's name may name the patient: only its mark is kept.
std::string markListed(const Secrets& secrets, const std::string& site, const std::string& text) {
  return secrets.mark("listed_slide", site + '\n' + text);
}

std::vector<SaidIdentity> withListed(const CaseAccess& access, std::vector<SaidIdentity> said) {
  std::vector<SaidIdentity> result = said;
  // The folder's name stands for the slide where the slide is a folder: many files may lie in it else.
  const bool isFile = std::ranges::find(said, IdentitySource::fileName, &SaidIdentity::source) != said.end();
  const IdentitySource name = isFile ? IdentitySource::fileName : IdentitySource::folderName;
  for (const SaidIdentity& one : said) {
    if (one.source != IdentitySource::barcode && one.source != name) continue;
    auto identity = listed(access, one.site, one.text);
    if (!identity) continue;
    const SaidIdentity found{IdentitySource::list, one.text, one.site, std::move(identity)};
    const auto isIt = [&](const SaidIdentity& other) {
      return other.source == found.source && other.identity == found.identity;
    };
    if (std::ranges::none_of(result, isIt)) result.push_back(found);
  }
  return result;
}

void forgetListed(const CaseAccess& access, CaseId id) {
  execute(*access.database,
          "DELETE FROM listed_slide WHERE (site, accession) IN (SELECT site, accession FROM lab_case WHERE id = ?)",
          id.value);
}

Result<void> Cases::rememberListed(std::span<const SlideOnList> slides) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
  if (slides.empty()) return {};
  return inTransaction(access, [&]() -> Result<void> {
    std::int64_t changed = 0;
    for (const SlideOnList& one : slides) {
      if (listed(access, one.name.site, one.text) == one.identity) continue;
      const std::string mark = markListed(*access.secrets, one.name.site, one.text);
      execute(*access.database,
              "INSERT OR REPLACE INTO listed_slide (mark, site, accession, specimen, block, number, stain, changed)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              Blob{mark}, one.name.site, one.name.accession, one.identity.specimen, one.identity.block,
              one.identity.slide, one.identity.stain, utcNow());
      ++changed;
    }
    if (changed > 0)
      appendAudit(*access.database, *access.actor, {"list.slides", "", {{"slides", std::to_string(changed)}}});
    return {};
  });
}

}  // namespace snitt
