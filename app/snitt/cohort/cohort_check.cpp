#include "app/snitt/cohort/cohort_check.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/snitt/flag_gate.h"
#include "app/snitt/masked_name.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validation/running_program.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "inference/engine/engine.h"
#include "tiling/cohort/look_at_headers.h"
#include "tiling/libraries.h"

namespace snitt::app {
namespace {

// A list has a column where the command line has an option.
std::string inTheListsWords(const Error& error) {
  constexpr std::string_view option = "give it with --mpp";
  std::string text = error.message;
  if (const std::size_t at = text.find(option); at != std::string::npos)
    text = text.substr(0, at).append("give it in the list's column \"mpp\"").append(text.substr(at + option.size()));
  return text;
}

class Check {
 public:
  Check(const CohortOptions& options, HeaderLooks looks, bool fingerprints, Session& session)
      : m_options(options), m_session(session), m_fingerprints(fingerprints) {
    m_check.looks = std::move(looks);
  }

  Result<CohortCheck> run() {
    for (const auto step : {&Check::readList, &Check::readBundle, &Check::lookAtSlides, &Check::settleUnused,
                            &Check::settleHeaders, &Check::settleFlagged, &Check::settleRepeated})
      if (auto done = (this->*step)(); !done) return fail(done.error());
    for (const ListedSlide& slide : m_check.list.slides)
      if (!m_check.settled.contains(slide.row)) m_check.slides.push_back(slideOf(slide));
    sayWhatIsMissing();
    askForSpace();
    return std::move(m_check);
  }

 private:
  Result<void> readList() {
    auto csv = readFile(m_options.list);
    if (!csv) return fail(csv.error());
    auto list = parseSlideList(*csv, std::filesystem::absolute(m_options.list).parent_path());
    if (!list) return failIn(m_options.list.string(), list.error());
    m_check.list = std::move(*list);
    m_check.listText = std::move(*csv);
    m_check.title = m_options.list.filename().string();
    for (const ListNote& note : m_check.list.warnings) m_check.warnings.push_back(note.sentence());
    return {};
  }

  Result<void> readBundle() {
    auto bundle = loadBundle(m_options.bundle, trustRules(m_options.untrusted));
    if (!bundle) return fail(bundle.error());
    m_manifest = bundle->manifest;
    m_check.rules = rulesOf(m_manifest);
    for (const ResolutionSpec& one : m_manifest.resolutions) m_check.resolutions.push_back(one.name);
    const auto choice = choose(m_session.options().engine);
    if (!choice) return fail(choice.error());
    CohortParameters& out = m_check.parameters;
    out = {m_manifest.id,
           m_manifest.name,
           m_manifest.version,
           bundle->sha256,
           m_manifest.status,
           bundle->parts,
           choice->device,
           std::string(toText(choice->precision)),
           std::string(toText(choice->kernels)),
           std::string("snitt ") + SNITT_VERSION,
           m_options.outsideScope,
           m_options.outputs,
           m_options.showPaths,
           m_options.allowMixed,
           engineVersions(),
           {}};
    const std::vector<std::string> readers = tilingLibraries();
    out.libraries.insert(out.libraries.end(), readers.begin(), readers.end());
    std::ranges::sort(out.libraries);
    auto program = sha256OfFile(os::programFile());
    if (!program) return fail(program.error());
    out.programs = {std::move(*program)};
    std::ranges::sort(out.outputs);
    // The networks' bytes are the workers' affair.
    bundle->networks.clear();
    m_check.bundle = std::move(*bundle);
    return {};
  }

  // A machine from which jobs are submitted has no GPU as a rule.
  [[nodiscard]] Result<EngineChoice> choose(const EngineRequest& request) const {
    const bool elsewhere = m_options.slurm.wanted() && !m_options.slurm.gpus.empty() && request.device != "cpu";
    return elsewhere ? chooseGpuElsewhere(request, m_manifest.tolerance) : chooseEngine(request, m_manifest.tolerance);
  }

