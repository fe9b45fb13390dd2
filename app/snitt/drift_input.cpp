#include "app/snitt/drift_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/snitt/database_option.h"
#include "core/cases/lab_case.h"
#include "core/drift/database_slides.h"
#include "core/store/cases.h"
#include "core/text/visible.h"

namespace snitt::app {
namespace {

using drift::CohortSlides;
using drift::Observation;

// Slides that a person chose later than this may still wait for their score.
constexpr std::chrono::days kStillWaiting{2};

std::string nameOf(const std::filesystem::path& folder) {
  const std::filesystem::path whole = folder.has_filename() ? folder : folder.parent_path();
  return visibleText(whole.filename().string());
}

std::string plural(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

class Input {
 public:
  Input(const DriftOptions& options, const Bundle& bundle, const std::stop_token& stop)
      : m_options(options), m_bundle(bundle), m_stop(stop) {}

  Result<DriftInput> read(const CommonOptions& common) {
    if (auto there = readReference(); !there) return fail(there.error());
    auto all = m_options.cohorts.empty() ? ofDatabase(common) : ofCohorts();
    if (!all) return fail(all.error());
    if (all->empty())
      return fail(ErrorKind::notFound, fmt::format("{} holds no slide that {} {} has looked at", m_input.source,
                                                   m_bundle.manifest.name, m_bundle.manifest.version));
    std::size_t dropped = 0;
    m_input.observations = withoutRepeats(*std::move(all), dropped);
    if (dropped > 0)
      say(fmt::format("{} of slides that had one already count for nothing here.",
                      plural(dropped, "further score", "further scores")));
    return std::move(m_input);
  }

 private:
  void say(std::string sentence) { m_input.leftOut.push_back(std::move(sentence)); }

  Result<CohortSlides> cohort(const std::filesystem::path& folder, bool isReference = false) {
    drift::CohortColumns columns = m_options.columns;
    columns.weekMayLack = isReference;
    auto slides = readCohortSlides(folder, columns, m_patients, m_stop);
    if (!slides) return slides;
    if (slides->bundleSha256 != m_bundle.sha256)
      return fail(ErrorKind::refused,
                  fmt::format("the cohort {} was scored with another bundle, {} (SHA-256 {}…)", folder.string(),
                              slides->bundleName, slides->bundleSha256.substr(0, 12)));
    const std::string name = nameOf(folder);
    if (slides->waiting > 0)
      say(fmt::format("The cohort {} is unfinished: {} no result yet.", name,
                      plural(slides->waiting, "slide has", "slides have")));
    if (slides->leftOut > 0)
      say(fmt::format("{} of the cohort {} {} left out, by its list or by a flag.",
                      plural(slides->leftOut, "slide", "slides"), name, slides->leftOut == 1 ? "was" : "were"));
    if (slides->unread > 0)
      say(fmt::format("Of {} of the cohort {} the table alone could be read: day and inputs are not known.",
                      plural(slides->unread, "slide", "slides"), name));
    if (slides->withoutDay > 0)
      say(fmt::format("{} of the cohort {} {} no day, and {} left out.", plural(slides->withoutDay, "slide", "slides"),
                      name, slides->withoutDay == 1 ? "has" : "have", slides->withoutDay == 1 ? "is" : "are"));
    return slides;
  }

  Result<void> readReference() {
    if (m_options.reference.empty()) {
      m_input.reference = drift::referenceOf(m_bundle.manifest);
      return {};
    }
    for (const std::filesystem::path& one : m_options.cohorts) {
      std::error_code ignored;
      if (std::filesystem::equivalent(one, m_options.reference, ignored))
        return fail(ErrorKind::usage, fmt::format("{} cannot be compared with itself", one.string()));
    }
    auto slides = cohort(m_options.reference, true);
    if (!slides) return fail(slides.error());
    std::size_t dropped = 0;
    auto reference = drift::referenceOf(withoutRepeats(std::move(slides->observations), dropped),
                                        "the cohort " + nameOf(m_options.reference));
    if (!reference) return fail(reference.error());
    m_input.reference = *std::move(reference);
    return {};
  }

  Result<std::vector<Observation>> ofCohorts() {
    std::vector<Observation> all;
    m_input.source = m_options.cohorts.size() == 1 ? "the cohort " : "the cohorts ";
    for (const std::filesystem::path& folder : m_options.cohorts) {
      auto slides = cohort(folder);
      if (!slides) return fail(slides.error());
      std::ranges::move(slides->observations, std::back_inserter(all));
      m_input.source.append(&folder == &m_options.cohorts.front() ? "" : ", ").append(nameOf(folder));
    }
    return all;
  }

  Result<std::vector<Observation>> ofDatabase(const CommonOptions& common) {
    auto store = openNeeded(common);
    if (!store) return fail(store.error());
    m_input.source = "the database " + nameOf(store->file());
    drift::DatabaseRequest request{m_bundle.sha256, {}, {}};
    const auto before = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) - kStillWaiting;
    request.chosenBefore = isoDate(before);
    const Cases cases(*store);
    for (const std::string& text : m_options.controlCases) {
      const auto name = caseNameOf(text);
      if (!name)
        return fail(ErrorKind::usage,
                    fmt::format("--control-case {} names no case: write SITE:ACCESSION", visibleText(text)));
      const auto id = cases.find(*name);
      if (!id) return fail(id.error());
      request.controlCases.push_back({*id, toText(*name)});
    }
    say("A database keeps no slide that was refused or that failed: of slides without a score it knows those that a "
        "person has chosen.");
    return readDatabaseSlides(*store, request, m_stop);
  }

  const DriftOptions& m_options;
  const Bundle& m_bundle;
  const std::stop_token& m_stop;
  drift::PatientNumbers m_patients;
  DriftInput m_input;
};

}  // namespace

Result<DriftInput> readDriftInput(const DriftOptions& options, const CommonOptions& common, const Bundle& bundle,
                                  const std::stop_token& stop) {
  return Input(options, bundle, stop).read(common);
}

}  // namespace snitt::app
