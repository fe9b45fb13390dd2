#include "inference/learning/ensemble_scores.h"

#include <cmath>
#include <numeric>

#include "core/bundle/half_weights.h"
#include "core/decision/conclude.h"
#include "core/decision/patient.h"
#include "core/training/member_choice.h"

namespace snitt {
namespace {

using training::Side;

double meanOf(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Constants that bring a Cox network's log hazards into [0, 1], the tuning slides' spread around the middle: {1 / sd,
// −mean / sd}. Outputs that do not differ get {1, −mean}.
Logistic spreadAroundMiddle(const std::vector<double>& outputs) {
  const double mean = meanOf(outputs);
  double squares = 0;
  for (const double output : outputs) squares += (output - mean) * (output - mean);
  const double sd = outputs.size() > 1 ? std::sqrt(squares / static_cast<double>(outputs.size() - 1)) : 0;
  if (!(sd > 0)) return {1, -mean};
  return {1 / sd, -mean / sd};
}

double scoreOf(double output, const Logistic& logistic) {
  return 1 / (1 + std::exp(-(logistic.scale * output + logistic.offset)));
}

class Ensembles {
 public:
  Ensembles(const AssemblyInput& input, Manifest& manifest, std::map<std::string, std::string>& files,
            const RunControl& control)
      : m_input(input), m_config(input.request.config), m_manifest(manifest), m_files(files), m_control(control) {}

  Result<EnsembleScores> run() {
    gatherPatients();
    m_progress.total = static_cast<std::int64_t>(m_config.keep) *
                       static_cast<std::int64_t>(m_config.resolutions.size() * m_slides.size());
    for (std::size_t r = 0; r < m_config.resolutions.size(); ++r)
      if (auto done = scoreResolution(r); !done) return fail(done.error());
    combine();
    return std::move(m_made);
  }

 private:
  void gatherPatients() {
    const training::Study& study = m_input.study;
    for (std::size_t i = 0; i < study.cohort.patients.size(); ++i) {
      if (!m_input.takesPart[i] || study.sides[i].side == Side::train) continue;
      m_made.patients.push_back(i);
      for (const std::size_t slide : study.cohort.patients[i].slides) {
        if (m_input.prepared[slide].tiles.empty()) continue;
        m_slides.push_back(slide);
        m_made.slides.push_back({m_made.patients.size() - 1, {}});
        m_tunes.push_back(study.sides[i].side == Side::tune);
      }
    }
  }

  Result<void> scoreResolution(std::size_t r) {
    const training::ResolutionTraining& resolution = m_config.resolutions[r];
    const std::string& name = resolution.tiles.name;
    std::vector<const LearnedNetwork*> networks;
    std::vector<training::Candidate> candidates;
    for (const LearnedNetwork& one : m_input.networks) {
      if (one.resolution != name) continue;
      networks.push_back(&one);
      candidates.push_back({one.seed, one.figure});
    }
    const auto chosen = training::chooseMembers(candidates, m_config.keep, name);
    if (!chosen) return fail(chosen.error());
    std::vector<double> means(m_slides.size(), 0.0);
    std::map<int, std::string> members;
    for (std::size_t k = 0; k < chosen->size(); ++k) {
      MemberSpec& member = m_manifest.resolutions[r].members[k];
      const LearnedNetwork& network = *networks[(*chosen)[k]];
      const auto scores = scoreMember(r, network, member);
      if (!scores) return fail(scores.error());
      for (std::size_t i = 0; i < means.size(); ++i) means[i] += (*scores)[i] / static_cast<double>(chosen->size());
      members[network.seed] = member.id;
    }
    for (std::size_t i = 0; i < means.size(); ++i) m_made.slides[i].scores[name] = means[i];
    m_made.scores[name] = byPatient(means);
    for (const LearnedNetwork* one : networks) {
      const auto member = members.find(one->seed);
      m_made.networks.push_back({name, one->seed, static_cast<int>(one->trained.bestEpoch) + 1, one->figure,
                                 member == members.end() ? "" : member->second});
    }
    return {};
  }

  // One score a slide.
  Result<std::vector<double>> scoreMember(std::size_t r, const LearnedNetwork& network, MemberSpec& member) {
    std::vector<const StoredTiles*> tiles;
    for (const std::size_t slide : m_slides) tiles.push_back(&m_input.prepared[slide].tiles[r]);
    auto outputs = m_input.resolutions[r]->outputs(network, tiles, m_progress, m_control);
    if (!outputs) return fail(outputs.error());
    if (m_config.learning.loss == training::Loss::cox) {
      std::vector<double> tuning;
      for (std::size_t i = 0; i < outputs->size(); ++i)
        if (m_tunes[i]) tuning.push_back((*outputs)[i]);
      member.network.logistic = spreadAroundMiddle(tuning);
    }
    auto files = m_input.resolutions[r]->memberFiles(member.network, network);
    if (!files) return fail(files.error());
    for (auto& [name, bytes] : *files) {
      if (m_config.bundle.weights != training::StoredWeights::float16 || !name.ends_with(".safetensors")) continue;
      auto half = inHalf(std::move(bytes));
      if (!half) return failIn(name, half.error());
      bytes = std::move(*half);
    }
    m_files.merge(*files);
    for (double& output : *outputs) output = scoreOf(output, member.network.logistic);
    return outputs;
  }

  [[nodiscard]] std::vector<double> byPatient(const std::vector<double>& slides) const {
    std::vector<std::vector<double>> own(m_made.patients.size());
    for (std::size_t i = 0; i < slides.size(); ++i) own[m_made.slides[i].patient].push_back(slides[i]);
    std::vector<double> scores;
    for (const auto& one : own) scores.push_back(scoreOfSlides(m_config.patients, one));
    return scores;
  }

  void combine() {
    for (std::size_t i = 0; i < m_made.patients.size(); ++i) {
      std::vector<double> scores;
      for (const training::ResolutionTraining& one : m_config.resolutions)
        scores.push_back(m_made.scores.at(one.tiles.name)[i]);
      m_made.combined.push_back(combinedScore(m_config.combined, scores));
    }
  }

  const AssemblyInput& m_input;
  const training::TrainConfig& m_config;
  Manifest& m_manifest;
  std::map<std::string, std::string>& m_files;
  const RunControl& m_control;
  std::vector<std::size_t> m_slides;  // of the patients, in their order
  std::vector<bool> m_tunes;          // likewise
  ScoringProgress m_progress;
  EnsembleScores m_made;
};

}  // namespace

Result<EnsembleScores> scoreEnsembles(const AssemblyInput& input, Manifest& manifest,
                                      std::map<std::string, std::string>& files, const RunControl& control) {
  return Ensembles(input, manifest, files, control).run();
}

Result<void> decidePatients(const DecisionRules& rules, EnsembleScores& scored) {
  // By the other rules scores follow from scores, whatever the thresholds.
  if (rules.patients != PatientRule::worstClass) return {};
  std::vector<std::vector<SlideDecision>> slides(scored.patients.size());
  for (const SlideEnsembleScores& slide : scored.slides) {
    std::vector<ResolutionScore> resolutions;
    for (const auto& [name, score] : slide.scores) {
      const double threshold = rules.thresholds.at(name);
      resolutions.push_back({name, {}, score, threshold, prognosisAt(score, threshold)});
    }
    Decision decision = conclude(std::move(resolutions), rules.combined);
    slides[slide.patient].push_back({std::move(decision.resolutions), decision.prognosis, decision.combined});
  }
  for (std::size_t i = 0; i < slides.size(); ++i) {
    const auto decision = decidePatient({rules.patients, rules.combined, {}}, slides[i]);
    if (!decision) return fail(decision.error());
    for (const ResolutionScore& one : decision->resolutions) scored.scores.at(one.name)[i] = one.score;
    scored.combined[i] = decision->combined;
  }
  return {};
}

}  // namespace snitt
