#include "app/snitt/flag_gate.h"

#include <fmt/format.h>
#include <filesystem>
#include <utility>

#include "app/snitt/database_option.h"
#include "app/snitt/masked_name.h"
#include "core/store/audit_log.h"

namespace snitt::app {

namespace {

struct FlaggedCase {
  std::string uuid;
  Flags flags = 0;
};

Result<std::optional<FlaggedCase>> caseOf(Store& store, const std::string& fingerprint,
                                          const std::optional<CaseName>& listed) {
  const Cases cases(store);
  auto slide = cases.caseOfSlide(fingerprint);
  if (!slide) return fail(slide.error());
  if (*slide) return FlaggedCase{(*slide)->caseUuid, (*slide)->flags};
  if (!listed) return std::nullopt;
  const auto id = cases.find(*listed);
  if (!id && id.error().kind == ErrorKind::notFound) return std::nullopt;
  if (!id) return fail(id.error());
  const auto labCase = cases.load(*id);
  if (!labCase) return fail(labCase.error());
  FlaggedCase out{labCase->uuid, 0};
  for (const CaseFlag& one : labCase->flags) out.flags |= static_cast<Flags>(one.flag);
  return out;
}

}  // namespace

std::string_view inWords(Use use) {
  switch (use) {
    case Use::careScoring:
    case Use::researchScoring:
      return "scoring";
    case Use::training:
      return "training";
    case Use::exporting:
      break;
  }
  return "exporting";
}

Result<FlagGate> FlagGate::open(const CommonOptions& options) {
  FlagGate gate;
  const DatabasePlace place = databasePlace(options);
  std::error_code ignored;
  if (place.file.empty() || (place.isDefault && !std::filesystem::exists(place.file, ignored))) return gate;
  auto store = Store::open(place.file, storeOptions(false));
  if (!store) return fail(store.error());
  gate.m_store = std::move(*store);
  return gate;
}

Result<std::optional<std::string>> FlagGate::refusal(const std::string& fingerprint,
                                                     const std::optional<CaseName>& listed, Use use) {
  if (!m_store) return std::nullopt;
  const auto found = caseOf(*m_store, fingerprint, listed);
  if (!found) return fail(found.error());
  if (!*found) return std::nullopt;
  const auto flag = forbids((*found)->flags, use);
  if (!flag) return std::nullopt;
  const auto logged = AuditLog(*m_store).add(
      {"refused",
       "case:" + (*found)->uuid,
       {{"what", std::string(inWords(use))}, {"flag", std::string(toText(*flag))}, {"slide", fingerprint}}});
  if (!logged) return fail(logged.error());
  return fmt::format("its case is flagged \"{}\", which forbids {}", snitt::inWords(*flag), inWords(use));
}

Result<std::optional<std::string>> FlagGate::maskedName(const std::string& fingerprint) {
  return m_store ? app::maskedName(*m_store, fingerprint) : Result<std::optional<std::string>>(std::nullopt);
}

Result<void> FlagGate::exported(const std::string& fingerprint, const std::string& what) {
  if (!m_store) return {};
  const auto found = caseOf(*m_store, fingerprint, std::nullopt);
  if (!found) return fail(found.error());
  if (!*found) return {};
  const AuditLog log(*m_store);
  const auto seal = log.lastSeal();
  if (!seal) return fail(seal.error());
  return AuditLog(*m_store).add(
      {"slide.exported",
       "case:" + (*found)->uuid,
       {{"slide", fingerprint}, {"what", what}, {"seal", std::to_string(*seal ? (*seal)->seq : 0)}}});
}

std::size_t LeftOutCount::total() const {
  std::size_t total = 0;
  for (const auto& [why, slides] : m_slides) total += slides;
  return total;
}

std::string LeftOutCount::sentence() const {
  std::string text;
  for (const auto& [why, slides] : m_slides)
    text +=
        fmt::format("{}{} {} left out: {}", text.empty() ? "" : "; ", slides, slides == 1 ? "slide" : "slides", why);
  return text;
}

}  // namespace snitt::app
