// The model card of a trained bundle as Markdown. Pure; every value comes from the caller, nothing of one patient.
//
// Its parts follow Mitchell et al., "Model cards for model reporting", FAT* 2019: intended use, limits, training
// population, performance, how it was made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/statistics/estimate.h"
#include "core/training/cohort_table.h"
#include "core/training/thresholds.h"
#include "core/training/train_config.h"
#include "core/training/training_tables.h"

namespace snitt::training {

struct ChosenThreshold {
  std::string resolution;
  ThresholdChoice choice;
};

struct CardFigure {
  std::string what;  // "Harrell's C of the combined score"
  Side side = Side::tune;
  statistics::Estimate value;
  std::size_t patients = 0;
  std::size_t events = 0;
};

struct ModelCard {
  std::string software;        // name and version of the code
  std::string device = "cpu";  // that trained: cpu or cuda
  CohortTable cohort;
  std::size_t excludedRows = 0;
  std::vector<ChosenThreshold> thresholds;
  std::vector<TunedNetwork> networks;
  std::vector<std::string> beginnings;  // sentences on what networks began with, and on the segmentation
  std::vector<CardFigure> figures;
  std::vector<RiskMap> riskMaps;
  std::string noRiskMap;  // why there is none; empty where there is
  std::size_t riskPatients = 0;
  std::size_t riskEvents = 0;
};

// Counts under five, and shares of fewer than five patients, are "not told". Figures on tuning patients say that the
// threshold and the networks were chosen on them.
[[nodiscard]] std::string formatModelCard(const TrainConfig& config, const ModelCard& card);

}  // namespace snitt::training
