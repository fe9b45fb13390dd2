#include "app/snitt/cohort/cohort_reuse.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"
#include "core/decision/decide_again.h"
#include "core/os/many_files.h"
#include "core/os/os.h"
#include "tiling/slide_scope.h"

namespace snitt::app {
namespace {

// So many folders are made safe together.
constexpr std::size_t kAtOnce = 256;

class Reuse {
 public:
  Reuse(const ReusePlan& plan, const CohortCheck& check, const Bundle& bundle, Session& session)
      : m_plan(plan), m_check(check), m_bundle(bundle), m_session(session), m_old{plan.old} {}

  Result<void> readOld() {
    if (!std::filesystem::is_directory(m_old.state()))
      return fail(ErrorKind::notFound, "--reuse " + m_plan.old.string() + " is no folder of a cohort");
    auto results = CohortJournal::read(m_old.state());
    if (!results) return fail(results.error());
    for (CohortSlideResult& one : *results)
      if (!one.inputKey.empty() && (one.status == SlideStatus::scored || one.status == SlideStatus::notAssessable))
        m_known[one.inputKey] = std::move(one);
    return {};
  }

  Result<void> run(std::vector<CohortSlide>& slides) {
    std::vector<bool> done(slides.size());
    RunControl control = m_session.control();
    for (std::size_t first = 0; first < slides.size(); first += kAtOnce) {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
      const std::size_t last = std::min(first + kAtOnce, slides.size());
      if (auto finished = batch(slides, first, last, done); !finished) return finished;
      control.report("decide", static_cast<std::int64_t>(last), static_cast<std::int64_t>(slides.size()));
    }
    m_session.endProgress();
    std::size_t i = 0;
    std::erase_if(slides, [&](const CohortSlide&) { return static_cast<bool>(done[i++]); });
    return {};
  }

 private:
  Result<void> batch(const std::vector<CohortSlide>& slides, std::size_t first, std::size_t last,
                     std::vector<bool>& done) {
    std::vector<CohortSlideResult> results;
    std::optional<Error> error;
    std::mutex mutex;
    std::atomic<std::size_t> next{first};
    {
      std::vector<std::jthread> lanes;
      for (int lane = 0; lane < m_session.options().threadCount(); ++lane)
        lanes.emplace_back([&] {
          for (std::size_t i = next++; i < last; i = next++) {
            auto one = decide(slides[i]);
            const std::scoped_lock lock(mutex);
            if (!one)
              error = one.error();
            else if (*one) {
              results.push_back(std::move(**one));
              done[i] = true;
            }
          }
        });
    }
    if (error) return fail(*error);
    if (results.empty()) return {};
    if (auto safe = os::syncFileSystem(m_plan.folder.out); !safe) return safe;
    std::ranges::sort(results, {}, &CohortSlideResult::row);
    return m_plan.keep(results);
  }

  // Nothing where it must be scored.
  Result<std::optional<CohortSlideResult>> decide(const CohortSlide& slide) const {
    if (slide.fingerprint.empty()) return std::nullopt;
    const auto known = m_known.find(inputKey(m_check.parameters, slide, slide.fingerprint));
    if (known == m_known.end()) return std::nullopt;
    const auto from = m_old.slide(known->second.row);
    const auto text = readFile(from / "score.json");
    if (!text) return std::nullopt;
    auto old = parseScore(*text);
    if (!old || old->slide.fingerprint != slide.fingerprint || !hasOutputs(from)) return std::nullopt;
    const DecisionInput input = inputOf(slide, *old);
    auto score = decideAgain(std::move(*old), m_bundle, input);
    if (!score && score.error().kind == ErrorKind::outOfScope) return std::nullopt;
    if (!score) return fail(score.error());
    if (!*score) return std::nullopt;
    if (auto written = write(slide, from, **score); !written) return fail(written.error());
    CohortSlideResult result = resultOf(**score, slide.row);
    result.inputKey = known->first;
    result.decisionKey = decisionKey(m_check.parameters, slide, slide.fingerprint);
    return result;
  }

  // What was asked for is there: pages and heatmaps are made while slides are scored.
  [[nodiscard]] bool hasOutputs(const std::filesystem::path& from) const {
    for (const std::string& output : m_check.parameters.outputs) {
      if (output == "report" || output == "heatmap") return false;
      if (output == "tumour" && !std::filesystem::exists(from / "tumour.geojson")) return false;
    }
    return true;
  }

  [[nodiscard]] DecisionInput inputOf(const CohortSlide& slide, const Score& old) const {
    SlideScale scale;
    scale.mpp = {old.slide.mppX, old.slide.mppY};
    scale.source = old.slide.mppSource;
    SlideInfo info;
    if (const auto look = m_check.looks.find(slide.path); look != m_check.looks.end())
      info.scanner = look->second.scanner;
    std::vector<Fact> facts = slideFacts(info, scale, StainKind::unknown);
    if (!old.stainSeen.empty() && old.stainSeen != toText(StainKind::unknown))
      facts.push_back({"stain", old.stainSeen, "pixels"});
    facts.insert(facts.end(), slide.facts.begin(), slide.facts.end());
    return {slide.facts, checkSlideScope(m_bundle.manifest, facts, scale), m_check.parameters.outsideScope};
  }

  Result<void> write(const CohortSlide& slide, const std::filesystem::path& from, Score score) const {
    if (!m_check.parameters.showPaths) score.slide.path.clear();
    const auto to = m_plan.folder.slide(slide.row);
    std::error_code error;
    std::filesystem::remove_all(to, error);
    std::filesystem::create_directories(to, error);
    if (error) return fail(ErrorKind::io, "could not make " + to.string() + ": " + error.message());
    for (const auto& entry : std::filesystem::directory_iterator(from, error)) {
      const std::string name = entry.path().filename().string();
      if (!wanted(name)) continue;
      if (auto linked = os::linkOrCopy(entry.path(), to / name); !linked) return linked;
    }
    return os::writeUnsynced(to / "score.json", formatScore(score));
  }

  [[nodiscard]] bool wanted(const std::string& name) const {
    const auto& outputs = m_check.parameters.outputs;
    const auto asked = [&outputs](const char* output) { return std::ranges::find(outputs, output) != outputs.end(); };
    if (name == "tumour.geojson") return asked("tumour");
    if (name == "contact.jpg") return true;
    return name.starts_with("tiles-") && asked("tiles");
  }

  const ReusePlan& m_plan;
  const CohortCheck& m_check;
  const Bundle& m_bundle;
  Session& m_session;
  CohortFolder m_old;
  std::map<std::string, CohortSlideResult> m_known;  // by inputKey
};

}  // namespace

Result<void> reuseOutputs(std::vector<CohortSlide>& slides, const ReusePlan& plan, const CohortCheck& check,
                          const Bundle& bundle, Session& session) {
  Reuse reuse(plan, check, bundle, session);
  if (auto read = reuse.readOld(); !read) return read;
  return reuse.run(slides);
}

}  // namespace snitt::app
