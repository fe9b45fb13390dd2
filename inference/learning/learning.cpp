#include "inference/learning/learning.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/training/leakage.h"
#include "inference/learning/bundle_assembly.h"
#include "inference/learning/learned_segmentation.h"
#include "inference/learning/training_setup.h"

namespace snitt {
namespace {

using training::Side;

class Learning {
 public:
  Learning(const LearningRequest& request, const RunControl& control)
      : m_request(request), m_config(request.config), m_control(control) {}

  Result<std::optional<LearnedBundle>> run() {
    auto prepared = planAndClaim()
                        .and_then([this] { return look(); })
                        .and_then([this] { return segmentation(); })
                        .and_then([this] { return prepare(); })
                        .and_then([this] { return trainNetworks(); });
    if (!prepared) return fail(prepared.error());
    if (m_request.only) return std::nullopt;
    auto learned = assembleBundle(
        {m_request, m_study, m_looks, m_prepared, m_takesPart, m_resolutions, m_networks, m_segmentation}, m_control);
    if (!learned) return fail(learned.error());
    learned->leftOut = m_leftOut;
    return std::optional<LearnedBundle>(std::move(*learned));
  }

 private:
  Result<void> planAndClaim() {
    auto study = training::planStudy(m_request.list, m_config);
    if (!study) return fail(study.error());
    m_study = std::move(*study);
    if (auto known = checkOnly(); !known) return known;
    for (const char* name : {"", "slides", "tiles", "features", "networks"}) {
      std::error_code error;
      std::filesystem::create_directories(m_request.work / name, error);
      if (error)
        return fail(ErrorKind::io,
                    fmt::format("{} cannot be made: {}", (m_request.work / name).string(), error.message()));
    }
    return claim();
  }

  [[nodiscard]] Result<void> checkOnly() const {
    if (!m_request.only) return {};
    for (const training::ResolutionTraining& one : m_config.resolutions)
      if (one.tiles.name == m_request.only->resolution && std::ranges::count(one.seeds, m_request.only->seed) > 0)
        return {};
    return fail(ErrorKind::usage, fmt::format("the configuration trains no network {}/{}", m_request.only->resolution,
                                              m_request.only->seed));
  }

  // A folder of another training is left alone: what it holds would be taken for this one's.
  [[nodiscard]] Result<void> claim() const {
    std::string who = training::formatTrainConfig(m_config);
    for (const training::SlideRow& row : m_study.rows)
      who += fmt::format("{}\n{}\n{}\n", row.patient, row.path, row.row);
    for (const training::Patient& patient : m_study.cohort.patients)
      who += fmt::format("{} {} {}\n", patient.id, patient.outcome.timeDays, patient.outcome.event);
    const std::string same = sha256Of(who) + "\n";
    const auto claimOn = [&same](const std::string& device) { return device == "cpu" ? same : same + device + "\n"; };
    const std::string device = kindOfDevice(m_request.engine.device);
    const std::string claimed = claimOn(device);
    const std::filesystem::path file = m_request.work / "training";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return writeFileAtomically(file, claimed);
    const auto there = readFile(file);
    if (!there) return fail(there.error());
    if (*there == claimed) return {};
    const std::string other = device == "cpu" ? "cuda" : "cpu";
    if (*there == claimOn(other))
      return fail(ErrorKind::usage,
                  fmt::format("{} holds this training as it began on another device; go on with --device {}, or name "
                              "another folder",
                              m_request.work.parent_path().string(), other));
    return fail(ErrorKind::usage,
                fmt::format("{} holds a training of another list or configuration; name another folder for this one",
                            m_request.work.parent_path().string()));
  }

  // A cohort outside the scope is hundreds of slides with one reason, which is told once.
  void tellLeftOut() const {
    std::map<std::string, std::vector<std::size_t>> rowsOf;
    for (const LeftOutSlide& one : m_leftOut) rowsOf[one.why].push_back(one.row);
    for (const auto& [why, rows] : rowsOf)
      m_request.notify(fmt::format("{} of {} left out: {}", rows.size() == 1 ? "the slide" : "the slides",
                                   training::rowsText(rows) + (rows.size() == 1 ? " is" : " are"), why));
  }

  Result<void> look() {
    auto looks = lookAtSlides(m_request.list.slides, m_request.work / "slides", m_request.threads, m_control);
    if (!looks) return fail(looks.error());
    m_looks = std::move(*looks);
    std::vector<training::PlacedSlide> placed;
    std::map<std::string, std::size_t> bySha;
    for (std::size_t p = 0; p < m_study.cohort.patients.size(); ++p) {
      for (const std::size_t i : m_study.cohort.patients[p].slides) {
        training::SlideRow& row = m_study.rows[i];
        row.sha256 = m_looks[i].sha256;
        row.imageFingerprint = m_looks[i].imageFingerprint;
        if (const auto [first, isNew] = bySha.emplace(row.sha256, i); !isNew)
          if (const training::SlideRow& other = m_study.rows[first->second]; other.patient == row.patient)
            return fail(ErrorKind::usage,
                        fmt::format("slides \"{}\" and \"{}\" are the same file twice, in {}", other.slide, row.slide,
                                    training::rowsText(std::vector{other.row, row.row})));
        placed.push_back({row.patient, row.slide, row.row, row.sha256, row.imageFingerprint, m_study.sides[p].side});
      }
    }
    return training::refuseLeaks(placed, m_config.thumbnailDistance);
  }

