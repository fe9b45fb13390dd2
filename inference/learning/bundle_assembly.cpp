#include "inference/learning/bundle_assembly.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/discrimination/concordance.h"
#include "core/training/reference_distributions.h"
#include "core/training/risk_map.h"
#include "core/training/thresholds.h"
#include "inference/learning/ensemble_scores.h"
#include "inference/learning/training_setup.h"

namespace snitt {
namespace {

using training::Side;

class Assembly {
 public:
  Assembly(const AssemblyInput& input, const RunControl& control)
      : m_input(input), m_config(input.request.config), m_study(input.study), m_control(control) {}

  Result<LearnedBundle> run() {
    m_made.manifest = training::draftManifest(m_config);
    m_made.manifest.files.clear();
    m_made.files = m_input.segmentation.files;
    auto scored = scoreEnsembles(m_input, m_made.manifest, m_made.files, m_control);
    if (!scored) return fail(scored.error());
    m_scored = std::move(*scored);
    m_made.card.networks = m_scored.networks;
    tellBeginnings();
    tellCurves();
    return chooseThresholds()
        .and_then([this] { return decidePatients(m_made.manifest.decision, m_scored); })
        .and_then([this] { return fitRisk(); })
        .and_then([this] { return describeReferences(); })
        .and_then([this] { return describePatients(); })
        .and_then([this] { return describeTraining(); })
        .transform([this] { return std::move(m_made); });
  }

 private:
  [[nodiscard]] const training::Patient& patient(std::size_t i) const { return m_study.cohort.patients[i]; }

  void tellBeginnings() {
    auto& beginnings = m_made.card.beginnings;
    if (const std::string& own = m_input.segmentation.beginning; !own.empty()) beginnings.push_back(own);
    for (const auto& one : m_input.resolutions)
      if (!one->beginning().empty()) beginnings.push_back(one->beginning());
  }

  void tellCurves() {
    const LearnedSegmentation& segmentation = m_input.segmentation;
    for (const EpochReport& epoch : segmentation.history)
      m_made.segmentationCurve.push_back({"segmentation", m_config.segmentation.seed, static_cast<int>(epoch.epoch) + 1,
                                          std::nan(""), epoch.trainingLoss, epoch.tuningLoss, epoch.tuningMetric});
    for (const LearnedNetwork& one : m_input.networks) {
      const TrainingOptions options = trainingOptionsOf(m_config, one.seed);
      for (const EpochReport& epoch : one.trained.history)
        m_made.curves.push_back({one.resolution, one.seed, static_cast<int>(epoch.epoch) + 1,
                                 learningRateAtEnd(options, epoch.epoch), epoch.trainingLoss, epoch.tuningLoss,
                                 epoch.tuningMetric});
    }
  }

  Result<void> chooseThresholds() {
    for (const training::ResolutionTraining& resolution : m_config.resolutions) {
      const std::string& name = resolution.tiles.name;
      std::vector<training::TunedPatient> tuned;
      for (std::size_t i = 0; i < m_scored.patients.size(); ++i)
        if (m_study.sides[m_scored.patients[i]].side == Side::tune)
          tuned.push_back({m_scored.scores.at(name)[i], m_study.labels[m_scored.patients[i]].label});
      auto choice = training::chooseThreshold(tuned, m_config.threshold);
      if (!choice) return failIn(fmt::format("threshold of {}", name), choice.error());
      m_made.manifest.decision.thresholds[name] = choice->threshold;
      m_made.card.thresholds.push_back({name, *choice});
    }
    return {};
  }

  Result<void> fitRisk() {
    training::ModelCard& card = m_made.card;
    if (m_config.horizonsYears.empty()) {
      card.noRiskMap = "none was asked for";
      return {};
    }
    std::vector<training::RiskPatient> patients;
    for (std::size_t i = 0; i < m_scored.patients.size(); ++i) {
      const std::size_t p = m_scored.patients[i];
      const training::PatientOutcome& outcome = patient(p).outcome;
      if (m_study.sides[p].side != Side::tune || m_study.sides[p].moved) continue;
      const bool competing = !outcome.event && outcome.death != training::Death::none;
      patients.push_back({m_scored.combined[i], outcome.timeDays, outcome.event, competing, m_study.labels[p].label});
    }
    auto fit = training::fitRiskMaps(
        patients, {m_config.horizonsDays(), m_config.event, m_config.riskKnots, m_config.leastRiskEvents});
    if (!fit) {
      card.noRiskMap = fit.error().message;
      if (m_input.request.notify) m_input.request.notify("the bundle states no risks: " + card.noRiskMap);
      return {};
    }
    m_made.manifest.decision.riskMaps = fit->maps;
    card.riskMaps = std::move(fit->maps);
    card.riskPatients = fit->patients;
    card.riskEvents = fit->events;
    return {};
  }

  Result<void> addReference(std::string name, const std::vector<double>& values) {
    auto reference =
        training::referenceDistribution(std::move(name), values, static_cast<std::size_t>(m_config.referenceBins));
    if (!reference) return fail(reference.error());
    m_made.manifest.references.push_back(std::move(*reference));
    return {};
  }