  Result<void> lookAtSlides() {
    auto gate = FlagGate::open(m_session.options());
    if (!gate) return fail(gate.error());
    m_gate = std::move(*gate);
    std::vector<HeaderWish> wishes;
    for (const ListedSlide& slide : m_check.list.slides)
      wishes.push_back({slide.path, m_fingerprints || m_gate.isOpen()});
    if (auto looked = look(wishes); !looked) return looked;
    // Two files of one size may be one slide; of other sizes they are not.
    std::map<std::int64_t, int> sizes;
    for (std::size_t i = 0; i < wishes.size(); ++i)
      if (lookOf(i) != nullptr) ++sizes[lookOf(i)->stamp.sizeBytes];
    bool more = false;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      const HeaderLook* const one = lookOf(i);
      wishes[i].fingerprint = one != nullptr && (sizes[one->stamp.sizeBytes] > 1 || wishes[i].fingerprint);
      more = more || (wishes[i].fingerprint && one->fingerprint.empty());
    }
    return more ? look(wishes) : Result<void>();
  }

  Result<void> look(const std::vector<HeaderWish>& wishes) {
    auto looks = lookAtHeaders(wishes, m_check.looks, m_session.options().threadCount(), m_session.control());
    m_session.endProgress();
    if (m_session.stopped()) return fail(ErrorKind::cancelled, "cancelled");
    m_faults.assign(looks.size(), std::nullopt);
    for (std::size_t i = 0; i < looks.size(); ++i) {
      if (looks[i])
        m_check.looks[m_check.list.slides[i].path] = std::move(*looks[i]);
      else
        m_faults[i] = std::move(looks[i].error());
    }
    return {};
  }

  // Nothing where it could not be opened.
  [[nodiscard]] const HeaderLook* lookOf(std::size_t i) const {
    return m_faults[i] ? nullptr : &m_check.looks.at(m_check.list.slides[i].path);
  }

  Result<void> settleUnused() {
    for (const std::size_t row : m_check.list.excluded) settle(row, SlideStatus::excluded, "excluded by the list");
    for (const ListNote& note : m_check.list.faults) settle(note.row, SlideStatus::failed, note.sentence());
    return {};
  }

  Result<void> settleHeaders() {
    for (std::size_t i = 0; i < m_check.list.slides.size(); ++i) {
      const ListedSlide& slide = m_check.list.slides[i];
      const HeaderLook* const look = lookOf(i);
      Result<void> usable = look != nullptr ? checkHeader(m_manifest, *look, slide) : fail(*m_faults[i]);
      if (usable) continue;
      const bool outside = usable.error().kind == ErrorKind::outOfScope;
      if (outside && !m_options.outsideScope.empty()) continue;
      const std::string reason = inTheListsWords(usable.error());
      settle(slide.row, outside ? SlideStatus::refused : SlideStatus::failed,
             m_options.showPaths ? reason : withoutPath(reason, slide.path));
    }
    return {};
  }

  Result<void> settleFlagged() {
    if (!m_gate.isOpen()) return {};
    for (std::size_t i = 0; i < m_check.list.slides.size(); ++i) {
      const ListedSlide& slide = m_check.list.slides[i];
      const HeaderLook* const look = lookOf(i);
      const bool named = !slide.site.empty() && !slide.accession.empty();
      const auto refusal = m_gate.refusal(look != nullptr ? look->fingerprint : std::string(),
                                          named ? std::optional(CaseName{slide.site, slide.accession}) : std::nullopt,
                                          Use::researchScoring);
      if (!refusal) return fail(refusal.error());
      if (*refusal) settle(slide.row, SlideStatus::flagged, **refusal);
      if (auto shown = checkMayBeShown(slide.row, look); !shown) return shown;
    }
    return {};
  }

  // The list's owner knows its paths; whoever reads the tables later may not.
  Result<void> checkMayBeShown(std::size_t row, const HeaderLook* look) {
    if (!m_options.showPaths || look == nullptr) return {};
    const auto masked = m_gate.maskedName(look->fingerprint);
    if (!masked) return fail(masked.error());
    if (!*masked) return {};
    return fail(maskedRefusal(fmt::format("slide {} belongs to a case, so --show-paths would name it", row)));
  }