  Result<void> segmentation() {
    std::vector<Side> sides(m_request.list.slides.size(), Side::train);
    for (std::size_t p = 0; p < m_study.cohort.patients.size(); ++p)
      for (const std::size_t i : m_study.cohort.patients[p].slides) sides[i] = m_study.sides[p].side;
    auto learned = learnSegmentation(m_request, sides, m_control);
    if (!learned) return fail(learned.error());
    m_segmentation = std::move(*learned);
    return {};
  }

  Result<void> prepare() {
    const Manifest draft = training::draftManifest(m_config);
    auto prepared = prepareSlides(m_request.list.slides, draft, m_segmentation.network.get(), m_segmentation.sha256,
                                  m_request.work / "tiles", m_request.threads, m_control);
    if (!prepared) return fail(prepared.error());
    m_prepared = std::move(*prepared);
    for (std::size_t i = 0; i < m_prepared.size(); ++i)
      if (!m_prepared[i].leftOut.empty()) m_leftOut.push_back({m_request.list.slides[i].row, m_prepared[i].leftOut});
    if (m_request.notify) tellLeftOut();
    for (const training::Patient& patient : m_study.cohort.patients)
      m_takesPart.push_back(
          std::ranges::any_of(patient.slides, [this](std::size_t slide) { return !m_prepared[slide].tiles.empty(); }));
    if (auto serve = training::checkSides(m_study, m_config, m_takesPart); !serve) {
      if (m_leftOut.empty()) return serve;
      return fail(serve.error().kind, fmt::format("{}, now that {} of {} slides cannot be scored by such a bundle (row "
                                                  "{}: {})",
                                                  serve.error().message, m_leftOut.size(), m_prepared.size(),
                                                  m_leftOut.front().row, m_leftOut.front().why));
    }
    return {};
  }

  // `text` becomes all that names patients, outcomes and tiles.
  [[nodiscard]] std::vector<PatientBags::Bag> bagsOf(std::size_t resolution, Side side, std::string& text) const {
    std::vector<PatientBags::Bag> bags;
    for (std::size_t p = 0; p < m_study.cohort.patients.size(); ++p) {
      if (!m_takesPart[p] || m_study.sides[p].side != side) continue;
      const training::Patient& patient = m_study.cohort.patients[p];
      PatientBags::Bag bag{bagOutcomeOf(patient.outcome, m_study.labels[p].label), {}};
      text += fmt::format("{} {} {} {} {}\n", toText(side), patient.id, bag.outcome.time, bag.outcome.event,
                          bag.outcome.poor ? (*bag.outcome.poor ? 1 : 0) : 2);
      for (const std::size_t slide : patient.slides) {
        if (m_prepared[slide].tiles.empty()) continue;
        bag.slides.push_back(&m_prepared[slide].tiles[resolution]);
        text += bag.slides.back()->sha256() + "\n";
      }
      bags.push_back(std::move(bag));
    }
    return bags;
  }

  Result<void> trainNetworks() {
    for (std::size_t r = 0; r < m_config.resolutions.size(); ++r) {
      const training::ResolutionTraining& resolution = m_config.resolutions[r];
      if (m_request.only && m_request.only->resolution != resolution.tiles.name) continue;
      ResolutionInput input{m_config,
                            resolution,
                            m_request.configFolder,
                            m_request.work,
                            m_request.threads,
                            m_request.engine,
                            m_request.untrusted,
                            {},
                            {},
                            {}};
      input.train = bagsOf(r, Side::train, input.patients);
      input.tune = bagsOf(r, Side::tune, input.patients);
      auto learning = ResolutionLearning::prepare(std::move(input), m_control);
      if (!learning) return fail(learning.error());
      m_resolutions.push_back(std::move(*learning));
      for (const int seed : resolution.seeds) {
        if (m_request.only && m_request.only->seed != seed) continue;
        auto network = m_resolutions.back()->train(seed, m_control);
        if (!network) return fail(network.error());
        m_networks.push_back(std::move(*network));
      }
    }
    return {};
  }

  const LearningRequest& m_request;
  const training::TrainConfig& m_config;
  const RunControl& m_control;
  training::Study m_study;
  std::vector<SlideLook> m_looks;
  LearnedSegmentation m_segmentation;
  std::vector<PreparedSlide> m_prepared;
  std::vector<LeftOutSlide> m_leftOut;
  std::vector<bool> m_takesPart;
  std::vector<std::unique_ptr<ResolutionLearning>> m_resolutions;
  std::vector<LearnedNetwork> m_networks;
};

}  // namespace

Result<std::optional<LearnedBundle>> learnBundle(const LearningRequest& request, const RunControl& control) {
  return Learning(request, control).run();
}

}  // namespace snitt