  // Scores of patients, properties of slides: what each of them will be compared with.
  Result<void> describeReferences() {
    const auto tuning = [this](const std::vector<double>& values) {
      std::vector<double> own;
      for (std::size_t i = 0; i < m_scored.patients.size(); ++i)
        if (m_study.sides[m_scored.patients[i]].side == Side::tune) own.push_back(values[i]);
      return own;
    };
    if (auto added = addReference("combined", tuning(m_scored.combined)); !added) return added;
    for (const auto& [name, scores] : m_scored.scores)
      if (auto added = addReference("score_" + name, tuning(scores)); !added) return added;
    std::map<std::string, std::vector<double>> inputs;
    for (const std::size_t i : m_scored.patients) {
      if (m_study.sides[i].side != Side::tune) continue;
      for (const std::size_t slide : patient(i).slides)
        if (!m_input.prepared[slide].tiles.empty())
          for (const auto& [name, value] : m_input.prepared[slide].input.named())
            inputs[std::string(name)].push_back(value);
    }
    for (const auto& [name, values] : inputs)
      if (auto added = addReference(name, values); !added) return added;
    return {};
  }

  Result<void> describePatients() {
    std::map<std::size_t, std::size_t> scoredAt;
    for (std::size_t i = 0; i < m_scored.patients.size(); ++i) scoredAt[m_scored.patients[i]] = i;
    for (std::size_t i = 0; i < m_study.cohort.patients.size(); ++i) {
      if (!m_input.takesPart[i]) continue;
      const training::Patient& one = patient(i);
      training::RecordedPatient recorded;
      recorded.id = one.id;
      recorded.side = m_study.sides[i];
      recorded.label = m_config.needsLabels() ? std::string(toText(m_study.labels[i].label)) : "";
      recorded.why = m_config.needsLabels() ? std::string(m_study.labels[i].why) : "";
      recorded.timeDays = one.outcome.timeDays;
      recorded.event = one.outcome.event;
      if (const auto scored = scoredAt.find(i); scored != scoredAt.end()) {
        for (const auto& [name, scores] : m_scored.scores) recorded.scores[name] = scores[scored->second];
        recorded.scores["combined"] = m_scored.combined[scored->second];
      }
      for (const std::size_t slide : one.slides) {
        const training::SlideRow& row = m_study.rows[slide];
        const SlideLook& look = m_input.looks[slide];
        recorded.slides.push_back({row.slide, row.path, look.sha256, look.fingerprint, look.imageFingerprint});
      }
      m_made.record.patients.push_back(std::move(recorded));
    }
    m_made.record.bundleId = m_config.bundle.id;
    m_made.record.bundleVersion = m_config.bundle.version;
    m_made.record.software = m_input.request.software;
    m_made.record.device = kindOfDevice(m_input.request.engine.device);
    m_made.record.config = training::formatTrainConfig(m_config);
    return {};
  }

  Result<void> addConcordance(const std::string& what, Side side, const std::vector<double>& scores) {
    std::vector<double> own;
    std::vector<double> times;
    std::vector<std::uint8_t> events;
    for (std::size_t i = 0; i < m_scored.patients.size(); ++i) {
      const std::size_t p = m_scored.patients[i];
      if (m_study.sides[p].side != side) continue;
      own.push_back(scores[i]);
      times.push_back(patient(p).outcome.timeDays);
      events.push_back(patient(p).outcome.event ? 1 : 0);
    }
    if (own.empty()) return {};
    const auto c = statistics::concordance({times, events}, own);
    if (!c) return fail(c.error());
    m_made.card.figures.push_back({what, side, c->c, c->n, c->events});
    return {};
  }

  Result<void> describeTraining() {
    training::ModelCard& card = m_made.card;
    card.software = m_input.request.software;
    card.device = m_made.record.device;
    auto cohort = training::describeCohort(m_study, m_input.request.list, m_input.takesPart, m_config.needsLabels());
    if (!cohort) return fail(cohort.error());
    card.cohort = std::move(*cohort);
    card.excludedRows = m_study.cohort.excludedRows;
    for (const Side side : {Side::tune, Side::test}) {
      if (auto added = addConcordance("Harrell's C of the combined score", side, m_scored.combined); !added)
        return added;
      for (const auto& [name, scores] : m_scored.scores)
        if (auto added = addConcordance(fmt::format("Harrell's C of {}", name), side, scores); !added) return added;
    }
    const std::string figure(toText(m_config.memberFigure));
    Manifest& manifest = m_made.manifest;
    manifest.training = TrainingFacts{card.software,
                                      m_config.learning.loss == training::Loss::cox ? "cox" : "distinct",
                                      training::describe(m_config.threshold),
                                      "training/config.toml",
                                      "training/cohort.csv",
                                      "training/curves.csv",
                                      "training/tuning.csv"};
    auto& files = m_made.files;
    files[manifest.training->config] = formatTrainConfig(training::withoutFolders(m_config));
    files[manifest.training->cohort] = cohortCsv(card.cohort);
    if (!m_made.segmentationCurve.empty())
      files["training/segmentation.csv"] = training::curvesCsv(m_made.segmentationCurve, "dice");
    files[manifest.training->curves] = training::curvesCsv(m_made.curves, figure);
    files[manifest.training->tuning] = training::tuningCsv(card.networks, figure);
    files[manifest.card] = training::formatModelCard(m_config, card);
    return {};
  }

  const AssemblyInput& m_input;
  const training::TrainConfig& m_config;
  const training::Study& m_study;
  const RunControl& m_control;
  EnsembleScores m_scored;
  LearnedBundle m_made;
};

}  // namespace

Result<LearnedBundle> assembleBundle(const AssemblyInput& input, const RunControl& control) {
  return Assembly(input, control).run();
}

}  // namespace snitt