  // The same slide twice: of one patient the later row is left out, of two patients nobody knows whose it is.
  Result<void> settleRepeated() {
    std::map<std::string, const ListedSlide*> first;
    for (std::size_t i = 0; i < m_check.list.slides.size(); ++i) {
      const ListedSlide& slide = m_check.list.slides[i];
      const HeaderLook* const look = lookOf(i);
      if (look == nullptr || look->fingerprint.empty() || m_check.settled.contains(slide.row)) continue;
      const auto [known, isFirst] = first.try_emplace(look->fingerprint, &slide);
      if (isFirst) continue;
      const ListedSlide& other = *known->second;
      if (slide.patient == other.patient) {
        settle(slide.row, SlideStatus::excluded, fmt::format("the same slide as slide {}", other.row));
        continue;
      }
      settle(slide.row, SlideStatus::refused, fmt::format("the same slide as slide {}, of another patient", other.row));
      settle(other.row, SlideStatus::refused, fmt::format("the same slide as slide {}, of another patient", slide.row));
    }
    return {};
  }

  // What is said first stands.
  void settle(std::size_t row, SlideStatus status, std::string reason) {
    CohortSlideResult result;
    result.row = row;
    result.status = status;
    result.reason = std::move(reason);
    m_check.settled.try_emplace(row, std::move(result));
  }

  CohortSlide slideOf(const ListedSlide& slide) const {
    CohortSlide out{slide.row, slide.path, slide.mpp, slide.facts, {}, {}};
    if (const auto look = m_check.looks.find(slide.path); look != m_check.looks.end()) {
      out.fingerprint = look->second.fingerprint;
      out.sha256 = look->second.sha256;
    }
    return out;
  }

  void sayWhatIsMissing() {
    std::size_t nobody = 0;
    for (const ListedSlide& slide : m_check.list.slides) nobody += slide.patient.empty() ? 1 : 0;
    if (nobody > 0)
      m_check.warnings.push_back(fmt::format("{} of {} slides name no patient: each counts as a patient of its own",
                                             nobody, m_check.list.slides.size()));
    if (m_manifest.decision.risk.empty()) return;
    for (const char* key : {"pT", "pN", "nodes"}) {
      const auto missing = std::ranges::count_if(m_check.list.slides,
                                                 [key](const ListedSlide& slide) { return slide.fact(key).empty(); });
      if (missing > 0)
        m_check.warnings.push_back(fmt::format("{} slides have no {}: the risk group may be missing", missing, key));
    }
  }

  // A row of the tables is about as long as its numbers.
  void askForSpace() {
    constexpr std::uint64_t kRowBytes = 40;
    constexpr std::uint64_t kNumberBytes = 20;
    constexpr std::uint64_t kOtherBytes = 256 << 10;
    constexpr std::uint64_t kMostTilesUnlimited = 50000;
    std::uint64_t perSlide = kOtherBytes;
    for (const ResolutionSpec& one : m_manifest.resolutions) {
      const std::uint64_t tiles = one.mostTiles > 0 ? static_cast<std::uint64_t>(one.mostTiles) : kMostTilesUnlimited;
      perSlide += tiles * (kRowBytes + kNumberBytes * (one.members.size() + 1));
    }
    m_check.bytesNeeded = perSlide * m_check.slides.size();
    std::error_code error;
    std::filesystem::path there = std::filesystem::absolute(m_options.out, error);
    while (!there.empty() && there.has_relative_path() && !std::filesystem::exists(there, error))
      there = there.parent_path();
    const auto space = std::filesystem::space(there, error);
    m_check.bytesFree = error ? 0 : space.available;
    if (!error && m_check.bytesFree < m_check.bytesNeeded)
      m_check.warnings.push_back(fmt::format("the output disk has {:.1f} GiB free; the results may need {:.1f} GiB",
                                             static_cast<double>(m_check.bytesFree) / (1 << 30),
                                             static_cast<double>(m_check.bytesNeeded) / (1 << 30)));
  }

  const CohortOptions& m_options;
  Session& m_session;
  bool m_fingerprints;
  CohortCheck m_check;
  Manifest m_manifest;
  FlagGate m_gate;
  std::vector<std::optional<Error>> m_faults;  // by slide of the list: why it could not be opened
};

}  // namespace

Result<CohortCheck> checkCohort(const CohortOptions& options, HeaderLooks looks, bool fingerprints, Session& session) {
  return Check(options, std::move(looks), fingerprints, session).run();
}

}  // namespace snitt::app
